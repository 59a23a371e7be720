"""Plain text as an article: the text is the file's own, only its make-up is found."""

from __future__ import annotations

from reader.ingest.blocks import text_blocks
from reader.ingest.draft import Draft


def with_plain_line_ends(text: str) -> str:
    """`text` with `\\r\\n` as `\\n`; a lone `\\r` too where the file has no other line end, and kept elsewhere."""
    if "\r" not in text:
        return text
    text = text.replace("\r\n", "\n")
    return text if "\n" in text else text.replace("\r", "\n")


def read_text(source: str) -> Draft:
    """The draft of plain text."""
    text = with_plain_line_ends(source)
    return Draft(text, text_blocks(text))
