"""The library: one SQLite file, its migrations and a facade over it."""

from reader.model.document import Added
from reader.store.store import Store

__all__ = ["Added", "Store"]
