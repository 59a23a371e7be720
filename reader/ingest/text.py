"""Plain text: the article's text is the file's own, and only its blocks are found."""

from __future__ import annotations

from reader.ingest.blocks import text_blocks
from reader.ingest.draft import ArticleDraft


def with_plain_line_ends(text: str) -> str:
    """Replace `\\r\\n` by `\\n`, and a lone `\\r` if the text has no other line end."""
    if "\r" not in text:
        return text
    text = text.replace("\r\n", "\n")
    return text if "\n" in text else text.replace("\r", "\n")


def read_text(source: str) -> ArticleDraft:
    """Read plain text."""
    text = with_plain_line_ends(source)
    return ArticleDraft(text, text_blocks(text))
