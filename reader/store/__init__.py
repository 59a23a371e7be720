"""The library: one SQLite file, with one object for each family of tables."""

from reader.model.document import Added
from reader.store.store import Store
from reader.store.table import new_id

__all__ = ["Added", "Store", "new_id"]
