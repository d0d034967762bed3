"""What can go wrong in the warehouse."""


class WarehouseError(Exception):
    """Base of all errors that the warehouse raises on purpose; the message says what was wrong, where, and what to do."""


class LakeError(WarehouseError):
    """A lake, or a part of it, is not there or not as it should be."""


class QueryError(WarehouseError):
    """A query that cannot be answered."""
