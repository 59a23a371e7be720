"""The schema of the library as numbered migrations, and the transaction that runs them."""

from __future__ import annotations

from collections.abc import Callable

from reader.model.errors import StoreError
from reader.store.schema_annotations import VERSION_3
from reader.store.sort_keys import outlet_key, published_key, title_key
from reader.store.sqlite import Database, texts

APPLICATION_ID = 0x52445231
"""Identifies a SQLite file as a library of this program: "RDR1"."""

_VERSION_1 = (
    """
    CREATE TABLE documents (
        id        INTEGER PRIMARY KEY,
        title     TEXT NOT NULL,
        outlet    TEXT,
        authors   TEXT NOT NULL,               -- a JSON array
        published TEXT,
        url       TEXT,
        path      TEXT,
        added     TEXT NOT NULL,
        removed   TEXT,                        -- the tombstone: when it was removed
        place     INTEGER NOT NULL DEFAULT 0,  -- code points into the newest version
        read      INTEGER NOT NULL DEFAULT 0,
        starred   INTEGER NOT NULL DEFAULT 0,
        opened    TEXT NOT NULL DEFAULT ''     -- '' for never, so that it sorts
    )
    """,
    "CREATE INDEX documents_path ON documents (path)",
    "CREATE INDEX documents_url ON documents (url)",
    """
    CREATE TABLE versions (
        id          INTEGER PRIMARY KEY,
        document_id INTEGER NOT NULL REFERENCES documents (id),
        sha256      TEXT NOT NULL UNIQUE,      -- of the text, so one text is one version
        created     TEXT NOT NULL,
        length      INTEGER NOT NULL,          -- in code points
        words       INTEGER NOT NULL,
        blocks      TEXT NOT NULL,             -- JSON, as are the next two
        markups     TEXT NOT NULL,
        provenance  TEXT NOT NULL,
        text        BLOB NOT NULL              -- UTF-8, lone surrogates passed through
    )
    """,
    "CREATE INDEX versions_document ON versions (document_id)",
    """
    CREATE TABLE analyses (
        sha256         TEXT PRIMARY KEY REFERENCES versions (sha256),
        engine         TEXT NOT NULL,
        engine_version TEXT NOT NULL,
        model          TEXT NOT NULL,
        quotations     INTEGER NOT NULL,       -- those that are speech
        body           BLOB NOT NULL           -- JSON, deflated
    )
    """,
    """
    CREATE TABLE bookmarks (
        id          TEXT PRIMARY KEY,          -- a UUID
        document_id INTEGER NOT NULL REFERENCES documents (id),
        version_id  INTEGER NOT NULL REFERENCES versions (id),
        offset      INTEGER NOT NULL,          -- code points into the version's text
        excerpt     TEXT NOT NULL,
        created     TEXT NOT NULL,
        changed     TEXT NOT NULL,
        revision    INTEGER NOT NULL DEFAULT 1,
        deleted     TEXT                       -- the tombstone
    )
    """,
    "CREATE INDEX bookmarks_document ON bookmarks (document_id)",
)

