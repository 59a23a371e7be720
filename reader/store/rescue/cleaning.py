"""Makes values that a library takes out of damaged ones. Pure."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from contextlib import suppress

from reader.model.document import Block, BlockKind, Provenance, text_hash
from reader.model.serial import blocks_to_json, strings_from_json
from reader.model.span import Span
from reader.store import documents, versions
from reader.store.rescue.records import Value
from reader.store.rescue.shapes import Column, Shape
from reader.store.sqlite import UNREADABLE, decoded

LOST = "\N{REPLACEMENT CHARACTER}"
"""Stands for each code point of a text that could not be read."""
_LARGEST = 1 << 53
"""No id is as large as this."""

Row = dict[str, Value]


def cleaned(shape: Shape, row: Row) -> tuple[Row, bool]:
    """Return a row in which each value is of the type of its column, and whether all were."""
    made = {column.name: _clean(column, row[column.name]) for column in shape.columns if column.type != "BLOB"}
    blobs = {column.name: row[column.name] for column in shape.columns if column.type == "BLOB"}
    return {**made, **blobs}, all(made[name] == row[name] for name in made)


def _clean(column: Column, value: Value) -> Value:
    if column.type == "INTEGER":
        if type(value) is int and abs(value) < _LARGEST:
            return value
        return column.default if column.is_required and column.default is not None else _nothing(column, 0)
    if isinstance(value, bytes):
        with suppress(UnicodeDecodeError):
            return value.decode()
        with suppress(UnicodeDecodeError):
            # A text with lone surrogates.
            decoded(value)
            return value
        return value.decode(errors="replace")
    if isinstance(value, str):
        return value
    return column.default if column.default is not None else _nothing(column, "")


def _nothing(column: Column, instead: Value) -> Value:
    return instead if column.is_required else None


def plain(value: Value) -> str:
    """Return a text as a string, '' if there is none."""
    return decoded(value) if isinstance(value, bytes) else value if isinstance(value, str) else ""


def number(value: Value) -> int:
    """Return an id, or 0 if it can be none."""
    return value if type(value) is int and 0 < value < _LARGEST else 0


def mend_document(row: Row) -> bool:
    """Replace what a document cannot have; return True if nothing had to be."""
    before = dict(row)
    row["title"] = row["title"] or documents.UNREADABLE_TITLE
    row["authors"] = _json_or(row["authors"], strings_from_json, "[]")
    row["edited"] = _json_or(row["edited"], lambda text: dict(json.loads(text)), "{}")
    return row == before


def mend_version(row: Row) -> bool:
    """Replace what is lost of a version, so that positions in the rest stay; return True if nothing is."""
    raw, length = row["text"], row["length"]
    stored = raw.encode("utf-8", "surrogatepass") if isinstance(raw, str) else raw
    data = stored if isinstance(stored, bytes) else b""
    try:
        text = decoded(data)
    except UnicodeDecodeError:
        text = data.decode(errors="replace")
    is_whole = text_hash(text) == row["sha256"]
    if not is_whole:
        text = text.replace("\0", LOST)
        if type(length) is int and 0 <= length <= max(len(data), 1):
            text = text[:length].ljust(length, LOST)
    set_text(row, text)
    before = dict(row)
    row["blocks"] = row["blocks"] if _is_version(row, markups="[]") else _paragraphs(text)
    row["markups"] = row["markups"] if _is_version(row) else "[]"
    return is_whole and row == before


def set_text(row: Row, text: str) -> None:
    """Give a version a text, and what is computed of it."""
    row |= {
        "text": text.encode("utf-8", "surrogatepass"),
        "sha256": text_hash(text),
        "length": len(text),
        "words": len(text.split()),
    }


def _is_version(row: Row, **other: Value) -> bool:
    """Return True if a version can be built from the row with some values exchanged."""
    columns = [column.strip() for column in versions.COLUMNS.split(",")]
    try:
        _mend_provenance(row)
        versions.from_row(tuple((row | other)[column] for column in columns))
    except UNREADABLE:
        return False
    return True


def _mend_provenance(row: Row) -> None:
    try:
        Provenance(**json.loads(plain(row["provenance"])))
    except UNREADABLE:
        row["provenance"] = "{}"


def _paragraphs(text: str) -> str:
    return json.dumps(blocks_to_json(_lines(text)))


def _lines(text: str) -> Iterable[Block]:
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield Block(Span(at, at + len(line)), BlockKind.PARAGRAPH)
        at += len(line) + 1


def _json_or(value: Value, parse: Callable[[str], object], instead: str) -> Value:
    try:
        parse(plain(value))
    except UNREADABLE:
        return instead
    return value


def mend_tags(row: Row) -> bool:
    """Replace the tags of an annotation if they are none; return True if they are."""
    before = row["tags"]
    row["tags"] = _json_or(before, strings_from_json, "[]")
    return row["tags"] == before
