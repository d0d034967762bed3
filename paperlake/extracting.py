"""`extract` and `eval`: an extractor without a lake."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Annotated

import typer

from paperlake.app import PROBLEMS, ExtractorOption, MinConfidenceOption, app
from paperlake.console import plain_errors


@app.command(epilog='Example: echo \'{"id": "1", "title": "Foo-7B", "abstract": "We release Foo-7B."}\' | paperlake extract')
def extract(
    file: Annotated[str, typer.Argument(help="JSON Lines with id, title and abstract; - for standard input.", metavar="[FILE|-]")] = "-",
    extractor: ExtractorOption = "rules",
    min_confidence: MinConfidenceOption = 0.0,
) -> None:
    """Extract facts from JSON Lines of papers, and write JSON Lines in the gold format.

    A filter without a lake. A line that is no paper is reported with its number and skipped; then the exit code is 1.
    """
    from extractors import grounding
    from extractors.gold import BadLine, gold_line, read_papers
    from extractors.registry import find_extractor

    bad = 0
    with plain_errors():
        reader = find_extractor(extractor)
        with _opened(file) as lines:
            for paper in read_papers(lines):
                if isinstance(paper, BadLine):
                    bad += 1
                    typer.echo(f"paperlake: line {paper.number}: {paper.fault}", err=True)
                else:
                    extraction = grounding.extract(reader, paper.title, paper.abstract).of_at_least(min_confidence)
                    print(gold_line(paper.id, paper.title, paper.abstract, extraction))
    if bad:
        raise typer.Exit(PROBLEMS)


@contextmanager
def _opened(file: str) -> Iterator[IO[bytes]]:
    if file == "-":
        yield sys.stdin.buffer
    else:
        with Path(file).open("rb") as stream:
            yield stream


@app.command("eval", epilog="Example: paperlake eval examples/gold.jsonl --errors model_sizes")
def evaluate(
    gold: Annotated[Path, typer.Argument(help="Papers with their right rows, in the gold format.", metavar="GOLD.jsonl")],
    predicted: Annotated[Path | None, typer.Argument(help="Rows to score, in the gold format; without it, the extractor's.")] = None,
    extractor: ExtractorOption = "rules",
    errors: Annotated[str, typer.Option(help="Show missed and extra rows of this table, of all or of none.")] = "all",
    min_confidence: MinConfidenceOption = 0.0,
    as_json: Annotated[bool, typer.Option("--json", help="Write the scores as JSON, without the errors.")] = False,
) -> None:
    """Score an extractor against gold rows: precision, recall and F1 per table, and every missed and extra row."""
    from extractors import evaluation

    with plain_errors():
        papers, report = evaluation.evaluate(gold, predicted, extractor, min_confidence)
        if as_json:
            print(json.dumps(evaluation.as_dict(report), indent=1))
            return
        print("\n".join([*evaluation.error_lines(papers, report, errors), *evaluation.score_lines(report)]))
