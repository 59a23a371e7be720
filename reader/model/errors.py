"""Every error that a person may see. A message names the thing, what is wrong and what to do, on one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.model.annotation import Annotation


class ReaderError(Exception):
    """The root: whatever the program itself refuses. `str(error)` is fit to be shown after sanitising."""


class IngestError(ReaderError):
    """Something that was to be added cannot be read as an article."""


class StoreError(ReaderError):
    """The library could not do what was asked of it."""


class StoreDamagedError(StoreError):
    """The library file is not a sound database."""


class StoreReadOnlyError(StoreError):
    """The library can be read and not written: a newer program's file, a read-only or a full disk."""


class NotFoundError(StoreError):
    """There is no such document, version or mark."""


class ConflictError(StoreError):
    """Somebody else wrote an annotation after it was seen by who writes it now; nothing was written."""

    def __init__(self, message: str, mine: Annotation, theirs: Annotation, *, deleted: bool) -> None:
        super().__init__(message)
        self.mine = mine
        """What was to be written."""
        self.theirs = theirs
        """What the library has."""
        self.deleted = deleted
        """Whether that is deleted."""


class AnalysisError(ReaderError):
    """The analysis process failed, was ended or took too long."""


class SettingsError(ReaderError):
    """A settings, theme or key file is not what it should be."""
