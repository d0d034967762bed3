"""`sql`, `tables`, `dumps`: what a lake holds."""

import csv
import json
import sys
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

import typer
from rich.table import Table

from paperlake.app import DEFAULT_LAKE, LakeOption, MinConfidenceOption, app
from paperlake.console import as_table, console, plain, plain_errors, printable


class Format(StrEnum):
    """How a query's result is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"


@app.command(epilog='Example: paperlake sql "SELECT model, params FROM model_sizes ORDER BY params DESC LIMIT 5"')
def sql(
    query: Annotated[str, typer.Argument(help="A query in DuckDB's SQL; the tables stand under their names.")],
    lake: LakeOption = DEFAULT_LAKE,
    form: Annotated[Format, typer.Option("--format", help="How to write the result.")] = Format.TABLE,
    min_confidence: MinConfidenceOption = 0.0,
) -> None:
    """Query one snapshot of the tables in SQL. Nothing can be written."""
    import warehouse
    from warehouse.sql import query as answer

    with plain_errors():
        _write(answer(warehouse.open(lake), query, min_confidence), form)


def _write(result: Any, form: Format) -> None:
    """Write a pyarrow table to standard output; of columns of one name, the later ones get a number."""
    import pyarrow.parquet as pq

    seen: dict[str, int] = {}
    names = []
    for name in result.column_names:
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name}_{seen[name]}")
    if form is Format.PARQUET:
        if sys.stdout.isatty():
            raise typer.BadParameter("parquet is not for a terminal: send it to a file with > result.parquet")
        pq.write_table(result.rename_columns(names), sys.stdout.buffer)
        return
    rows = list(zip(*(map(_simple, column.to_pylist()) for column in result.columns), strict=True))
    if form is Format.TABLE:
        console().print(as_table(names, rows))
    elif form is Format.CSV:
        flat = ([json.dumps(cell, default=str) if isinstance(cell, list | dict) else cell for cell in row] for row in rows)
        csv.writer(sys.stdout, lineterminator="\n").writerows([names, *flat])
    else:
        print(json.dumps([dict(zip(names, row, strict=True)) for row in rows], ensure_ascii=False, default=str))


def _simple(cell: Any) -> Any:
    """A cell with numbers as numbers: DuckDB's sums and literals come as decimals."""
    if isinstance(cell, Decimal):
        return int(cell) if cell == cell.to_integral_value() else float(cell)
    return cell


@app.command(epilog="Example: paperlake tables model_sizes")
def tables(
    name: Annotated[str | None, typer.Argument(help="One table; without it, all.")] = None,
    lake: LakeOption = DEFAULT_LAKE,
) -> None:
    """Show the tables: their rows, and their columns with type, unit and meaning."""
    import warehouse
    from schemas import TABLES, arrow_schema

    if name is not None and name not in TABLES:
        raise typer.BadParameter(f"there is no table {name!r}; there are: {', '.join(TABLES)}")
    out = console()
    with plain_errors():
        snapshot = warehouse.open(lake)
        for table in [name] if name else TABLES:
            schema = arrow_schema(TABLES[table])
            rows = snapshot.manifest.rows(table)
            out.print(f"[bold]{table}[/bold]  {rows:,} row{'' if rows == 1 else 's'}  {plain(schema.metadata[b'description'].decode())}")
            columns = Table(box=None, show_header=False, padding=(0, 2, 0, 2))
            for column in schema:
                unit = column.metadata.get(b"unit", b"").decode()
                meaning = column.metadata[b"description"].decode() + (f" [{unit}]" if unit else "")
                columns.add_row(column.name, f"{column.type}{'' if column.nullable else ' not null'}", plain(meaning))
            out.print(columns)


@app.command(epilog="Example: paperlake dumps --lake lake")
def dumps(lake: LakeOption = DEFAULT_LAKE) -> None:
    """List the dumps that the tables are made of, and those that were refused."""
    import warehouse

    with plain_errors():
        snapshot = warehouse.open(lake)
        frame = snapshot["dumps"].sort("label", "dump_id").collect()
        console().print(as_table(frame.columns, frame.iter_rows()))
        for reject in snapshot["rejects"].collect().filter(level="dump").iter_rows(named=True):
            print(printable(f"refused: {reject['dump_id']}: {reject['detail']}"))
