"""`extract`, `eval`, `doctor`: an extractor without a lake."""

import json
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Annotated

import typer

from paperlake.app import PROBLEMS, ExtractorOption, MaxCostOption, MaxPapersOption, MinConfidenceOption, app
from paperlake.console import advancing, plain_errors, printable, show_spending


@app.command(epilog='Example: echo \'{"id": "1", "title": "Foo-7B", "abstract": "We release Foo-7B."}\' | paperlake extract')
def extract(
    file: Annotated[str, typer.Argument(help="JSON Lines with id, title and abstract; - for standard input.", metavar="[FILE|-]")] = "-",
    extractor: ExtractorOption = "rules",
    min_confidence: MinConfidenceOption = 0.0,
    max_cost: MaxCostOption = None,
    max_papers: MaxPapersOption = None,
) -> None:
    """Extract facts from JSON Lines of papers, and write JSON Lines in the gold format.

    A filter without a lake. A line that is no paper is reported with its number and skipped, and so is a paper of which a language model
    gave no usable answer; then the exit code is 1.
    """
    from extractors.base import Limits, Unanswered
    from extractors.gold import BadLine, GoldPaper, gold_line, read_papers
    from extractors.registry import find_extractor
    from extractors.text import Article

    bad = 0
    papers: deque[GoldPaper] = deque()

    def articles(lines: Iterable[bytes]) -> Iterator[Article]:
        nonlocal bad
        for paper in read_papers(lines):
            if isinstance(paper, BadLine):
                bad += 1
                typer.echo(f"paperlake: line {paper.number}: {paper.fault}", err=True)
            else:
                papers.append(paper)
                yield Article(paper.title, paper.abstract)

    with plain_errors():
        reader = find_extractor(extractor, Limits(max_cost, max_papers))
        with _opened(file) as lines:
            for made in reader.extractions(articles(lines)):
                paper = papers.popleft()
                if isinstance(made, Unanswered):
                    if not made.left:
                        typer.echo(printable(f"paperlake: {paper.id}: {made.detail}"), err=True)
                else:
                    print(gold_line(paper.id, paper.title, paper.abstract, made.of_at_least(min_confidence)))
    spending = reader.spending and reader.spending.facts()
    show_spending(spending)
    if bad or (spending and spending["in_trouble"]):
        raise typer.Exit(PROBLEMS)


@contextmanager
def _opened(file: str) -> Iterator[IO[bytes]]:
    if file == "-":
        yield sys.stdin.buffer
    else:
        with Path(file).open("rb") as stream:
            yield stream


@app.command(epilog="Example: PAPERLAKE_LLM=openai/gpt-4o-mini paperlake doctor")
def doctor() -> None:
    """Say what is set of the language model, and ask it something tiny. Exits with 1 where it cannot be used."""
    from extractors.llm.doctor import examine
    from extractors.llm.settings import load_settings

    wrong = 0
    with plain_errors():
        for finding in examine(load_settings()):
            wrong += not finding.fine
            print(printable(f"{finding.what:10} {finding.found}{'' if finding.fine else '  <-- this is wrong'}"))
    if wrong:
        raise typer.Exit(PROBLEMS)


@app.command("eval", epilog="Example: paperlake eval examples/gold.jsonl --errors model_sizes")
def evaluate(
    gold: Annotated[Path, typer.Argument(help="Papers with their right rows, in the gold format.", metavar="GOLD.jsonl")],
    predicted: Annotated[Path | None, typer.Argument(help="Rows to score, in the gold format; without it, the extractor's.")] = None,
    extractor: ExtractorOption = "rules",
    errors: Annotated[str, typer.Option(help="Show missed and extra rows of this table, of all or of none.")] = "all",
    min_confidence: MinConfidenceOption = 0.0,
    max_cost: MaxCostOption = None,
    max_papers: MaxPapersOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write the scores as JSON, without the errors.")] = False,
) -> None:
    """Score an extractor against gold rows: precision, recall and F1 per table, and every missed and extra row.

    Papers of which a language model gave no usable answer are named, and not scored; then the exit code is 1.
    """
    from extractors import evaluation
    from extractors.base import Limits
    from extractors.registry import find_extractor

    with plain_errors():
        reader = None if predicted else find_extractor(extractor, Limits(max_cost, max_papers))
        with advancing("extracting") as progress:
            papers, report, unanswered = evaluation.evaluate(gold, predicted or reader, min_confidence, progress)
        if as_json:
            print(json.dumps(evaluation.as_dict(report), indent=1))
        else:
            print("\n".join([*evaluation.error_lines(papers, report, errors), *evaluation.score_lines(report)]))
            if unanswered:
                print(f"These are the scores of {len(papers)} of {len(papers) + len(unanswered)} papers; of the others there is no answer")
    for each in unanswered:
        if not each.left:
            typer.echo(printable(f"paperlake: not scored: {each.text_id}: {each.detail}"), err=True)
    spending = reader and reader.spending and reader.spending.facts()
    show_spending(spending)
    if spending and spending["in_trouble"]:
        raise typer.Exit(PROBLEMS)
