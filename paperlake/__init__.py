"""The command line of paperlake: `paperlake --help` says what it can do.

Everything that takes long to import is imported by the command that needs it.
"""

# in the order in which --help lists the commands
from paperlake import ingesting, fetching, extracting, looking, reporting, correcting, keeping  # noqa: F401, I001 - each adds its commands
from paperlake.app import app

__all__ = ["app", "main"]


def main() -> None:
    """Run the command line."""
    app(prog_name="paperlake")
