"""Adding an article: which document it is, whether its text is a new version, and where annotations move to."""

from __future__ import annotations

import json
from dataclasses import asdict
from itertools import groupby

from reader.model.annotation import Anchor, AnchorState, Placement
from reader.model.document import AddOutcome, Article
from reader.model.serial import blocks_to_json, markups_to_json
from reader.model.span import Span
from reader.store import anchoring, annotation_rows, corrections, particulars
from reader.store.anchoring import Anchored
from reader.store.documents import recount
from reader.store.sort_keys import outlet_key, published_key, title_key
from reader.store.sqlite import Database
from reader.text.anchoring.anchors import place_offsets

_DESCRIPTION = "title, outlet, authors, published, url, path, title_key, outlet_key, published_key"
_VERSION = "document_id, sha256, created, length, words, blocks, markups, provenance, text"


def add(db: Database, article: Article, now: str) -> tuple[int, int, AddOutcome]:
    """Find or insert the article's document and version; return their ids and what became of the article.

    The same text is the same document, wherever it comes from. A new text from the path or URL of a document is a
    new version of that document. An earlier text that a path has again becomes the newest version once more. Call
    inside a transaction.
    """
    known = db.one("SELECT id, document_id FROM versions WHERE sha256 = ?", (article.sha256,))
    if known is not None:
        version_id, document_id = known
        outcome = AddOutcome.ADDED if _relist(db, document_id, now) else AddOutcome.KNOWN
        if _update_known(db, document_id, version_id, article) and outcome is AddOutcome.KNOWN:
            outcome = AddOutcome.CHANGED
    else:
        document_id, version_id, outcome = _insert(db, article, now)
    recount(db, document_id)
    return document_id, version_id, outcome


def _insert(db: Database, article: Article, now: str) -> tuple[int, int, AddOutcome]:
    document_id, outcome = _from_same_place(db, article), AddOutcome.ADDED
    if document_id is None:
        document_id = _insert_document(db, article, now)
    else:
        _describe(db, document_id, article)
        if not _relist(db, document_id, now):
            outcome = AddOutcome.CHANGED
    version_id = _insert_version(db, document_id, article, now)
    _make_newest(db, document_id, version_id)
    return document_id, version_id, outcome


def _update_known(db: Database, document_id: int, version_id: int, article: Article) -> bool:
    """Take what a known text says of its document; return True if it becomes the newest version again."""
    # Only the document's own place may rename it; a copy from elsewhere fills gaps.
    if _from_same_place(db, article) == document_id:
        _describe(db, document_id, article)
        row = db.one("SELECT version_id FROM documents WHERE id = ?", (document_id,))
        _make_newest(db, document_id, version_id)
        return row is not None and row[0] != version_id
    db.run(
        "UPDATE documents SET url = ifnull(url, ?), path = ifnull(path, ?) WHERE id = ?",
        (article.url, article.provenance.path, document_id),
    )
    return False


def _from_same_place(db: Database, article: Article) -> int | None:
    """Return the id of the document from the article's path or, failing that, URL. Removed ones count."""
    for column, value in (("path", article.provenance.path), ("url", article.url)):
        if value:
            row = db.one(
                f"SELECT id FROM documents WHERE {column} = ? ORDER BY removed IS NULL DESC, id DESC",
                (value,),
            )
            if row is not None:
                return int(row[0])
    return None


def _insert_document(db: Database, article: Article, now: str) -> int:
    return db.insert("documents", f"{_DESCRIPTION}, added", (*_description(article), now))


def _describe(db: Database, document_id: int, article: Article) -> None:
    """Take title, outlet and so on from the article, except what a person set; keep a path or URL it lacks."""
    said: dict[str, particulars.Value] = {field: getattr(article, field) for field in particulars.FIELDS}
    particulars.describe(db, document_id, said)
    query = "UPDATE documents SET path = ifnull(?, path) WHERE id = ?"
    db.run(query, (article.provenance.path, document_id))


def _description(article: Article) -> tuple[object, ...]:
    return (
        article.title,
        article.outlet,
        json.dumps(article.authors, ensure_ascii=False),
        article.published,
        article.url,
        article.provenance.path,
        title_key(article.title),
        outlet_key(article.outlet),
        published_key(article.published),
    )


def _relist(db: Database, document_id: int, now: str) -> bool:
    """List a removed document again, as added now; return False if it was listed."""
    query = "UPDATE documents SET removed = NULL, added = ? WHERE id = ? AND removed IS NOT NULL"
    return db.run(query, (now, document_id)) > 0


def _insert_version(db: Database, document_id: int, article: Article, now: str) -> int:
    values = (
        document_id,
        article.sha256,
        now,
        len(article.text),
        len(article.text.split()),
        json.dumps(blocks_to_json(article.blocks)),
        json.dumps(markups_to_json(article.markups), ensure_ascii=False),
        json.dumps(asdict(article.provenance), ensure_ascii=False),
        article.text.encode("utf-8", "surrogatepass"),
    )
    return db.insert("versions", _VERSION, values)


def _make_newest(db: Database, document_id: int, version_id: int) -> None:
    """Make the version the newest; move the reading place, annotations, corrections and bookmarks to its text."""
    db.run(
        "UPDATE documents SET place = min(?3, (SELECT length FROM versions WHERE id = ?1)),"
        " statements = iif(version_id IS ?1, statements, NULL), checked = iif(version_id IS ?1, checked, NULL),"
        " version_id = ?1 WHERE id = ?2",
        (version_id, document_id, _reading_place(db, document_id, version_id)),
    )
    anchored = (*annotation_rows.anchored(db, document_id), *corrections.anchored(db, document_id))
    anchoring.place(db, anchored, version_id)
    _place_bookmarks(db, document_id, version_id)


def _reading_place(db: Database, document_id: int, version_id: int) -> int:
    """Return the place in the version that matches the one in the newest; the beginning stays the beginning."""
    row = db.one("SELECT version_id, place FROM documents WHERE id = ?", (document_id,))
    newest: int | None = row[0] if row else None
    # A damaged place is the beginning.
    place = row[1] if row is not None and type(row[1]) is int else 0
    if newest in (None, version_id) or place == 0:
        return place
    return place_offsets([place], anchoring.text_of(db, newest), anchoring.text_of(db, version_id))[0]


def _place_bookmarks(db: Database, document_id: int, version_id: int) -> None:
    query = "SELECT version_id, id, offset FROM bookmarks WHERE document_id = ? AND version_id != ?"
    kept = db.all(query, (document_id, version_id))
    rows = sorted(row for row in kept if type(row[0]) is int and type(row[2]) is int and row[2] >= 0)
    if not rows:
        return
    text = anchoring.text_of(db, version_id)
    for made_in, group in groupby(rows, key=lambda row: row[0]):
        bookmarks = [(id, offset) for _, id, offset in group]
        found = place_offsets([offset for _, offset in bookmarks], anchoring.text_of(db, made_in), text)
        for (id, _), at in zip(bookmarks, found, strict=True):
            place = Span(at, at)
            bookmark = Anchored(id, "", made_in, Anchor(place, ""))
            anchoring.keep(db, bookmark, version_id, Placement(AnchorState.MOVED, place))
