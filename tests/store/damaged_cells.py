"""Libraries in which one cell of one table is damaged."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from reader.analysis.protocol import DEFAULT_MODEL, engine
from reader.model.annotation import Annotation, NoteDraft
from reader.model.correction import CorrectedThing, CorrectionAct
from reader.model.span import Span
from reader.store import Store
from reader.store.opening import TABLES
from reader.text.anchoring.anchors import anchor_of
from tests.store.samples import TEXT, analysis, article

TITLES = ("Harbour reopens", "Second paper", "Third paper")
VALUES: tuple[tuple[str, object], ...] = (
    ("?", None),
    ("?", 0),
    ("?", -1),
    ("?", 1 << 62),
    ("?", 1.5),
    ("?", ""),
    ("?", "x"),
    ("?", b""),
    ("?", b"\xff\xfe"),
    ("CAST(? AS TEXT)", b"caf\xe9 \xff"),
    ("?", "\ud800".encode("utf-8", "surrogatepass")),
    ("?", "{"),
    ("?", "[]"),
    ("?", '{"a": [1]}'),
    ("?", "[5, null]"),
    ("?", "[" * 100_000),
    ("?", '[{"kind": "code", "start": 0.5, "end": 99}]'),
    ("?", '[{"kind": "link", "start": 0, "end": 99999, "target": 5}]'),
    ("?", "9" * 5_000),
    ("?", "0001-01-01T00:00:00+14:00"),
)
"""What a cell may hold after damage, and how SQLite is given it."""


def make_library(path: Path) -> None:
    """Write a library of three articles with a row in every table, which takes NULL everywhere."""
    with Store.open(path) as store:
        for number, title in enumerate(TITLES):
            text = TEXT + "And more of it. " * number
            added = store.add(article(text, title=title, path=f"/papers/{number}", published="2026-05-01"))
            ids, anchor = (added.document.id, added.version.id), anchor_of(text, Span(0, 7))
            store.analyses.save(added.version.sha256, analysis(engine(DEFAULT_MODEL)))
            store.annotations.save(
                Annotation(f"n{number}", *ids, anchor, note=f"note {number}", tags=("t",), label="v")
            )
            store.bookmarks.add(*ids, 4, "our")
            store.corrections.add(
                *ids, CorrectedThing.ENTITY, CorrectionAct.TYPE, anchor, words=anchor, value="place"
            )
            store.drafts.save(NoteDraft(f"d{number}", f"m{number}", *ids, anchor, "half", 0, "", ""))
            store.aliases.add("Mara Lind", "M. Lind", document_id=ids[0])
            store.documents.set_opened(ids[0])
        store.add(article(TEXT + "A later version.", title=TITLES[0], path="/papers/0"))
        store.set_samples_given()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_master SET sql = replace(sql, ' NOT NULL', '') WHERE type = 'table'")


def cells(path: Path) -> list[tuple[str, str]]:
    """Return every table and column of a library."""
    with closing(sqlite3.connect(path)) as connection:
        return [
            (table, column)
            for table in TABLES
            for _, column, *_ in connection.execute(f"PRAGMA table_info({table})").fetchall()
        ]


def damage(path: Path, table: str, column: str, value: tuple[str, object]) -> bool:
    """Damage one cell of the first row; return False if SQLite takes no such value there."""
    how, given = value
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        first = f"SELECT {column} FROM {table} LIMIT 1"
        condition = (
            f"{column} IS ({first})"
            if table in ("annotation_tags", "placements")
            else (f"rowid = (SELECT min(rowid) FROM {table})")
        )
        try:
            connection.execute(f"UPDATE {table} SET {column} = {how} WHERE {condition}", (given,))
        except (sqlite3.IntegrityError, sqlite3.OperationalError):
            return False
        connection.commit()
        return True


def damages(path: Path) -> Iterator[tuple[str, str, tuple[str, object]]]:
    """Yield each cell with each value."""
    for table, column in cells(path):
        for value in VALUES:
            yield table, column, value
