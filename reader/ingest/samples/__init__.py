"""The articles that a new library starts with, written for it; when to add them is not decided here."""

from __future__ import annotations

from importlib.resources import files

from reader.ingest import read_bytes
from reader.model.document import Article

_NAMES = ("anthony.md", "wright.md", "eisenhower.md", "challenger.md", "welcome.md")


def articles() -> list[Article]:
    """The five articles in the order in which to add them: by date, the welcome article last.

    A list that shows the newest in the library first then begins with the welcome.
    """
    folder = files(__name__)
    return [read_bytes(folder.joinpath(name).read_bytes(), name) for name in _NAMES]
