"""A person's traces in the library: places, marks of reading, bookmarks."""

from __future__ import annotations

from reader.model.values import value_class


@value_class(frozen=True, slots=True)
class ReadingState:
    """How far a person is with a document."""

    place: int = 0
    """The code-point offset of the first text on the screen."""
    read: bool = False
    starred: bool = False
    opened: str | None = None
    """When it was opened last, ISO 8601 in UTC."""


@value_class(frozen=True, slots=True)
class Bookmark:
    """A place to come back to."""

    id: str
    """A UUID."""
    document_id: int
    version_id: int
    offset: int
    """The code-point offset of the place in the version's text."""
    excerpt: str
    """Some words of the text from the place on, to know it by."""
    created: str
    """ISO 8601 in UTC."""
