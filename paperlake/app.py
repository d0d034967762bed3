"""The application that the commands are added to, and the options that several of them have."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Dumps of paper abstracts in, a lake of typed, evidenced Parquet tables out.",
    epilog="Begin with: paperlake ingest examples/dumps, then: paperlake tables",
)

PROBLEMS, USAGE = 1, 2
"""Exit codes other than 0: finished, but something is wrong; the request could not be carried out as given."""

LakeOption = Annotated[Path, typer.Option("--lake", envvar="PAPERLAKE_LAKE", help="Folder of the lake.", show_default="./lake")]
ExtractorOption = Annotated[
    str,
    typer.Option(
        help="What reads facts out of the texts: rules; llm, the language model that PAPERLAKE_LLM names; "
        "or hybrid, the rules where they are sure and the model where they are not.",
    ),
]
MaxCostOption = Annotated[
    float | None, typer.Option(help="Dollars that the language model may cost at most; the rest is left for the next run.", min=0)
]
MaxPapersOption = Annotated[
    int | None, typer.Option(help="Papers put to the language model at most; the rest is left for the next run.", min=1)
]
MinConfidenceOption = Annotated[
    float, typer.Option(help="Leave out rows that are less likely right than this; docs/accuracy.md says what to expect.", min=0, max=1)
]

DEFAULT_LAKE = Path("lake")
