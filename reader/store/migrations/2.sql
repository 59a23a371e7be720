-- What the document list reads: a narrow table with sort keys, indexes and totals.

CREATE TABLE facts (key TEXT PRIMARY KEY, value TEXT NOT NULL);
-- The document list reads one narrow table: a page costs the same however many documents there are.
ALTER TABLE documents ADD COLUMN version_id INTEGER REFERENCES versions (id);
ALTER TABLE documents ADD COLUMN words INTEGER NOT NULL DEFAULT 0;
ALTER TABLE documents ADD COLUMN quotations INTEGER;
ALTER TABLE documents ADD COLUMN bookmarks INTEGER NOT NULL DEFAULT 0;
ALTER TABLE documents ADD COLUMN title_key TEXT NOT NULL DEFAULT '';
ALTER TABLE documents ADD COLUMN outlet_key TEXT NOT NULL DEFAULT '';
ALTER TABLE documents ADD COLUMN published_key TEXT NOT NULL DEFAULT '';

UPDATE documents SET
    version_id = (SELECT max(id) FROM versions WHERE document_id = documents.id),
    title_key = title_key_of(title),
    outlet_key = outlet_key_of(outlet),
    published_key = published_key_of(published);

UPDATE documents SET
    words = (SELECT words FROM versions WHERE id = documents.version_id),
    quotations = (SELECT analyses.quotations FROM versions JOIN analyses USING (sha256)
                  WHERE versions.id = documents.version_id),
    bookmarks = (SELECT count(*) FROM bookmarks
                 WHERE document_id = documents.id AND deleted IS NULL);

-- Counting a hundred thousand rows would slow down every start.
CREATE TABLE totals (listed INTEGER NOT NULL, unread INTEGER NOT NULL);

INSERT INTO totals (listed, unread)
SELECT ifnull(sum(removed IS NULL), 0), ifnull(sum(removed IS NULL AND read = 0), 0) FROM documents;

CREATE TRIGGER totals_insert AFTER INSERT ON documents BEGIN
    UPDATE totals SET
        listed = listed + (NEW.removed IS NULL),
        unread = unread + (NEW.removed IS NULL AND NEW.read = 0);
END;

CREATE TRIGGER totals_update AFTER UPDATE OF removed, read ON documents BEGIN
    UPDATE totals SET
        listed = listed + (NEW.removed IS NULL) - (OLD.removed IS NULL),
        unread = unread + (NEW.removed IS NULL AND NEW.read = 0) - (OLD.removed IS NULL AND OLD.read = 0);
END;

CREATE INDEX listed_added ON documents (added, id) WHERE removed IS NULL;
CREATE INDEX listed_published ON documents (published_key, id) WHERE removed IS NULL;
CREATE INDEX listed_opened ON documents (opened, id) WHERE removed IS NULL;
CREATE INDEX listed_title ON documents (title_key, id DESC) WHERE removed IS NULL;
CREATE INDEX listed_outlet ON documents (outlet_key, published_key DESC, id DESC) WHERE removed IS NULL;
CREATE INDEX listed_unread ON documents (read, added DESC, id DESC) WHERE removed IS NULL;
