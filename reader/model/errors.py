"""Every error that a person may see. A message names the thing, what is wrong and what to do, on one line."""

from __future__ import annotations


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
    """Somebody else changed the annotation after it was read; nothing was written."""


class AnalysisError(ReaderError):
    """The analysis process failed, was ended or took too long."""


class SettingsError(ReaderError):
    """A settings, theme or key file is not what it should be."""
