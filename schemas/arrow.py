"""The Arrow schema of a table, derived from its pydantic model."""

import functools
import types
import typing
from datetime import date
from enum import Enum

import pyarrow as pa

from schemas.base import SCHEMA_VERSION, Row

_ARROW = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_(), date: pa.date32()}


# whose row it is comes first, what it says next, where that stands last
_PLACE = {"paper_id": -1} | {
    name: place
    for place, name in enumerate(("evidence", "evidence_field", "evidence_start", "evidence_end", "confidence", "text_id", "extractor"), 1)
}


def _arrow_type(annotation: object) -> tuple[pa.DataType, bool]:
    """The Arrow type of an annotation, and whether it admits null."""
    if typing.get_origin(annotation) in (types.UnionType, typing.Union):
        members = [member for member in typing.get_args(annotation) if member is not type(None)]
        if len(members) != 1:
            raise TypeError(f"a column has one type or null, not {annotation}")
        return _arrow_type(members[0])[0], True
    if typing.get_origin(annotation) is list:
        return pa.list_(pa.field("element", _arrow_type(typing.get_args(annotation)[0])[0])), False  # so Parquet calls it
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return pa.string(), False
    if annotation in _ARROW:
        return _ARROW[annotation], False
    raise TypeError(f"no Arrow type is set for {annotation}: add it to schemas/arrow.py")


def _fields(model: type[Row]) -> list[pa.Field]:
    fields = []
    for name, info in sorted(model.model_fields.items(), key=lambda item: _PLACE.get(item[0], 0)):
        arrow_type, nullable = _arrow_type(info.annotation)
        metadata = {"description": info.description or ""}
        if isinstance(info.json_schema_extra, dict):
            metadata["unit"] = str(info.json_schema_extra["unit"])
        if isinstance(info.annotation, type) and issubclass(info.annotation, Enum):
            metadata["values"] = ", ".join(info.annotation)
        fields.append(pa.field(name, arrow_type, nullable=nullable, metadata=metadata))
    return fields


@functools.cache
def arrow_schema(model: type[Row]) -> pa.Schema:
    """The Arrow schema of a row model, with each column's description, unit and values, and the schema's version.

    Raises TypeError for a field whose annotation has no Arrow type.
    """
    return pa.schema(
        _fields(model),
        metadata={"description": (model.__doc__ or "").strip(), "paperlake.schema_version": SCHEMA_VERSION},
    )


@functools.cache
def struct_type(model: type[Row]) -> pa.StructType:
    """The row model as one Arrow struct, for rows that are stored nested."""
    return pa.struct([field.remove_metadata() for field in _fields(model)])
