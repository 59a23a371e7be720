"""The sample articles of a new library; the command line decides when to add them."""

from __future__ import annotations

from importlib.resources import files

from reader.ingest import read_bytes
from reader.model.document import Article

_NAMES = ("anthony.md", "wright.md", "eisenhower.md", "challenger.md", "welcome.md")


def articles() -> list[Article]:
    """Return the five articles in the order in which to add them: by date, the welcome article last.

    The document list shows what was added last first, and so starts with the welcome.
    """
    folder = files(__name__)
    return [read_bytes(folder.joinpath(name).read_bytes(), name) for name in _NAMES]
