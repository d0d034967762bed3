"""SQL over the tables of one snapshot, read-only."""

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from schemas import FACT_TABLES
from warehouse.errors import QueryError
from warehouse.snapshot import Snapshot

_READING = {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN}


def query(snapshot: Snapshot, sql: str, min_confidence: float = 0.0) -> pa.Table:
    """The answer to one SQL query, in which the snapshot's tables stand by their bare names.

    Of the fact tables, rows of at least `min_confidence` (0 to 1) are seen.

    DuckDB is given the tables and nothing else: it can reach no file and no network, and none of its settings can be changed.
    Raises QueryError for anything but one query, and for one that DuckDB cannot answer.
    """
    try:
        sql.encode()
    except UnicodeEncodeError as error:
        raise QueryError("the query holds bytes that are no UTF-8; write it in UTF-8") from error
    with duckdb.connect(":memory:", config={"enable_external_access": False, "temp_directory": ""}) as connection:
        for table in snapshot.names:
            rows = ds.dataset(snapshot.files(table), format="parquet")
            sure = min_confidence > 0 and table in FACT_TABLES
            connection.register(table, rows.filter(pc.field("confidence") >= min_confidence) if sure else rows)
        connection.execute("SET lock_configuration = true")
        try:
            statements = connection.extract_statements(sql)
            if len(statements) != 1 or statements[0].type not in _READING:
                raise QueryError(
                    "only one query at a time, and only one that reads: begin with SELECT, FROM, WITH, DESCRIBE, SUMMARIZE or SHOW"
                )
            return connection.sql(sql).to_arrow_table()
        except duckdb.Error as error:
            said, _, _ = str(error).partition("\n\nLINE ")  # after that comes the query again
            raise QueryError(" ".join(said.split())) from error
