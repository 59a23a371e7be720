"""Searches a text."""

from __future__ import annotations

import re

from reader.model.span import Span

MOST = 10_000
"""The most matches that are returned."""


def find_all(text: str, query: str) -> list[Span]:
    """Return the first `MOST` matches of `query`.

    Case matters only if the query has a capital. White space matches any white space, line ends included, and
    straight quotation marks and apostrophes match curly ones.
    """
    words = query.split()
    if not words:
        return []
    pattern = r"\s+".join(_pattern(word) for word in words)
    flags = re.NOFLAG if any(c.isupper() for c in query) else re.IGNORECASE
    matches = re.finditer(pattern, text, flags)
    return [Span(*match.span()) for match, _ in zip(matches, range(MOST), strict=False)]


def _pattern(word: str) -> str:
    return re.escape(word).replace("'", "['‘’]").replace('"', '["“”]')
