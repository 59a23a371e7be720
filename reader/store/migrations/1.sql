-- Documents with their versions, analyses and bookmarks.

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
);

CREATE INDEX documents_path ON documents (path);
CREATE INDEX documents_url ON documents (url);

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
);

CREATE INDEX versions_document ON versions (document_id);

CREATE TABLE analyses (
    sha256         TEXT PRIMARY KEY REFERENCES versions (sha256),
    engine         TEXT NOT NULL,
    engine_version TEXT NOT NULL,
    model          TEXT NOT NULL,
    quotations     INTEGER NOT NULL,       -- those that are speech
    body           BLOB NOT NULL           -- JSON, deflated
);

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
);

CREATE INDEX bookmarks_document ON bookmarks (document_id);
