"""The library: one SQLite file, with one object for each family of tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.model.document import Added
    from reader.store.store import Store
    from reader.store.table import new_id

__all__ = ["Added", "Store", "new_id"]


def __getattr__(name: str) -> object:
    """Load all of it when something is first asked for: the early picture of a new text needs one query."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from reader.model.document import Added
    from reader.store.store import Store
    from reader.store.table import new_id

    globals().update({"Added": Added, "Store": Store, "new_id": new_id})
    return globals()[name]
