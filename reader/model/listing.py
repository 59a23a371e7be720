"""What the document list shows of a document, and in which order."""

from __future__ import annotations

from enum import StrEnum

from reader.model.document import Document
from reader.model.reading_state import ReadingState
from reader.model.values import value_class


class Order(StrEnum):
    """The orders of the document list; each is total, ties broken by the newest id first."""

    ADDED = "added"
    """Newest in the library first."""
    PUBLISHED = "published"
    """Latest published first, undated ones last."""
    OPENED = "opened"
    """Opened last first, never opened ones last."""
    TITLE = "title"
    """By title, without regard to case."""
    OUTLET = "outlet"
    """By outlet, then latest published first."""
    UNREAD = "unread"
    """Unread ones first, then newest in the library first."""


@value_class(frozen=True, slots=True)
class DocumentRow:
    """One row of the document list."""

    document: Document
    version_id: int
    """The newest version."""
    reading: ReadingState
    words: int
    """Words in the newest version's text, parted at white space."""
    quotations: int | None
    """Speech quotations found in it, or None where it is not analysed yet."""
    bookmarks: int
    annotations: int = 0
