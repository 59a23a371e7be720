"""Parses files of annotations: W3C Web Annotations and the exports of Hypothesis."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

from reader.export.incoming import IncomingAnnotation, stable_id
from reader.model.errors import ReaderError
from reader.model.values import value_class
from reader.store.sqlite import UNREADABLE

Json = dict[str, object]
_MOST_NESTED = 100
_MOST_DIGITS = 18
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]|[^"\[\]{}]+|"', re.DOTALL)
"""A string, a bracket, or what is between them."""
_LARGEST = 1 << 53
"""No position and no revision is as large as this."""

LONGEST_LABEL = 30
"""The most code points of a class that becomes the label; longer ones, such as addresses, are read as notes."""


class FormatError(ReaderError):
    """A file holds no annotations that can be read."""


@value_class(frozen=True, slots=True)
class ParsedFile:
    """The annotations in a file."""

    annotations: tuple[IncomingAnnotation, ...]
    refused: tuple[str, ...]
    """Which of them cannot be read, and why, one line each."""


def parse(content: str) -> ParsedFile:
    """Return the annotations in a file's text. Raises FormatError if there are none."""
    value = _json(content)
    if isinstance(value, dict) and isinstance(value.get("annotations"), list) and "@context" not in value:
        return _parsed(_objects(value["annotations"]), _from_hypothesis)
    items = [*_web_annotations(value)]
    if not items:
        raise FormatError("neither W3C Web Annotations nor a Hypothesis export")
    return _parsed(items, _from_w3c)


def _parsed(items: list[Json], build: Callable[[Json], IncomingAnnotation]) -> ParsedFile:
    annotations, refused = [], []
    for number, item in enumerate(items, start=1):
        try:
            annotations.append(build(item))
        except UNREADABLE as error:
            refused.append(f"annotation {number} ({_text(item.get('id')) or 'without an id'}): {error}")
    return ParsedFile(tuple(annotations), tuple(refused))


def _json(content: str) -> object:
    try:
        try:
            return json.loads(content, parse_int=_integer)
        except RecursionError:
            return json.loads(_flattened(content), parse_int=_integer)
    except (ValueError, RecursionError) as error:
        raise FormatError(f"not JSON: {error}") from None


def _integer(digits: str) -> int | float:
    """Return a whole number; a float if it has more digits than Python converts."""
    return int(digits) if len(digits) <= _MOST_DIGITS else float(digits)


def _flattened(content: str) -> str:
    """Return JSON with null in place of what is nested too deeply for any annotation."""
    parts, depth = [], 0
    for token in _TOKEN.finditer(content):
        text = token[0]
        if text in "[{":
            depth += 1
            if depth == _MOST_NESTED:
                parts.append("null")
        if depth < _MOST_NESTED:
            parts.append(text)
        if text in "]}":
            depth -= 1
    return "".join(parts)


def _web_annotations(value: object, depth: int = 0) -> Iterator[Json]:
    """The annotations in a collection, a page or a list, or the one that `value` is."""
    for item in _objects(value):
        if "Annotation" in _strings(item.get("type")):
            yield item
        elif depth < _MOST_NESTED:
            for key in ("first", "items", "next"):
                yield from _web_annotations(item.get(key), depth + 1)


def _from_w3c(item: Json) -> IncomingAnnotation:
    target = _object(item.get("target"))
    source = _text(target.get("source")) or _text(target.get("id")) or _first(item.get("target"))
    quote = _Quote([*_selectors(target.get("selector"))])
    body = _AnnotationBody(item)
    created = _timestamp(item.get("created"))
    content = (source, *quote.content, body.note, *body.tags, created)
    creator = _object(item.get("creator"))
    return IncomingAnnotation(
        id=stable_id(item.get("id"), content),
        source=source.partition("#")[0] if source.startswith("http") else source,
        title=_text(target.get("reader:title")),
        sha256=_text(target.get("reader:sha256")),
        colour=_text(item.get("reader:colour")),
        author=_text(creator.get("name")) or _text(creator.get("nickname")) or _first(item.get("creator")),
        created=created,
        modified=_timestamp(item.get("modified")) or created,
        revision=_count(item.get("reader:revision")) or 1,
        beside=_text(item.get("reader:beside")),
        **vars(body),
        **quote.fields,
    )


