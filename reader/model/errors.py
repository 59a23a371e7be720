"""The errors that the user may see. A message names the thing, what is wrong and what to do, on one line."""

from __future__ import annotations


class ReaderError(Exception):
    """Base class of the program's errors. Sanitise `str(error)` before showing it."""


class IngestError(ReaderError):
    """A file cannot be read as an article."""


class StoreError(ReaderError):
    """The library failed or refused."""


class StoreDamagedError(StoreError):
    """The library file is damaged."""


class StoreReadOnlyError(StoreError):
    """The library cannot be written: a newer program's file, a read-only or a full disk."""


class StoreGoneError(StoreError):
    """The library file was deleted, moved away or replaced while it was open; nothing was written."""


class NotFoundError(StoreError):
    """There is no such document, version or annotation."""


class ConflictError(StoreError):
    """Somebody else changed the annotation after it was read; nothing was written."""


class AnalysisError(ReaderError):
    """The analysis process failed, was ended or took too long."""


class ClusterError(ReaderError):
    """A cluster cannot be used, or failed; there is no point in asking it for the next text."""


class SettingsError(ReaderError):
    """A settings, theme or key file is invalid."""
