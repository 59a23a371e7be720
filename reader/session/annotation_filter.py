"""The filter language of the list of all annotations: words, `#tag`, `label:`, `by:`, `said:`, `since:`. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from reader.model.annotation import AnnotationFilter
from reader.model.values import value_class

HELP = "words  #tag  label:d  by:author  said:speaker  since:2024-06"
_PART = re.compile(r'(#|label:|by:|said:|since:|until:)?("[^"]*"?|\S+)')


@value_class(frozen=True)
class KnownValues:
    """Functions that return the tags, labels, authors and speakers in use, most used first."""

    tags: Callable[[], Sequence[str]]
    labels: Callable[[], Sequence[str]]
    authors: Callable[[], Sequence[str]]
    speakers: Callable[[], Sequence[str]]


def filter_of(typed: str, known: KnownValues) -> AnnotationFilter:
    """Parse a filter. Part of a name means the most used name that begins with it or, failing that, holds it.

    A name of several words is put in double quotes.
    """
    words: list[str] = []
    wanted: dict[str, str] = {}
    for key, value in _PART.findall(typed):
        value = value.strip('"')
        match key:
            case "#":
                wanted["tag"] = _full(value, known.tags())
            case "label:":
                wanted["label"] = _full(value, known.labels())
            case "by:":
                wanted["author"] = _full(value, known.authors())
            case "said:":
                wanted["speaker"] = _full(value, known.speakers())
            case "since:" | "until:":
                wanted[key[:-1]] = value
            case _:
                words.append(value)
    return AnnotationFilter(text=" ".join(words), **wanted)


def described(wanted: AnnotationFilter) -> str:
    """Return the filter with the full names, without its words."""
    parts = {
        "#": wanted.tag,
        "label ": wanted.label,
        "by ": wanted.author,
        "said by ": wanted.speaker,
        "since ": wanted.since,
        "until ": wanted.until,
    }
    return " · ".join(f"{name}{value}" for name, value in parts.items() if value)


def _full(value: str, among: Sequence[str]) -> str:
    folded = value.casefold()
    for fits in (str.__eq__, str.startswith, str.__contains__):
        for name in among:
            if folded and fits(name.casefold(), folded):
                return name
    return value
