"""The check of the library: SQLite's own checks, then consistency of the rows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import compress
from operator import attrgetter

from reader.model.analysis import Analysis
from reader.model.errors import StoreError
from reader.model.span import Span
from reader.store import analyses, check_annotations, versions
from reader.store.sort_keys import outlet_key, published_key, title_key
from reader.store.sqlite import UNREADABLE, Database, texts


def problems(db: Database) -> list[str]:
    """Return everything that is wrong, one line each. Damage is reported, not raised."""
    found: list[str] = []
    parts = (_file, _references, _documents, _counts, _totals, _versions, _analyses, _bookmarks)
    for part in (*parts, *check_annotations.PARTS):
        try:
            found.extend(part(db))
        except StoreError as error:
            found.append(str(error))
    return list(dict.fromkeys(found))


def _file(db: Database) -> Iterator[str]:
    for (line,) in db.each("PRAGMA integrity_check"):
        if line != "ok":
            yield f"the file: {' '.join(line.split())}"


def _references(db: Database) -> Iterator[str]:
    for table, row, parent, _ in db.each("PRAGMA foreign_key_check"):
        yield f"{table}, row {row}: refers to a missing row of {parent}"


def _documents(db: Database) -> Iterator[str]:
    query = "SELECT id, title, outlet, published, title_key, outlet_key, published_key FROM documents"
    for id, title, outlet, published, *keys in map(texts, db.each(query)):
        if keys != [title_key(title), outlet_key(outlet), published_key(published)]:
            yield f"document {id}: its sort keys do not match its title, outlet and date"


def _counts(db: Database) -> Iterator[str]:
    query = """
        SELECT documents.id,
            versions.id IS NULL,
            documents.words IS NOT versions.words,
            documents.quotations IS NOT analyses.quotations,
            documents.bookmarks IS NOT (SELECT count(*) FROM bookmarks
                                        WHERE document_id = documents.id AND deleted IS NULL),
            documents.annotations IS NOT (SELECT count(*) FROM annotations
                                          WHERE document_id = documents.id AND deleted IS NULL),
            place NOT BETWEEN 0 AND ifnull(versions.length, 0)
        FROM documents
        LEFT JOIN versions ON versions.id = documents.version_id AND versions.document_id = documents.id
        LEFT JOIN analyses ON analyses.sha256 = versions.sha256
    """
    complaints = (
        "its word count is wrong",
        "its quotation count is wrong",
        "its bookmark count is wrong",
        "its annotation count is wrong",
        "its reading place is outside the text",
    )
    for id, no_version, *wrong in db.each(query):
        found = ["has no version"] if no_version else compress(complaints, wrong)
        yield from (f"document {id}: {complaint}" for complaint in found)


def _totals(db: Database) -> Iterator[str]:
    query = """
        SELECT 1 FROM totals
        WHERE listed = (SELECT count(*) FROM documents WHERE removed IS NULL)
          AND unread = (SELECT count(*) FROM documents WHERE removed IS NULL AND read = 0)
    """
    if db.one(query) is None:
        yield "the document list: the count of documents or of unread documents is wrong"


def _versions(db: Database) -> Iterator[str]:
    for *row, length, words in db.each(f"SELECT {versions.COLUMNS}, length, words FROM versions"):
        name = f"version {row[0]} of document {row[1]}"
        try:
            version = versions.from_row(tuple(row))
        except UNREADABLE as error:
            yield f"{name}: cannot be read: {error}"
            continue
        if hashlib.sha256(row[2]).hexdigest() != version.sha256:
            yield f"{name}: its text has changed (SHA-256 differs)"
        if (length, words) != (len(version.text), len(version.text.split())):
            yield f"{name}: its length or word count is wrong"
        spans = map(attrgetter("span"), (*version.blocks, *version.markups))
        yield from _outside(name, spans, len(version.text))


def _analyses(db: Database) -> Iterator[str]:
    query = """
        SELECT sha256, engine, engine_version, model, quotations, body, length
        FROM analyses JOIN versions USING (sha256)
    """
    for sha256, engine, engine_version, model, quotations, body, length in db.each(query):
        name = f"analysis of text {sha256[:12]}…"
        try:
            analysis = analyses.decoded(body)
        except ValueError as error:
            yield f"{name}: cannot be read: {error}"
            continue
        names = (analysis.engine.name, analysis.engine.version, analysis.engine.model)
        if names != texts([engine, engine_version, model]):
            yield f"{name}: is of another engine than recorded"
        if quotations != analyses.speech_in(analysis):
            yield f"{name}: its quotation count is wrong"
        yield from _outside(name, _spans_of_analysis(analysis), length)


def _bookmarks(db: Database) -> Iterator[str]:
    query = """
        SELECT bookmarks.id FROM bookmarks JOIN versions ON versions.id = version_id
        WHERE versions.document_id != bookmarks.document_id OR offset NOT BETWEEN 0 AND length
    """
    for (id,) in db.each(query):
        yield f"bookmark {id}: its place is not in a version of its document"


def _outside(name: str, spans: Iterable[Span], length: int) -> Iterator[str]:
    last = max((span.end for span in spans), default=0)
    if last > length:
        yield f"{name}: has a span that ends at {last}, after the end of the text at {length}"


def _spans_of_analysis(analysis: Analysis) -> Iterator[Span]:
    for entity in analysis.entities:
        yield from entity.mentions
    for source in analysis.sources:
        yield from source.mentions
    yield from (quotation.span for quotation in analysis.quotations)
    for statement in analysis.statements:
        yield from (*statement.content, *statement.cue, *statement.source_mention)
    yield from analysis.omitted
