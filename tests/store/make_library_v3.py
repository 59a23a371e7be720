"""Write fixtures/library-v3.sqlite3 from library-v3.sql: `python -m tests.store.make_library_v3`.

It does not use the program, so that the file stays as the third schema had it.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

FIXTURE = Path(__file__).parents[1] / "fixtures" / "library-v3.sqlite3"
ROWS = FIXTURE.with_suffix(".sql")


def make(path: Path) -> None:
    """Write the library, replacing any file at `path`."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(ROWS.read_text(encoding="utf-8"))
        connection.execute("VACUUM")


if __name__ == "__main__":
    make(FIXTURE)
