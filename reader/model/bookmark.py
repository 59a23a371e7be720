"""Bookmarks: places in articles that the user wants to come back to."""

from __future__ import annotations

from reader.model.values import value_class


@value_class(frozen=True, slots=True)
class Bookmark:
    """A place in an article."""

    id: str
    """A UUID."""
    document_id: int
    version_id: int
    offset: int
    """The place, in code points into the version's text."""
    excerpt: str
    """The first words from the place on."""
    created: str
    """ISO 8601 in UTC."""
