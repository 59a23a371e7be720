"""Write fixtures/library-v1.sqlite3 in the first schema: `python -m tests.store.make_library_v1`."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from reader.model.document import text_hash
from reader.model.serial import blocks_to_json, markups_to_json
from reader.store.analyses import encoded
from reader.store.schema import APPLICATION_ID, statements
from reader.store.sqlite import Database
from tests.store.samples import ENGINE, TEXT, analysis, article

FIXTURE = Path(__file__).parents[1] / "fixtures" / "library-v1.sqlite3"
_THEN = "2026-01-02T03:04:05+00:00"
_DOCUMENTS = (
    (1, "Harbour reopens", "AFP", '["Mara Lind"]', "2026-01-01", None, "/news/harbour.txt", _THEN, None, 7, 1, 1),
    (2, "Élan", None, "[]", None, "https://example.org/elan", None, _THEN, None, 0, 0, 0),
    (3, "Taken away", "BBC", "[]", None, None, "/news/away.txt", _THEN, _THEN, 0, 0, 0),
)
_TEXTS = ((1, 1, "An older harbour.\n"), (2, 1, TEXT), (3, 2, "Verve \0 and ardour.\n"), (4, 3, "Gone.\n"))
_BOOKMARKS = (("b-1", 1, 2, 18, "The ferries", None), ("b-2", 1, 2, 0, "Harbour", _THEN))


def make(path: Path) -> None:
    """Write the library, in place of what stood there."""
    path.unlink(missing_ok=True)
    db = Database.connect(path)
    for statement in statements(1):
        db.run(statement)
    db.run(f"PRAGMA application_id = {APPLICATION_ID}")
    db.run("PRAGMA user_version = 1")
    for row in _DOCUMENTS:
        db.run(f"INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '{_THEN}')", row)
    for id, document_id, text in _TEXTS:
        made = article(text)
        db.run(
            "INSERT INTO versions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                id,
                document_id,
                text_hash(text),
                _THEN,
                len(text),
                len(text.split()),
                json.dumps(blocks_to_json(made.blocks)),
                json.dumps(markups_to_json(made.markups)),
                json.dumps(asdict(made.provenance)),
                text.encode(),
            ),
        )
    db.run(
        "INSERT INTO analyses VALUES (?, ?, ?, ?, 1, ?)",
        (text_hash(TEXT), ENGINE.name, ENGINE.version, ENGINE.model, encoded(analysis())),
    )
    for id, document_id, version_id, offset, excerpt, deleted in _BOOKMARKS:
        db.run(
            "INSERT INTO bookmarks VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?)",
            (id, document_id, version_id, offset, excerpt, _THEN, _THEN, deleted),
        )
    db.run("VACUUM")
    db.close()


if __name__ == "__main__":
    make(FIXTURE)
