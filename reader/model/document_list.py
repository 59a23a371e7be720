"""The document list: its orders, its rows, and the reading state that a row shows."""

from __future__ import annotations

from enum import StrEnum

from reader.model.document import Document
from reader.model.values import value_class


class Order(StrEnum):
    """The orders of the document list. Each is total: ties are broken by id, newest first."""

    ADDED = "added"
    """By the time they were added, newest first."""
    PUBLISHED = "published"
    """By the date of publication, latest first; undated documents come last."""
    OPENED = "opened"
    """By the time they were last opened, latest first; documents never opened come last."""
    TITLE = "title"
    """By title, ignoring case."""
    OUTLET = "outlet"
    """By outlet, then latest published first."""
    UNREAD = "unread"
    """Unread documents first, then newest first."""


@value_class(frozen=True, slots=True)
class ReadingState:
    """How far the user has read a document."""

    place: int = 0
    """The code-point offset of the first text on the screen."""
    read: bool = False
    starred: bool = False
    opened: str | None = None
    """When it was last opened, ISO 8601 in UTC."""


@value_class(frozen=True, slots=True)
class DocumentRow:
    """One row of the document list."""

    document: Document
    version_id: int
    """The newest version."""
    reading: ReadingState
    words: int
    """Words in the newest version's text, split at white space."""
    quotations: int | None
    """Speech quotations found in it, or None if it is not analysed yet."""
    bookmarks: int
    annotations: int = 0
    statements: int | None = None
    """Statements of the newest version, as corrected; None until they are counted."""
    checked: int | None = None
    """How many of them a person has checked; None until they are counted."""
    changed: bool = False
    """True if the newest version came after the document was last opened."""
