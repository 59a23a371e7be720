"""Reading files of annotations: W3C Web Annotations, and what Hypothesis exports."""

from __future__ import annotations

import json
from collections.abc import Iterator

from reader.export.incoming import (
    FormatError,
    Incoming,
    number_of,
    objects,
    stable_id,
    stamp,
    strings,
    text_of,
)

Json = dict[str, object]
_MOST_NESTED = 100


def read(content: str) -> list[Incoming]:
    """The annotations of a file. Raises FormatError where it holds none that can be read."""
    try:
        value = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise FormatError(f"not JSON: {error}") from None
    if isinstance(value, dict) and isinstance(value.get("annotations"), list) and "@context" not in value:
        return [_from_hypothesis(item) for item in objects(value["annotations"])]
    items = [*_annotations(value)]
    if not items:
        raise FormatError("neither W3C Web Annotations nor a Hypothesis export")
    return [_from_w3c(item) for item in items]


# W3C Web Annotations


def _annotations(value: object, depth: int = 0) -> Iterator[Json]:
    """The annotations in a collection, a page, a list, or by itself."""
    for item in objects(value):
        if "Annotation" in strings(item.get("type")):
            yield item
        elif depth < _MOST_NESTED:
            for key in ("first", "items", "next"):
                yield from _annotations(item.get(key), depth + 1)


def _from_w3c(item: Json) -> Incoming:
    target = next(objects(item.get("target")), {})
    source = text_of(target.get("source")) or text_of(target.get("id")) or next(strings(item.get("target")), "")
    selectors = [*_selectors(target.get("selector"))]
    quote = _of_type(selectors, "TextQuoteSelector")
    position = _of_type(selectors, "TextPositionSelector")
    words = _Body(item)
    created = stamp(item.get("created"))
    exact = text_of(quote.get("exact"))
    content = (source, exact, quote.get("prefix"), position.get("start"), words.note, *words.tags, created)
    creator = next(objects(item.get("creator")), {})
    return Incoming(
        id=stable_id(item.get("id"), content),
        source=source.partition("#")[0] if source.startswith("http") else source,
        title=text_of(target.get("reader:title")),
        sha256=text_of(target.get("reader:sha256")),
        exact=exact,
        prefix=text_of(quote.get("prefix")),
        suffix=text_of(quote.get("suffix")),
        start=number_of(position.get("start")),
        note=words.note,
        tags=words.tags,
        label=words.label,
        colour=text_of(item.get("reader:colour")),
        author=text_of(creator.get("name"))
        or text_of(creator.get("nickname"))
        or next(strings(item.get("creator")), ""),
        speaker=words.speaker,
        created=created,
        modified=stamp(item.get("modified")) or created,
        revision=number_of(item.get("reader:revision")) or 1,
        beside=text_of(item.get("reader:beside")),
    )


def _selectors(value: object, depth: int = 0) -> Iterator[Json]:
    """All selectors, also those that refine others or are the choices of one."""
    for item in objects(value):
        yield item
        if depth < _MOST_NESTED:
            yield from _selectors(item.get("refinedBy"), depth + 1)
            yield from _selectors(item.get("items"), depth + 1)


def _of_type(selectors: list[Json], type: str) -> Json:
    return next((item for item in selectors if type in strings(item.get("type"))), {})


class _Body:
    """What the bodies of an annotation say, each by its purpose."""

    def __init__(self, item: Json) -> None:
        notes, tags = [*strings(item.get("bodyValue"))], []
        self.label = self.speaker = ""
        for body in objects(item.get("body")):
            value = text_of(body.get("value"))
            purposes = {*strings(body.get("purpose"))} or {*strings(item.get("motivation"))}
            if "tagging" in purposes:
                tags.append(value)
            elif "classifying" in purposes and len(value) == 1:
                self.label = value
            elif "identifying" in purposes and value:
                self.speaker = value
            elif value:
                notes.append(value)
        self.note = "\n\n".join(notes)
        self.tags = tuple(dict.fromkeys(tag for tag in tags if tag))


# Hypothesis


def _from_hypothesis(item: Json) -> Incoming:
    target = next(objects(item.get("target")), {})
    selectors = [*objects(target.get("selector"))]
    quote, position = _of_type(selectors, "TextQuoteSelector"), _of_type(selectors, "TextPositionSelector")
    source = text_of(item.get("uri")) or text_of(target.get("source"))
    document = next(objects(item.get("document")), {})
    user = text_of(item.get("user"))
    info = next(objects(item.get("user_info")), {})
    created = stamp(item.get("created"))
    exact = text_of(quote.get("exact"))
    content = (source, exact, quote.get("prefix"), position.get("start"), item.get("text"), user, created)
    identity = text_of(item.get("id"))
    return Incoming(
        id=stable_id(f"https://hypothes.is/a/{identity}" if identity else None, content),
        source=source.partition("#")[0],
        title=next(strings(document.get("title")), ""),
        exact=exact,
        prefix=text_of(quote.get("prefix")),
        suffix=text_of(quote.get("suffix")),
        start=number_of(position.get("start")),
        in_utf16=True,
        note=text_of(item.get("text")),
        tags=tuple(dict.fromkeys(tag for tag in strings(item.get("tags")) if tag)),
        author=text_of(info.get("display_name")) or user.removeprefix("acct:").partition("@")[0],
        created=created,
        modified=stamp(item.get("updated")) or created,
    )
