"""The filter language of the list of all annotations: words, `#tag`, `label:`, `by:`, `said:`, `since:`. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from reader.model.annotation import AnnotationFilter

if TYPE_CHECKING:
    from reader.store.annotations import AnnotationTable

HELP = "words  #tag  label:d  by:author  said:speaker  since:2024-06"
_PART = re.compile(r'(#|label:|by:|said:|since:|until:)?("[^"]*"?|\S+)')


def filter_of(typed: str, annotations: AnnotationTable, labels: Mapping[str, str]) -> AnnotationFilter:
    """Parse a filter. Part of a name means the most used name that begins with it or, failing that, holds it.

    A name of several words is put in double quotes. `labels` are the names of labels, by letter; a label is found
    by either.
    """
    words: list[str] = []
    wanted: dict[str, str] = {}
    for key, value in _PART.findall(typed):
        value = value.strip('"')
        match key:
            case "#":
                wanted["tag"] = _full(value, annotations.tags())
            case "label:":
                wanted["label"] = _label(value, annotations.labels(), labels)
            case "by:":
                wanted["author"] = _full(value, annotations.authors())
            case "said:":
                wanted["speaker"] = _full(value, annotations.speakers())
            case "since:" | "until:":
                wanted[key[:-1]] = value
            case _:
                words.append(value)
    return AnnotationFilter(text=" ".join(words), **wanted)


def described(wanted: AnnotationFilter, labels: Mapping[str, str]) -> str:
    """Return the filter with the full names, without its words."""
    parts = {
        "#": wanted.tag,
        "label ": labels.get(wanted.label, wanted.label),
        "by ": wanted.author,
        "said by ": wanted.speaker,
        "since ": wanted.since,
        "until ": wanted.until,
    }
    return " · ".join(f"{name}{value}" for name, value in parts.items() if value)


def _label(value: str, used: Sequence[str], names: Mapping[str, str]) -> str:
    """Return the label that is used and goes by this letter or, as far as it is typed, this name."""
    by_name = {names.get(label, label): label for label in used}
    named = _full(value, list(by_name))
    return value if value in used else by_name.get(named, named)


def _full(value: str, among: Sequence[str]) -> str:
    folded = value.casefold()
    for fits in (str.__eq__, str.startswith, str.__contains__):
        for name in among:
            if folded and fits(name.casefold(), folded):
                return name
    return value
