"""Names of Textual's inside that thrifty output is built on; where one is missing, an empty class takes its place.

Nothing is ever of such a class, and the assumptions say what is missing: Textual draws.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import _compositor

if TYPE_CHECKING:
    from textual._compositor import ChopsUpdate, Compositor, LayoutUpdate
else:
    ChopsUpdate, Compositor, LayoutUpdate = (
        getattr(_compositor, name, type(name, (), {})) for name in ("ChopsUpdate", "Compositor", "LayoutUpdate")
    )

__all__ = ["ChopsUpdate", "Compositor", "LayoutUpdate"]
