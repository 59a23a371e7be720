"""What the Web Annotation Data Model says a document MUST have: https://www.w3.org/TR/annotation-model/."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
MOTIVATIONS = {
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting",
    "identifying", "linking", "moderating", "questioning", "replying", "tagging",
}  # fmt: skip


def faults(collection: dict[str, Any]) -> list[str]:
    """What a collection with embedded pages lacks or has wrong, by the sections of the model; empty if valid."""
    return [*_collection(collection)]


def _collection(value: dict[str, Any]) -> Iterator[str]:
    yield from _context(value, "collection")  # 5.1
    yield from _named(value, "collection", "AnnotationCollection")
    if not isinstance(value.get("total"), int) or value["total"] < 0:
        yield "collection: total is no number from 0 on"
    page = value.get("first")
    if not isinstance(page, dict):
        yield "collection: no first page"
        return
    yield from _named(page, "page", "AnnotationPage")  # 5.2
    if page.get("partOf") not in (value.get("id"), {"id": value.get("id")}):
        yield "page: not part of its collection"
    items = page.get("items")
    if not isinstance(items, list):
        yield "page: no list of items"
        return
    if len(items) != value["total"]:
        yield "collection: total is not the number of annotations"
    if len({item["id"] for item in items}) != len(items):
        yield "page: an id is given twice"
    for item in items:
        yield from _annotation(item)


def _annotation(value: dict[str, Any]) -> Iterator[str]:
    name = f"annotation {value.get('id')}"
    yield from _context(value, name)  # 3.1
    yield from _named(value, name, "Annotation")
    if "body" in value and "bodyValue" in value:  # 3.2.5
        yield f"{name}: both body and bodyValue"
    for body in _list(value.get("body", [])):
        yield from _body(body, name)
    targets = _list(value.get("target", []))
    if not targets:
        yield f"{name}: no target"
    for target in targets:
        yield from _target(target, name)
    yield from _provenance(value, name)


def _provenance(value: dict[str, Any], name: str) -> Iterator[str]:
    for key in ("created", "modified", "generated"):  # 3.3.1
        if key in value and not _TIME.fullmatch(value[key]):
            yield f"{name}: {key} is no xsd:dateTime with a time zone"
    for motivation in _list(value.get("motivation", [])):  # 3.3.5
        if motivation not in MOTIVATIONS:
            yield f"{name}: motivation {motivation}"
    for creator in _list(value.get("creator", [])):  # 3.3.2
        if isinstance(creator, dict) and not isinstance(creator.get("name"), str):
            yield f"{name}: a creator without a name"


def _body(value: object, name: str) -> Iterator[str]:
    if not isinstance(value, dict) or value.get("type") != "TextualBody":  # 3.2.4
        yield f"{name}: a body that is no TextualBody"
        return
    if not isinstance(value.get("value"), str):
        yield f"{name}: a body without one value"
    if value.get("purpose") not in MOTIVATIONS:
        yield f"{name}: purpose {value.get('purpose')}"


def _target(value: object, name: str) -> Iterator[str]:
    if isinstance(value, str):
        if not _IRI.fullmatch(value):
            yield f"{name}: target is no IRI"
        return
    if not isinstance(value, dict) or not _IRI.fullmatch(str(value.get("source"))):  # 4
        yield f"{name}: a target without one source"
        return
    for selector in _list(value.get("selector", [])):
        yield from _selector(selector, name)
    for state in _list(value.get("state", [])):  # 4.3.1
        if state.get("type") != "TimeState" or not _TIME.fullmatch(str(state.get("sourceDate"))):
            yield f"{name}: a state without its time"


def _selector(value: dict[str, Any], name: str) -> Iterator[str]:
    if value.get("type") == "TextQuoteSelector":  # 4.2.4
        for key in ("exact", "prefix", "suffix"):
            if not isinstance(value.get(key), str):
                yield f"{name}: a quote without {key}"
    elif value.get("type") == "TextPositionSelector":  # 4.2.5
        start, end = value.get("start"), value.get("end")
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start <= end):
            yield f"{name}: a position that is none"
    else:
        yield f"{name}: selector {value.get('type')}"


def _context(value: dict[str, Any], name: str) -> Iterator[str]:
    contexts = value.get("@context")
    if contexts != CONTEXT and not (isinstance(contexts, list) and len(contexts) > 1 and CONTEXT in contexts):
        yield f"{name}: without the context"


def _named(value: dict[str, Any], name: str, type: str) -> Iterator[str]:
    if not (isinstance(value.get("id"), str) and _IRI.fullmatch(value["id"])):
        yield f"{name}: no IRI for an id"
    if type not in _list(value.get("type", [])):
        yield f"{name}: not of type {type}"


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