def _selectors(value: object, depth: int = 0) -> Iterator[Json]:
    """All selectors, including those that refine another or are choices of one."""
    for item in _objects(value):
        yield item
        if depth < _MOST_NESTED:
            yield from _selectors(item.get("refinedBy"), depth + 1)
            yield from _selectors(item.get("items"), depth + 1)


def _of_type(selectors: list[Json], type: str) -> Json:
    return next((item for item in selectors if type in _strings(item.get("type"))), {})


class _Quote:
    """What the selectors of an annotation say about its words."""

    def __init__(self, selectors: list[Json]) -> None:
        quote, position = (_of_type(selectors, f"Text{kind}Selector") for kind in ("Quote", "Position"))
        start = position.get("start")
        texts = {name: _text(quote.get(name)) for name in ("exact", "prefix", "suffix")}
        self.fields: dict[str, Any] = {**texts, "start": _count(start)}
        self.content = (texts["exact"], quote.get("prefix"), start)
        """What identifies the annotation if it has no name of its own."""


class _AnnotationBody:
    """What the bodies of an annotation say, sorted by their purpose into the fields of `IncomingAnnotation`."""

    def __init__(self, item: Json) -> None:
        notes, tags = _strings(item.get("bodyValue")), []
        self.label = self.speaker = ""
        for body in _objects(item.get("body")):
            value = _text(body.get("value"))
            purposes = _strings(body.get("purpose")) or _strings(item.get("motivation"))
            if "tagging" in purposes:
                tags.append(value)
            elif "classifying" in purposes and 0 < len(value) <= LONGEST_LABEL and value.isprintable():
                self.label = value
            elif "identifying" in purposes and value:
                self.speaker = value
            elif value:
                notes.append(value)
        self.note = "\n\n".join(notes)
        self.tags = _distinct(tags)


def _from_hypothesis(item: Json) -> IncomingAnnotation:
    target = _object(item.get("target"))
    quote = _Quote(_objects(target.get("selector")))
    source = _text(item.get("uri")) or _text(target.get("source"))
    user = _text(item.get("user"))
    created = _timestamp(item.get("created"))
    content = (source, *quote.content, item.get("text"), user, created)
    id = _text(item.get("id"))
    display_name = _text(_object(item.get("user_info")).get("display_name"))
    return IncomingAnnotation(
        id=stable_id(f"https://hypothes.is/a/{id}" if id else None, content),
        source=source.partition("#")[0],
        title=_first(_object(item.get("document")).get("title")),
        in_utf16=True,
        note=_text(item.get("text")),
        tags=_distinct(_strings(item.get("tags"))),
        author=display_name or user.removeprefix("acct:").partition("@")[0],
        created=created,
        modified=_timestamp(item.get("updated")) or created,
        **quote.fields,
    )


def _values(value: object) -> list[object]:
    # In JSON-LD a list may stand wherever a value may, and files hold values of the wrong type.
    return value if isinstance(value, list) else [value]


def _objects(value: object) -> list[Json]:
    return [item for item in _values(value) if isinstance(item, dict)]


def _object(value: object) -> Json:
    return next(iter(_objects(value)), {})


def _strings(value: object) -> list[str]:
    return [item for item in _values(value) if isinstance(item, str)]


def _first(value: object) -> str:
    return next(iter(_strings(value)), "")


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _count(value: object) -> int | None:
    return value if type(value) is int and 0 <= value < _LARGEST else None


def _timestamp(value: object) -> str:
    """A time as the library keeps it, in UTC and to the second; '' if `value` is none in ISO 8601."""
    try:
        moment = datetime.fromisoformat(str(value))
        aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
        return aware.astimezone(UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError):
        return ""


def _distinct(tags: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, tags)))
