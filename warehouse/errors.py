"""What can go wrong in the warehouse."""

from pydantic import ValidationError


class WarehouseError(Exception):
    """Base of all errors that the warehouse raises on purpose; the message says what was wrong, where, and what to do."""


class LakeError(WarehouseError):
    """A lake, or a part of it, is not there or not as it should be."""


class QueryError(WarehouseError):
    """A query that cannot be answered."""


def reason(error: Exception) -> str:
    """What an error of a library says, in one line."""
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return ": ".join(filter(None, (".".join(map(str, first["loc"])), first["msg"])))
    return next(iter(str(error).splitlines()), "") or type(error).__name__
