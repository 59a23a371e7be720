"""The third step of the schema: annotations, drafts of notes, corrections, aliases, and where they are placed."""

from __future__ import annotations

_ANCHOR = """
    start       INTEGER,                   -- code points into the version's text; NULL for the whole article
    stop        INTEGER,
    exact       TEXT,
    prefix      TEXT,
    suffix      TEXT,
    ordinal     INTEGER
"""
_WHERE = """
    document_id INTEGER NOT NULL REFERENCES documents (id),
    version_id  INTEGER NOT NULL REFERENCES versions (id),   -- the one that it was made in
"""

MARKS = (
    f"""
    CREATE TABLE annotations (
        id          TEXT PRIMARY KEY,      -- a UUID
        {_WHERE}
        note        TEXT NOT NULL,
        tags        TEXT NOT NULL,         -- a JSON array
        label       TEXT NOT NULL,
        colour      TEXT NOT NULL,
        author      TEXT NOT NULL,
        speaker     TEXT NOT NULL,
        beside      TEXT NOT NULL,         -- the id of the annotation that it was in conflict with
        created     TEXT NOT NULL,
        modified    TEXT NOT NULL,
        revision    INTEGER NOT NULL,
        deleted     TEXT,                  -- the tombstone
        folded      TEXT NOT NULL,         -- note, words and tags without case, for the search
        {_ANCHOR}
    )
    """,
    "CREATE INDEX annotations_document ON annotations (document_id, deleted)",
    # A page of all annotations costs what the page needs, by whichever of these it is filtered.
    "CREATE INDEX live_modified ON annotations (modified, id, document_id) WHERE deleted IS NULL",
    "CREATE INDEX live_label ON annotations (label, modified, id, document_id) WHERE deleted IS NULL",
    "CREATE INDEX live_author ON annotations (author, modified, id, document_id) WHERE deleted IS NULL",
    "CREATE INDEX live_speaker ON annotations (speaker, modified, id, document_id) WHERE deleted IS NULL",
    "CREATE INDEX removed_documents ON documents (id) WHERE removed IS NOT NULL",
    """
    CREATE TABLE annotation_tags (         -- of annotations that are not deleted
        tag           TEXT NOT NULL,
        modified      TEXT NOT NULL,
        annotation_id TEXT NOT NULL REFERENCES annotations (id),
        PRIMARY KEY (tag, modified, annotation_id)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX tags_annotation ON annotation_tags (annotation_id)",
    f"""
    CREATE TABLE drafts (
        id            TEXT PRIMARY KEY,    -- a UUID
        annotation_id TEXT NOT NULL,       -- made or still to be made
        {_WHERE}
        text          TEXT NOT NULL,
        base_revision INTEGER NOT NULL,
        holder        TEXT NOT NULL,       -- the program that types it
        modified      TEXT NOT NULL,
        alive         TEXT NOT NULL,       -- when its holder last said that it runs
        {_ANCHOR}
    )
    """,
    f"""
    CREATE TABLE corrections (
        id          TEXT PRIMARY KEY,      -- a UUID
        {_WHERE}
        thing       TEXT NOT NULL,
        act         TEXT NOT NULL,
        words       TEXT,                  -- a JSON array: the anchor of what it changes the words to
        value       TEXT NOT NULL,
        author      TEXT NOT NULL,
        created     TEXT NOT NULL,
        revision    INTEGER NOT NULL,
        deleted     TEXT,                  -- the tombstone
        {_ANCHOR}
    )
    """,
    "CREATE INDEX corrections_document ON corrections (document_id)",
    """
    CREATE TABLE aliases (
        id        TEXT PRIMARY KEY,        -- a UUID
        name      TEXT NOT NULL,
        becomes   TEXT NOT NULL,
        author    TEXT NOT NULL,
        created   TEXT NOT NULL,
        revision  INTEGER NOT NULL,
        withdrawn TEXT                     -- the tombstone
    )
    """,
    """
    CREATE TABLE placements (              -- of marks in versions that they were not made in
        mark_id    TEXT NOT NULL,          -- an annotation, a bookmark or a correction
        part       TEXT NOT NULL,          -- '' for its anchor, 'words' for those a correction changes it to
        version_id INTEGER NOT NULL REFERENCES versions (id),
        state      TEXT NOT NULL,
        start      INTEGER,                -- code points into the version's text; NULL where it is not there
        stop       INTEGER,
        decided    TEXT,                   -- when a person said so
        PRIMARY KEY (mark_id, part, version_id)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX placements_version ON placements (version_id)",
    "ALTER TABLE documents ADD COLUMN annotations INTEGER NOT NULL DEFAULT 0",
)
"""The statements of the step."""
