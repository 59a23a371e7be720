"""The strings by which the orders of the document list compare, so made that byte order is the order wanted."""

from __future__ import annotations

from datetime import UTC, datetime

_LONGEST = 200
"""Code points of a name that count for its place; what is longer would only swell the index."""


def title_key(title: str) -> str:
    """A key that sorts titles without regard to case."""
    return _folded(title)


def outlet_key(outlet: str | None) -> str:
    """A key that sorts outlets without regard to case, and documents of no outlet behind all others."""
    return f"a{_folded(outlet)}" if outlet else "b"


def published_key(published: str | None) -> str:
    """A key that sorts dates and times by the moment they name, in UTC; '' where there is no such moment."""
    try:
        moment = datetime.fromisoformat(published or "")
    except (ValueError, TypeError):
        return ""
    if moment.tzinfo is not None:
        try:
            moment = moment.astimezone(UTC).replace(tzinfo=None)
        except OverflowError:
            return ""
    return moment.isoformat(timespec="microseconds")


def _folded(text: str) -> str:
    # A key need not be exact, and SQLite takes no lone surrogates as text.
    return text[:_LONGEST].strip().casefold().encode("utf-8", "replace").decode()
