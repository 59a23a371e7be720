"""Taking an article into the library: which document it is, and whether its text is a new version."""

from __future__ import annotations

from reader.model.document import Added, Article
from reader.store import documents, version_placements, versions
from reader.store.sqlite import Database


def add(db: Database, article: Article, now: str) -> Added:
    """Find or make the document and the version of the article. Call inside a transaction.

    The same text is the same document, from wherever it comes. A new text from a path or URL that a document has
    is that document's new version. A text that a path had before and has again is the newest version once more.
    """
    known = versions.with_hash(db, article.sha256)
    if known is not None:
        version_id, document_id = known
        is_new = documents.bring_back(db, document_id, now)
        _meet_again(db, document_id, version_id, article)
    else:
        document_id, version_id = _store(db, article, now)
        is_new = True
    documents.recount(db, document_id)
    return Added(documents.get(db, document_id), versions.get(db, version_id), is_new)


def _store(db: Database, article: Article, now: str) -> tuple[int, int]:
    found = documents.same_place(db, article.provenance.path, article.url)
    if found is None:
        document_id = documents.insert(db, article, now)
    else:
        document_id = found
        documents.describe(db, document_id, article)
        documents.bring_back(db, document_id, now)
    version_id = versions.insert(db, document_id, article, now)
    _point_to(db, document_id, version_id)
    return document_id, version_id


def _meet_again(db: Database, document_id: int, version_id: int, article: Article) -> None:
    # Only its own place may say what a document is called now; a copy from elsewhere fills gaps.
    if documents.same_place(db, article.provenance.path, article.url) == document_id:
        documents.describe(db, document_id, article)
        _point_to(db, document_id, version_id)
    else:
        documents.complete(db, document_id, article)


def _point_to(db: Database, document_id: int, version_id: int) -> None:
    place = version_placements.place_of_reading(db, document_id, version_id)
    documents.point_to(db, document_id, version_id, place)
    version_placements.place_marks(db, document_id, version_id)
