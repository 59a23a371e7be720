"""Write fixtures/library-v2.sqlite3 in the second schema: `python -m tests.store.make_library_v2`."""

from __future__ import annotations

from pathlib import Path

from reader.store.schema import create_functions, statements
from reader.store.sqlite import Database
from tests.store.make_library_v1 import make as make_v1

FIXTURE = Path(__file__).parents[1] / "fixtures" / "library-v2.sqlite3"


def make(path: Path) -> None:
    """Write the library, in place of what stood there."""
    make_v1(path)
    db = Database.connect(path)
    create_functions(db)
    for statement in statements(2):
        db.run(statement)
    db.run("INSERT INTO facts VALUES ('samples given', '2026-01-02T03:04:05+00:00')")
    db.run("PRAGMA user_version = 2")
    db.run("VACUUM")
    db.close()


if __name__ == "__main__":
    make(FIXTURE)
