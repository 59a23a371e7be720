"""Particulars of documents that a person set, such as title and date. No later version replaces them."""

from __future__ import annotations

import json
from collections.abc import Mapping

from reader.model.serial import strings_from_json
from reader.store.sort_keys import outlet_key, published_key, title_key
from reader.store.sqlite import UNREADABLE, Database, Row, typed

FIELDS = ("title", "outlet", "authors", "published", "url")
"""The columns, which are also the keys of the JSON object in `documents.edited`."""

Value = str | tuple[str, ...] | None


def read(db: Database, document_id: int) -> dict[str, Value] | None:
    """Return the particulars of a document by field, or None if there is no such document."""
    row = db.one(f"SELECT {', '.join(FIELDS)} FROM documents WHERE id = ?", (document_id,))
    return None if row is None else dict(zip(FIELDS, _decoded(row), strict=True))


def edited(db: Database, document_id: int) -> dict[str, Value]:
    """Return what the article itself says, by field, where a person set something else."""
    row = db.one("SELECT edited FROM documents WHERE id = ?", (document_id,))
    try:
        found = json.loads(row[0]) if row else {}
        return {
            field: tuple(found[field]) if field == "authors" else found[field]
            for field in FIELDS
            if field in found
        }
    except UNREADABLE:
        return {}


def edit(db: Database, document_id: int, changes: Mapping[str, Value]) -> None:
    """Set particulars, and remember what the article itself says. Call inside a transaction.

    A field that is set to what the article says counts as not set. With another date, the analyses are forgotten,
    since relative dates depend on it.
    """
    now = read(db, document_id) or {}
    own = edited(db, document_id)
    for field, value in changes.items():
        said = own.pop(field, now.get(field))
        if value != said:
            own[field] = said
    _write(db, document_id, {**now, **changes}, own)


def describe(db: Database, document_id: int, said: Mapping[str, Value]) -> None:
    """Take the particulars that an article gives, except those that a person set. Call inside a transaction."""
    now = read(db, document_id) or {}
    said = {**said, "url": said["url"] or edited(db, document_id).get("url", now.get("url"))}
    own = {field: said[field] for field in edited(db, document_id)}
    _write(db, document_id, {**said, **{field: now.get(field) for field in own}}, own)


def _write(db: Database, document_id: int, new: Mapping[str, Value], own: Mapping[str, Value]) -> None:
    before = read(db, document_id) or {}
    values = _encoded(new)
    title, outlet, _, published, _ = values
    keys = (title_key(str(title)), outlet_key(_text(outlet)), published_key(_text(published)))
    db.run(
        "UPDATE documents SET title = ?, outlet = ?, authors = ?, published = ?, url = ?, title_key = ?,"
        " outlet_key = ?, published_key = ?, edited = ? WHERE id = ?",
        (*values, *keys, json.dumps(own, ensure_ascii=True), document_id),
    )
    if new["published"] != before.get("published"):
        db.run(
            "DELETE FROM analyses WHERE sha256 IN (SELECT sha256 FROM versions WHERE document_id = ?)",
            (document_id,),
        )


def _encoded(particulars: Mapping[str, Value]) -> Row:
    authors = json.dumps(particulars["authors"], ensure_ascii=False)
    return tuple(authors if field == "authors" else particulars[field] for field in FIELDS)


def _decoded(row: Row) -> list[Value]:
    return [_value(field, value) for field, value in zip(FIELDS, row, strict=True)]


def _value(field: str, value: object) -> Value:
    """Return one particular; a title or authors that are damaged are empty, anything else is None."""
    try:
        (text,) = typed((value,), "S")
        return strings_from_json(text) if field == "authors" else text
    except UNREADABLE:
        return () if field == "authors" else "" if field == "title" else None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
