"""The base of every row model, and the way a column is declared."""

from typing import Any

from pydantic import BaseModel, ConfigDict
from pydantic import Field as PydanticField

SCHEMA_VERSION = "3"
"""Version of all tables together; it grows when a column is added, removed, described in other words or changes its meaning."""


class Row(BaseModel):
    """A row of a table: immutable, and closed to columns that its model does not declare."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_enum_values=True)


def column(description: str, *, unit: str | None = None, **constraints: Any) -> Any:
    """Declare a column: what it holds, its unit where it is a quantity, and pydantic's constraints on it."""
    return PydanticField(description=description, json_schema_extra={"unit": unit} if unit else None, **constraints)
