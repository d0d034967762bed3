"""Daily pages written for tests: papers of our own invention."""

from pathlib import Path

HEADER = "new\n\nGet trending papers in your email inbox!\n\nSubscribe\n\nDaily Papers\n\nbyAK and the research community\n\n"

HERON = (
    "Heron: A Compact Language Model for Field Notes",
    "We introduce Heron-3B, a language model with 3 billion parameters that is trained on 400 billion tokens of nature writing. "
    "Heron-3B reaches 61.4% accuracy on MMLU and 48.0% on GSM8K, ahead of Llama-2-7B. "
    "We release our code and models at https://github.com/heron-lm/heron.",
)
TEAL = (
    "Teal: Routing Experts by Season",
    "Sparse models waste their experts on easy inputs. We propose Teal, a routing rule that learns when to stop. "
    "Across tasks it keeps quality while it halves the compute.",
)
GREBE = (
    "Counting Grebes From the Air With Small Detectors",
    "Surveys of water birds rely on slow manual counts. We train a detector on images from drones and find that it agrees with "
    "experts within the error of their own repeated counts. Code will be released upon acceptance.",
)
PAPERS = [HERON, TEAL, GREBE]


def page(*papers: tuple[str, str], day: str = "Jun 3") -> str:
    """The text of a daily page that lists these papers."""
    return HEADER + day + "".join(f"\n\n{title}\n\n{abstract}" for title, abstract in papers)


def write_page(path: Path, *papers: tuple[str, str], day: str = "Jun 3") -> Path:
    """A dump of these papers at a path."""
    path.write_text(page(*papers, day=day), "utf-8")
    return path


def many(count: int, prefix: str = "Study") -> list[tuple[str, str]]:
    """Distinct papers, each with one fact."""
    return [
        (f"{prefix} {n}: Notes on Wader-{n + 1}B", f"We introduce Wader-{n + 1}B, a language model with {n + 1} billion parameters.")
        for n in range(count)
    ]
