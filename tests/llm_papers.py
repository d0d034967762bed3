"""Papers of our own, with their rows as a model may answer them."""

from extractors.gold import read_papers
from extractors.text import Article
from schemas import FACT_TABLES, claim_fields
from tests.paths import EXAMPLES

GOLD = list(read_papers((EXAMPLES / "gold.jsonl").read_bytes().splitlines()))
ARTICLES = [Article(paper.title, paper.abstract) for paper in GOLD]
ROWS = {article.text_id: paper.rows for article, paper in zip(ARTICLES, GOLD, strict=True)}

HERON = Article("Heron-7B", "We release Heron-7B, trained on 2 trillion tokens. It reaches 61.5% on MMLU.")
HERON_ROWS = {
    "model_sizes": [
        {"evidence": "Heron-7B", "model": "Heron-7B", "params": 7_000_000_000, "qualifier": "exact", "count": "total", "role": "introduced"}
    ],
    "token_counts": [
        {"evidence": "2 trillion tokens", "tokens": 2 * 10**12, "qualifier": "exact", "kind": "training", "subject": "Heron-7B"}
    ],
    "benchmarks": [{"evidence": "MMLU", "name": "MMLU", "role": "evaluated"}],
    "benchmark_results": [
        {"evidence": "61.5% on MMLU", "benchmark": "MMLU", "metric": None, "value": 61.5, "unit": "percent", "kind": "absolute",
         "model": "Heron-7B"}
    ],
    "artifacts": [{"evidence": "We release Heron-7B", "kind": "model", "name": "Heron-7B", "url": None, "status": "released"}],
}  # fmt: skip


def some(number: int) -> list[Article]:
    """So many papers, each with a size of its own."""
    return [Article(f"Wader {n}", f"We train Wader-{n}B for the {n}th marsh, and say no more.") for n in range(1, number + 1)]


def size_of(article: Article) -> dict[str, list]:
    """The rows of one of `some` papers."""
    name = article.title.text.replace(" ", "-") + "B"
    size = int(name.removeprefix("Wader-").removesuffix("B")) * 10**9
    row = {"evidence": name, "model": name, "params": size, "qualifier": "exact", "count": "total", "role": "introduced"}
    return {table: [row] if table == "model_sizes" else [] for table in FACT_TABLES}


def claims(rows) -> dict[str, list[dict]]:
    """The claims of facts, or of rows of a gold file, by table, in an order of their own."""
    return {
        table: sorted(
            ({name: (row if isinstance(row, dict) else row.model_dump())[name] for name in claim_fields(table)} for row in rows[table]),
            key=repr,
        )
        for table in FACT_TABLES
    }
