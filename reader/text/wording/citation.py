"""Citations: quoted words with speaker, title, outlet, date and URL."""

from __future__ import annotations

from urllib.parse import quote

from reader.model.document import Document
from reader.text.safety.sanitise import sanitise_line
from reader.text.wording.formatting import readable_date


def cited(words: str, speaker: str, document: Document) -> str:
    """Return `words`, which have quotation marks, then speaker, title, outlet, date and URL if known.

    Everything but the words is sanitised, because it is pasted into other programs.
    """
    known = [
        speaker,
        f"“{document.title}”" if document.title else "",
        document.outlet or "",
        readable_date(document.published) if document.published else "",
        address(document.url or ""),
    ]
    where = ", ".join(sanitise_line(" ".join(part.split())) for part in known if part.strip())
    return f"{words} — {where}" if where else words


def address(url: str) -> str:
    """Return a URL with spaces, control and invisible characters percent-encoded (RFC 3986)."""
    return "".join(
        quote(each, safe="", errors="replace") if each.isspace() or sanitise_line(each) != each else each
        for each in url
    )
