"""`reader corrections`: prints what a person corrected, of one article or of all."""

from __future__ import annotations

from collections.abc import Iterable

from reader.analysis.protocol import engine
from reader.cli.articles import find_document
from reader.cli.console import load_settings, say_json, say_line
from reader.cli.library import read_store, status_of
from reader.model.analysis import Engine
from reader.model.correction import Alias
from reader.model.document import Document
from reader.session.correction_list import ListedCorrection, corrections_of
from reader.store import Store
from reader.text.wording.corrections import LOST, name_described
from reader.text.wording.formatting import readable_date


def print_corrections(key: str | None, *, as_json: bool) -> int:
    """Print the corrections of an article, the newest first; without a key, those of all articles."""
    used = engine(load_settings().model)
    with read_store() as store:
        if key is not None:
            document = find_document(store, key)
            _print_article(document, _of(store, document.id, used), as_json=as_json)
        else:
            _print_all(store, used, as_json=as_json)
        return status_of(store)


def _of(store: Store, document_id: int, used: Engine) -> list[ListedCorrection]:
    version = store.versions.newest(document_id)
    return corrections_of(store, version, store.analyses.get(version.sha256, used))


def _print_all(store: Store, used: Engine, *, as_json: bool) -> None:
    """Print each article's own corrections, then the names that hold in every article or in none."""
    for id in store.corrections.articles():
        listed = _of(store, id, used)
        _print_article(store.documents.get(id), [each for each in listed if not _is_shared(each)], as_json=as_json)
    shared = [each for each in store.aliases.all() if each.document_id is None]
    for heading, unplaced in (("every article", False), ("no article", True)):
        rows = [ListedCorrection(each, name_described(each, None)) for each in shared if each.unplaced is unplaced]
        if rows:
            _print(heading, None, reversed(rows), as_json=as_json)


def _is_shared(listed: ListedCorrection) -> bool:
    return isinstance(listed.row, Alias) and listed.row.document_id is None


def _print_article(document: Document, listed: Iterable[ListedCorrection], *, as_json: bool) -> None:
    _print(f"{document.id}: {document.title}", document, listed, as_json=as_json)


def _print(heading: str, document: Document | None, listed: Iterable[ListedCorrection], *, as_json: bool) -> None:
    if not as_json:
        say_line(heading)
    for each in listed:
        if as_json:
            say_json(_values(document, each))
        else:
            say_line(_line(each))


def _line(listed: ListedCorrection) -> str:
    row = listed.row
    when = f"{readable_date(row.created, short=True):>11} {row.created[11:16]}"
    by = f"  {row.author}" if row.author else ""
    return f"  {when}{by}  {listed.words}{f'  ({LOST})' if listed.is_lost else ''}"


def _values(document: Document | None, listed: ListedCorrection) -> dict[str, object]:
    row = listed.row
    made = {"author": row.author, "created": row.created, "says": listed.words}
    if isinstance(row, Alias):
        holds = "nowhere" if row.unplaced else "everywhere" if row.document_id is None else "article"
        return {
            "id": row.id,
            "document": row.document_id,
            "title": document.title if document is not None and row.document_id is not None else None,
            **{"thing": "name", "name": row.name, "becomes": row.becomes, "holds": holds},
            **made,
        }
    return {
        "id": row.id,
        "document": row.document_id,
        "title": document.title if document is not None else None,
        "thing": row.thing.value,
        "act": row.act.value,
        "value": row.value,
        "subject": row.subject,
        "exact": row.anchor.exact,
        "words": row.words.exact if row.words is not None else None,
        "start": listed.span.start if listed.span is not None else None,
        "end": listed.span.end if listed.span is not None else None,
        "revision": row.revision,
        **made,
    }
