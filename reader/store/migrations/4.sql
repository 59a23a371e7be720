-- Corrections of one article: names that hold there only, particulars that a person set, what is checked.

-- NULL: the name holds in every article.
ALTER TABLE aliases ADD COLUMN document_id INTEGER REFERENCES documents (id);
-- 1: an older library did not say in which article it was given, and it holds in none.
ALTER TABLE aliases ADD COLUMN unplaced INTEGER NOT NULL DEFAULT 0;
CREATE INDEX aliases_document ON aliases (document_id);

-- What the source was called when a correction of its kind or role was made.
ALTER TABLE corrections ADD COLUMN subject TEXT NOT NULL DEFAULT '';

-- Statements of the newest version, as corrected, and how many of them a person has checked; NULL until counted.
ALTER TABLE documents ADD COLUMN statements INTEGER;
ALTER TABLE documents ADD COLUMN checked INTEGER;
-- The particulars that a person set, which no later version replaces: a JSON object.
ALTER TABLE documents ADD COLUMN edited TEXT NOT NULL DEFAULT '{}';
-- The version that was opened last; another newest version is one that nobody has seen.
ALTER TABLE documents ADD COLUMN seen INTEGER REFERENCES versions (id);

UPDATE documents SET seen = version_id WHERE opened > '';
