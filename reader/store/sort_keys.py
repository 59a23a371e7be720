"""Sort keys of the document list: strings whose byte order is the wanted order."""

from __future__ import annotations

from datetime import UTC, datetime

_LONGEST = 200
"""The code points of a name that are compared; more would only enlarge the index."""


def title_key(title: str) -> str:
    """Return a key that sorts titles, ignoring case."""
    return _folded(title)


def outlet_key(outlet: str | None) -> str:
    """Return a key that sorts outlets, ignoring case; documents without an outlet come last."""
    return f"a{_folded(outlet)}" if outlet else "b"


def published_key(published: str | None) -> str:
    """Return a key that sorts dates and times in UTC; '' if it is not a date."""
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
    # A key need not be exact, and SQLite text cannot hold lone surrogates.
    return text[:_LONGEST].strip().casefold().encode("utf-8", "replace").decode()
