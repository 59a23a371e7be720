"""Particulars of documents that a person set, such as title and date. No later version replaces them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from reader.model.serial import strings_from_json
from reader.store.sort_keys import outlet_key, published_key, title_key
from reader.store.sqlite import UNREADABLE, Database, Row, typed

FIELDS = ("title", "outlet", "authors", "published", "url")
"""The columns, which are also the keys of the JSON object in `documents.edited`."""
_SORT_KEYS: Mapping[str, Callable[[str | None], object]] = {
    "title": lambda title: title_key(title or ""),
    "outlet": outlet_key,
    "published": published_key,
}
"""What the column `…_key` of a field holds, by field."""

Value = str | tuple[str, ...] | None


def read(db: Database, document_id: int) -> dict[str, Value] | None:
    """Return the particulars of a document by field, or None if there is no such document."""
    row = db.one(f"SELECT {', '.join(FIELDS)} FROM documents WHERE id = ?", (document_id,))
    return None if row is None else dict(zip(FIELDS, _decoded(row), strict=True))


def said_by_article(db: Database, document_id: int) -> dict[str, Value]:
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
    own = said_by_article(db, document_id)
    for field, value in changes.items():
        said = own.pop(field, now.get(field))
        if value != said:
            own[field] = said
    _write(db, document_id, {field: value for field, value in changes.items() if value != now.get(field)}, own)


def describe(db: Database, document_id: int, said: Mapping[str, Value]) -> None:
    """Take the particulars that an article gives, except those that a person set. Call inside a transaction."""
    before = said_by_article(db, document_id)
    given = {field: said[field] for field in FIELDS if field != "url" or said[field]}
    own = {field: given.get(field, value) for field, value in before.items()}
    _write(db, document_id, {field: value for field, value in given.items() if field not in own}, own)


def _write(db: Database, document_id: int, new: Mapping[str, Value], own: Mapping[str, Value]) -> None:
    """Set the columns of the fields in `new`, and no others, which may be damaged and hold something yet."""
    values: dict[str, object] = {"edited": json.dumps(own, ensure_ascii=True)}
    for field, value in new.items():
        values[field] = json.dumps(value, ensure_ascii=False) if field == "authors" else value
        if field in _SORT_KEYS:
            values[f"{field}_key"] = _SORT_KEYS[field](_text(value))
    before = read(db, document_id) or {}
    columns = ", ".join(f"{column} = ?" for column in values)
    db.run(f"UPDATE documents SET {columns} WHERE id = ?", (*values.values(), document_id))
    if "published" in new and new["published"] != before.get("published"):
        db.run(
            "DELETE FROM analyses WHERE sha256 IN (SELECT sha256 FROM versions WHERE document_id = ?)",
            (document_id,),
        )


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
