"""Finding words in a text as a person means them."""

from __future__ import annotations

import re

from reader.model.span import Span

MOST = 10_000
"""More matches than this are not looked for."""


def find_all(text: str, query: str) -> list[Span]:
    """The matches of `query`, from the first on, at most `MOST`.

    Case matters only where the query has a capital. Any white space in the query stands for any white space in
    the text, line ends too, and a straight quotation mark or apostrophe for a curly one.
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
