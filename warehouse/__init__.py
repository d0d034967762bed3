"""The lake: rows in, Parquet out, and back."""

from warehouse.errors import LakeError, QueryError, WarehouseError
from warehouse.lake import Lake
from warehouse.snapshot import Snapshot
from warehouse.snapshot import open_snapshot as open

__all__ = ["Lake", "LakeError", "QueryError", "Snapshot", "WarehouseError", "open"]
