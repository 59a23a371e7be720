"""The check of the library: SQLite's own checks, then consistency of the rows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from itertools import compress
from operator import attrgetter
from pathlib import Path
from textwrap import shorten

from reader.config.careful_files import may_exist
from reader.model.errors import StoreDamagedError, StoreError
from reader.model.span import Span
from reader.model.values import value_class
from reader.store import analyses, check_annotations, documents, versions
from reader.store.fresh_look import connect_to_read, lost_its_file, require_readable
from reader.store.opening import TABLES, WITHOUT_ROWID, open_to_read
from reader.store.schema import CURRENT, version_of
from reader.store.sort_keys import outlet_key, published_key, title_key
from reader.store.sqlite import ADVICE, UNREADABLE, Database, decoded, refuse_others, texts


@value_class(frozen=True, slots=True)
class Findings:
    """What a check found."""

    problems: tuple[str, ...]
    """One line each; empty for a sound library."""
    documents: int
    """The number of listed documents that can be read."""
    readable: tuple[tuple[str, int], ...] = ()
    """The tables of a damaged library that SQLite can read, and how many rows of each."""


def check_library(path: Path) -> Findings:
    """Check the library at `path` without changing anything there.

    Raises StoreError if there is none, if its disk fails, or if another program has locked it.
    """
    if not may_exist(path) and not lost_its_file(path):
        raise StoreError(f"{path}: there is no library; `reader FILE` begins one")
    refuse_others(path)
    require_readable(path)
    try:
        return _checked(path)
    except StoreDamagedError as error:
        return Findings((str(error),), 0)


def _checked(path: Path) -> Findings:
    if not path.stat().st_size:
        raise StoreDamagedError(f"{path}: the library is empty; {ADVICE}")
    with closing(connect_to_read(path, "checked")) as db:
        found = file_problems(db) if version_of(db) != CURRENT else []
    if not found:
        db, _ = open_to_read(path)
        with closing(db):
            found = problems(db) if version_of(db) == CURRENT else []
    with closing(connect_to_read(path, "counted")) as db:
        count = len(db.partly("SELECT 1 FROM documents WHERE removed IS NULL")[0])
        return Findings(tuple(found), count, tuple(_readable(db)) if found else ())


def _readable(db: Database) -> Iterator[tuple[str, int]]:
    """Yield how many rows of each table a scan reaches, up and down."""
    for table in TABLES:
        key = "rowid" if table not in WITHOUT_ROWID else "*"
        ways = (f"SELECT {key} FROM {table} NOT INDEXED ORDER BY {column}" for column in (1, "1 DESC"))
        rows = {row for way in ways for row in db.partly(way)[0]}
        if rows:
            yield table, len(rows)


def problems(db: Database) -> list[str]:
    """Return everything that is wrong, one line each. Damage is reported, not raised."""
    parts = (_file, _cells, _references, _documents, _counts, _totals, _versions, _analyses, _bookmarks)
    return _found(db, (*parts, *check_annotations.PARTS))


def file_problems(db: Database) -> list[str]:
    """Return what is wrong with the file of a library of any version, without a look at what the rows mean."""
    return _found(db, (_file, _cells))


def _found(db: Database, parts: Iterable[Callable[[Database], Iterator[str]]]) -> list[str]:
    found: list[str] = []
    for part in parts:
        try:
            found.extend(part(db))
        except StoreError as error:
            found.append(str(error))
        except UNREADABLE:
            # The rows that cannot be read have been reported by their cells.
            continue
    return list(dict.fromkeys(found))


def _file(db: Database) -> Iterator[str]:
    for (line,) in db.each("PRAGMA integrity_check"):
        if line != "ok":
            yield f"the file: {' '.join(str(line).split())}"


def _cells(db: Database) -> Iterator[str]:
    """Read every row of every table, and check that each value is of the type of its column."""
    for (table,) in db.all("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"):
        columns = db.all(f"PRAGMA table_info({table})")
        wanted = [(name, type, bool(required)) for _, name, type, required, *_ in columns]
        try:
            for number, row in enumerate(db.each(f"SELECT * FROM {table} NOT INDEXED"), start=1):
                for (name, type, required), value in zip(wanted, row, strict=True):
                    if not _is_of(value, type, required=required):
                        yield f"{table}, row {number} ({_shown(row[0])}): its {name} is damaged"
        except StoreError as error:
            yield f"{table}: not all of its rows can be read: {error}"


def _is_of(value: object, type: str, *, required: bool) -> bool:
    if value is None:
        return not required
    if type == "TEXT":
        try:
            return isinstance(decoded(value) if isinstance(value, bytes) else value, str)
        except UnicodeDecodeError:
            return False
    return isinstance(value, int if type == "INTEGER" else bytes)


def _shown(value: object) -> str:
    return shorten(str(value), 60, placeholder="…")


def _references(db: Database) -> Iterator[str]:
    for table, row, parent, _ in db.each("PRAGMA foreign_key_check"):
        yield f"{table}, row {row}: refers to a missing row of {parent}"


def _documents(db: Database) -> Iterator[str]:
    query = f"SELECT {documents.COLUMNS}, edited, title_key, outlet_key, published_key FROM documents"
    for values in db.each(query):
        row, edited, keys = values[:-4], values[-4], [*values[-3:]]
        try:
            document = documents.from_row(row)
            if not isinstance(json.loads(*texts([edited])), dict):
                raise ValueError("its edited particulars are none")
        except UNREADABLE as error:
            yield f"document {row[0]}: cannot be read: {error}"
            continue
        if keys != [title_key(document.title), outlet_key(document.outlet), published_key(document.published)]:
            yield f"document {document.id}: its sort keys do not match its title, outlet and date"


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
            place NOT BETWEEN 0 AND ifnull(versions.length, 0),
            (statements IS NULL) != (checked IS NULL) OR checked NOT BETWEEN 0 AND statements
        FROM documents
        LEFT JOIN versions ON versions.id = documents.version_id AND versions.document_id = documents.id
        LEFT JOIN analyses ON analyses.sha256 = versions.sha256
    """
    complaints = (
        *(f"its {noun} count is wrong" for noun in ("word", "quotation", "bookmark", "annotation")),
        "its reading place is outside the text",
        "its count of checked statements is wrong",
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
        name = f"analysis of text {str(sha256)[:12]}…"
        try:
            analysis = analyses.decoded(body)
            recorded = texts([engine, engine_version, model])
        except UNREADABLE as error:
            yield f"{name}: cannot be read: {error}"
            continue
        names = (analysis.engine.name, analysis.engine.version, analysis.engine.model)
        if names != recorded:
            yield f"{name}: is of another engine than recorded"
        if quotations != analyses.speech_in(analysis):
            yield f"{name}: its quotation count is wrong"
        yield from _outside(name, analyses.spans_of(analysis), length)


def _bookmarks(db: Database) -> Iterator[str]:
    query = """
        SELECT bookmarks.id FROM bookmarks JOIN versions ON versions.id = version_id
        WHERE versions.document_id != bookmarks.document_id OR offset NOT BETWEEN 0 AND length
    """
    for (id,) in db.each(query):
        yield f"bookmark {id}: its place is not in a version of its document"


def _outside(name: str, spans: Iterable[Span], length: int) -> Iterator[str]:
    last = max((span.end for span in spans), default=0)
    if isinstance(length, int) and last > length:
        yield f"{name}: has a span that ends at {last}, after the end of the text at {length}"
