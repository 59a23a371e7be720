"""What a row of each table looks like, in every version of the schema."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing

from reader.model.values import value_class
from reader.store.opening import TABLES, WITHOUT_ROWID
from reader.store.rescue.records import Record, Value
from reader.store.schema import CURRENT, create_functions, statements
from reader.store.sqlite import Database


@value_class(frozen=True, slots=True)
class Column:
    """A column of the current schema."""

    name: str
    type: str
    """TEXT, INTEGER or BLOB."""
    is_required: bool
    is_rowid: bool
    """True if it is the rowid under another name, and NULL in the record."""
    default: Value


@value_class(frozen=True, slots=True)
class Shape:
    """A table: its columns, and how many of them a row has that an older version wrote."""

    table: str
    columns: tuple[Column, ...]
    lengths: frozenset[int]

    def may_hold(self, record: Record) -> bool:
        """Return True if a record has as many values as a row of the table."""
        return len(record.values) in self.lengths

    def holds(self, record: Record) -> bool:
        """Return True if each value of a record is of the type of its column."""
        return self.may_hold(record) and all(map(_fits, self.columns, record.values))

    def row(self, record: Record) -> dict[str, Value]:
        """Return the values of a record by column, with defaults for columns that came later."""
        values = dict(zip((column.name for column in self.columns), record.values, strict=False))
        row = {column.name: values.get(column.name, column.default) for column in self.columns}
        for column in self.columns:
            if column.is_rowid:
                row[column.name] = record.rowid
        return row


def _fits(column: Column, value: Value) -> bool:
    if value is None:
        return column.is_rowid or not column.is_required
    if column.type == "TEXT":
        return isinstance(value, str | bytes)
    return isinstance(value, int if column.type == "INTEGER" else bytes)


def shapes() -> Mapping[str, Shape]:
    """Return the shape of each table."""
    lengths: dict[str, set[int]] = {table: set() for table in TABLES}
    with closing(Database.in_memory("a library without rows")) as db:
        create_functions(db)
        for version in range(1, CURRENT + 1):
            for statement in statements(version):
                db.run(statement)
            for table, known in lengths.items():
                known.add(db.integer("SELECT count(*) FROM pragma_table_info(?)", (table,)))
        return {
            table: Shape(table, _columns(db, table), frozenset(known - {0})) for table, known in lengths.items()
        }


def _columns(db: Database, table: str) -> tuple[Column, ...]:
    found = []
    for _, name, type, is_required, default, key in db.all(f"PRAGMA table_info({table})"):
        is_rowid = bool(key) and type == "INTEGER" and table not in WITHOUT_ROWID
        (value,) = db.one(f"SELECT {default}") or (None,) if default else (None,)
        # A text that is the primary key may be NULL by the rules of SQLite, but never is here.
        found.append(Column(name, type, bool(is_required or key), is_rowid, value))
    return tuple(found)
