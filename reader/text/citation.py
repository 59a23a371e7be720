"""Words as they are passed on: in quotation marks, with who said them and where they stand."""

from __future__ import annotations

from reader.model.document import Document
from reader.text.wording import readable_date


def cited(words: str, speaker: str, document: Document) -> str:
    """`words` to the letter in curly quotation marks, then speaker, title, outlet, date and URL if known."""
    known = [
        speaker,
        f"“{document.title}”" if document.title else "",
        document.outlet or "",
        readable_date(document.published) if document.published else "",
        document.url or "",
    ]
    where = ", ".join(" ".join(part.split()) for part in known if part.strip())
    return f"“{words}” — {where}" if where else f"“{words}”"