_VERSION_2 = (
    "CREATE TABLE facts (key TEXT PRIMARY KEY, value TEXT NOT NULL)",
    # The document list reads one narrow table: a page costs the same however many documents there are.
    "ALTER TABLE documents ADD COLUMN version_id INTEGER REFERENCES versions (id)",
    "ALTER TABLE documents ADD COLUMN words INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE documents ADD COLUMN quotations INTEGER",
    "ALTER TABLE documents ADD COLUMN bookmarks INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE documents ADD COLUMN title_key TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE documents ADD COLUMN outlet_key TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE documents ADD COLUMN published_key TEXT NOT NULL DEFAULT ''",
    """
    UPDATE documents SET
        version_id = (SELECT max(id) FROM versions WHERE document_id = documents.id),
        title_key = title_key_of(title),
        outlet_key = outlet_key_of(outlet),
        published_key = published_key_of(published)
    """,
    """
    UPDATE documents SET
        words = (SELECT words FROM versions WHERE id = documents.version_id),
        quotations = (SELECT analyses.quotations FROM versions JOIN analyses USING (sha256)
                      WHERE versions.id = documents.version_id),
        bookmarks = (SELECT count(*) FROM bookmarks
                     WHERE document_id = documents.id AND deleted IS NULL)
    """,
    # Counting a hundred thousand rows would slow down every start.
    "CREATE TABLE totals (listed INTEGER NOT NULL, unread INTEGER NOT NULL)",
    """
    INSERT INTO totals (listed, unread)
    SELECT ifnull(sum(removed IS NULL), 0), ifnull(sum(removed IS NULL AND read = 0), 0) FROM documents
    """,
    """
    CREATE TRIGGER totals_insert AFTER INSERT ON documents BEGIN
        UPDATE totals SET
            listed = listed + (NEW.removed IS NULL),
            unread = unread + (NEW.removed IS NULL AND NEW.read = 0);
    END
    """,
    """
    CREATE TRIGGER totals_update AFTER UPDATE OF removed, read ON documents BEGIN
        UPDATE totals SET
            listed = listed + (NEW.removed IS NULL) - (OLD.removed IS NULL),
            unread = unread + (NEW.removed IS NULL AND NEW.read = 0) - (OLD.removed IS NULL AND OLD.read = 0);
    END
    """,
    "CREATE INDEX listed_added ON documents (added, id) WHERE removed IS NULL",
    "CREATE INDEX listed_published ON documents (published_key, id) WHERE removed IS NULL",
    "CREATE INDEX listed_opened ON documents (opened, id) WHERE removed IS NULL",
    "CREATE INDEX listed_title ON documents (title_key, id DESC) WHERE removed IS NULL",
    "CREATE INDEX listed_outlet ON documents (outlet_key, published_key DESC, id DESC) WHERE removed IS NULL",
    "CREATE INDEX listed_unread ON documents (read, added DESC, id DESC) WHERE removed IS NULL",
)

MIGRATIONS: dict[int, tuple[str, ...]] = {1: _VERSION_1, 2: _VERSION_2, 3: VERSION_3}
"""The statements that lead to each version from the one before; a new file runs all of them."""

CURRENT = max(MIGRATIONS)
"""The schema version that this program writes."""


def version_of(db: Database) -> int:
    """Return the file's schema version, 0 if it is empty. Raises StoreError if it is another program's."""
    version, owner = db.integer("PRAGMA user_version"), db.integer("PRAGMA application_id")
    if owner == APPLICATION_ID or (owner == 0 and not db.integer("SELECT count(*) FROM sqlite_master")):
        return version
    raise StoreError(
        f"{db.name}: is a database of another program; move it away, or set READER_DATA to another folder"
    )


def migrate(db: Database, before: Callable[[int], None]) -> None:
    """Bring the file to the current schema in one transaction, rolled back if a check fails. Raises StoreError.

    `before` is called with the old version while the write lock is held, to make the backup copy; not for an empty
    file. Several processes may call this at once; the second finds nothing left to do.
    """
    if version_of(db) == CURRENT:
        return
    # SQLite ignores this pragma inside a transaction, and rebuilding a table needs it to be off.
    db.run("PRAGMA foreign_keys = OFF")
    try:
        with db.transaction(durable=True):
            _run_migrations(db, before)
    finally:
        db.run("PRAGMA foreign_keys = ON")


def _run_migrations(db: Database, before: Callable[[int], None]) -> None:
    version = version_of(db)
    if 0 < version < CURRENT:
        before(version)
    _create_functions(db)
    for number in range(version + 1, CURRENT + 1):
        for statement in MIGRATIONS[number]:
            db.run(statement)
    db.run(f"PRAGMA application_id = {APPLICATION_ID}")
    db.run(f"PRAGMA user_version = {max(version, CURRENT)}")
    if db.all("PRAGMA foreign_key_check"):
        raise StoreError(
            f"{db.name}: the library of version {version} is inconsistent and was not migrated; "
            "`reader check` of the program that wrote it says more"
        )


def _create_functions(db: Database) -> None:
    create = db.connection.create_function
    create("title_key_of", 1, lambda title: title_key(*texts([title])), deterministic=True)
    create("outlet_key_of", 1, lambda outlet: outlet_key(*texts([outlet])), deterministic=True)
    create("published_key_of", 1, published_key, deterministic=True)
