"""What a file says of one annotation, whichever format it came in, before it is matched to the library."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from reader.export.annotated import PREFIX
from reader.model.errors import ReaderError
from reader.model.values import value_class


class FormatError(ReaderError):
    """A file is not one of annotations that can be read."""


@value_class(frozen=True, slots=True)
class Incoming:
    """One annotation of a file."""

    id: str
    """A UUID: its own, or one that the same annotation always gets."""
    source: str
    """The IRI of what it is about."""
    title: str = ""
    sha256: str = ""
    """The hash of the text that its position counts in, where the file tells."""
    exact: str = ""
    """The words it marks; empty where it is about the whole article."""
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    """Where they begin in that text, in code points, or in UTF-16 units."""
    in_utf16: bool = False
    note: str = ""
    tags: tuple[str, ...] = ()
    label: str = ""
    colour: str = ""
    author: str = ""
    speaker: str = ""
    created: str = ""
    modified: str = ""
    revision: int = 1
    beside: str = ""


def stable_id(name: object, content: Iterable[object]) -> str:
    """The UUID of an annotation: the one in its name, else one made of its name or, without any, its content."""
    text = name if isinstance(name, str) else ""
    try:
        return str(UUID(text.removeprefix("urn:uuid:")))
    except ValueError:
        made = text or PREFIX + "\0".join("" if part is None else str(part) for part in content)
        return str(uuid5(NAMESPACE_URL, made.encode("utf-8", "backslashreplace").decode()))


def stamp(value: object) -> str:
    """A time in ISO 8601 as the library keeps it, in UTC and to the second; '' for what is none."""
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        return ""
    aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC).isoformat(timespec="seconds")


def strings(value: object) -> Iterator[str]:
    """The strings of a JSON value that may be one, or a list of some."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str):
            yield item


def objects(value: object) -> Iterator[dict[str, object]]:
    """The objects of a JSON value that may be one, or a list of some."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            yield item


def text_of(value: object) -> str:
    """A JSON value if it is a string, else ''."""
    return value if isinstance(value, str) else ""


def number_of(value: object) -> int | None:
    """A JSON value if it is a whole number from 0 on, else None."""
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None
