"""One annotation from a file of any format, before it is matched to the library."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import NAMESPACE_URL, UUID, uuid5

from reader.export.annotated import PREFIX
from reader.model.values import value_class


@value_class(frozen=True, slots=True)
class IncomingAnnotation:
    """What the file says of one annotation; '' and None stand for what it does not say."""

    id: str
    """Its own UUID, or one that the same annotation always gets."""
    source: str
    """The IRI of the article."""
    title: str = ""
    sha256: str = ""
    """The hash of the text that `start` counts in."""
    exact: str = ""
    """The annotated words; empty if the annotation is about the whole article."""
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    """Where the words begin in that text, in code points or UTF-16 units."""
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
    """Return the UUID in an annotation's name, else one made from the name or, without a name, the content."""
    text = name if isinstance(name, str) else ""
    try:
        return str(UUID(text.removeprefix("urn:uuid:")))
    except ValueError:
        made = text or PREFIX + "\0".join("" if part is None else str(part) for part in content)
        return str(uuid5(NAMESPACE_URL, made.encode("utf-8", "backslashreplace").decode()))
