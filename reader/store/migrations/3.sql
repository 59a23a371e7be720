-- Annotations, drafts, corrections, aliases and placements.

CREATE TABLE annotations (
    id          TEXT PRIMARY KEY,      -- a UUID
    document_id INTEGER NOT NULL REFERENCES documents (id),
    version_id  INTEGER NOT NULL REFERENCES versions (id), -- the version it was made in
    note        TEXT NOT NULL,
    tags        TEXT NOT NULL,         -- a JSON array
    label       TEXT NOT NULL,
    colour      TEXT NOT NULL,
    author      TEXT NOT NULL,
    speaker     TEXT NOT NULL,
    beside      TEXT NOT NULL,         -- the id of the annotation it was in conflict with
    created     TEXT NOT NULL,
    modified    TEXT NOT NULL,
    revision    INTEGER NOT NULL,
    deleted     TEXT,                  -- the tombstone
    folded      TEXT NOT NULL,         -- note, words and tags, case-folded, for the search
    start       INTEGER,               -- code points into the version's text; NULL for the whole article
    stop        INTEGER,
    exact       TEXT,
    prefix      TEXT,
    suffix      TEXT,
    ordinal     INTEGER
);

CREATE INDEX annotations_document ON annotations (document_id, deleted);
-- A page of all annotations reads only its own rows, whichever filter is set.
CREATE INDEX live_modified ON annotations (modified, id, document_id) WHERE deleted IS NULL;
CREATE INDEX live_label ON annotations (label, modified, id, document_id) WHERE deleted IS NULL;
CREATE INDEX live_author ON annotations (author, modified, id, document_id) WHERE deleted IS NULL;
CREATE INDEX live_speaker ON annotations (speaker, modified, id, document_id) WHERE deleted IS NULL;
CREATE INDEX removed_documents ON documents (id) WHERE removed IS NOT NULL;

CREATE TABLE annotation_tags (         -- of annotations that are not deleted
    tag           TEXT NOT NULL,
    modified      TEXT NOT NULL,
    annotation_id TEXT NOT NULL REFERENCES annotations (id),
    PRIMARY KEY (tag, modified, annotation_id)
) WITHOUT ROWID;

CREATE INDEX tags_annotation ON annotation_tags (annotation_id);

CREATE TABLE drafts (
    id            TEXT PRIMARY KEY,    -- a UUID
    annotation_id TEXT NOT NULL,       -- may not exist yet
    document_id INTEGER NOT NULL REFERENCES documents (id),
    version_id  INTEGER NOT NULL REFERENCES versions (id), -- the version it was made in
    text          TEXT NOT NULL,
    base_revision INTEGER NOT NULL,
    holder        TEXT NOT NULL,       -- the program that owns it
    modified      TEXT NOT NULL,
    alive         TEXT NOT NULL,       -- the last sign of life of its holder
    start       INTEGER,               -- code points into the version's text; NULL for the whole article
    stop        INTEGER,
    exact       TEXT,
    prefix      TEXT,
    suffix      TEXT,
    ordinal     INTEGER
);

CREATE TABLE corrections (
    id          TEXT PRIMARY KEY,      -- a UUID
    document_id INTEGER NOT NULL REFERENCES documents (id),
    version_id  INTEGER NOT NULL REFERENCES versions (id), -- the version it was made in
    thing       TEXT NOT NULL,
    act         TEXT NOT NULL,
    words       TEXT,                  -- a JSON array: the anchor of the new words
    value       TEXT NOT NULL,
    author      TEXT NOT NULL,
    created     TEXT NOT NULL,
    revision    INTEGER NOT NULL,
    deleted     TEXT,                  -- the tombstone
    start       INTEGER,               -- code points into the version's text; NULL for the whole article
    stop        INTEGER,
    exact       TEXT,
    prefix      TEXT,
    suffix      TEXT,
    ordinal     INTEGER
);

CREATE INDEX corrections_document ON corrections (document_id);

CREATE TABLE aliases (
    id        TEXT PRIMARY KEY,        -- a UUID
    name      TEXT NOT NULL,
    becomes   TEXT NOT NULL,
    author    TEXT NOT NULL,
    created   TEXT NOT NULL,
    revision  INTEGER NOT NULL,
    withdrawn TEXT                     -- the tombstone
);

CREATE TABLE placements (              -- in versions other than their own
    mark_id    TEXT NOT NULL,          -- an annotation, a bookmark or a correction
    part       TEXT NOT NULL,          -- '' for its anchor, 'words' for a correction's new words
    version_id INTEGER NOT NULL REFERENCES versions (id),
    state      TEXT NOT NULL,
    start      INTEGER,                -- code points into the version's text; NULL for an orphan
    stop       INTEGER,
    decided    TEXT,                   -- when the user decided it
    PRIMARY KEY (mark_id, part, version_id)
) WITHOUT ROWID;

CREATE INDEX placements_version ON placements (version_id);
ALTER TABLE documents ADD COLUMN annotations INTEGER NOT NULL DEFAULT 0;
