"""Quotation marks around the name of a work, a programme or a paper, which are no speech: 'her opera, “Rain”'."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORKS = (
    "film|movie|book|novel|song|album|single|play|series|documentary|painting|poem|essay|show|article|magazine|"
    "exhibition|programme|program|newspaper|paper|weekly|daily|journal|column|podcast|blog|musical|opera|ballet|"
    "memoir|autobiography|biography|thriller|comedy|drama|sitcom|episode|track|hymn|anthem|ballad|story|novella|"
    "sculpture|mural|statue|photograph|game|app|website|newsletter|pamphlet|treatise|trilogy|sequel|hit|tune"
)
_BEFORE = re.compile(
    rf"\b(?:{_WORKS}|titled|entitled|called|named|headlined|renamed|dubbed|nicknamed|christened)s?[ ,:]*$",
    re.IGNORECASE,
)
_AFTER = re.compile(rf",? (?:(?:a|an|the|her|his|their) )?(?:\w+ ){{0,2}}(?:{_WORKS})\b", re.IGNORECASE)
_GOVERNED = re.compile(r"(?:\b(?:of|in|on|from|for|about|by|at|his|her|its|their)|['’]s|s['’])\s*$", re.IGNORECASE)
_VOICED = re.compile(
    r"\b(?:chants?|cries|cry|shouts?|calls?|words?|slogans?|refrains?|mottos?|murmurs?) of\s*$", re.IGNORECASE
)
_SMALL = frozenset(
    ("a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "nor", "of", "on", "or", "the", "to", "with")
) | {"about", "against", "over"}
"""The words that a title may leave without a capital."""
_NEAR = 40
_MAX_LENGTH = 120


def is_title_case(words: Iterable[str]) -> bool:
    """Return True if every word but small ones has a capital."""
    return all(word[:1].isupper() or word.lower() in _SMALL for word in words)


def names_a_work(text: str, start: int, end: int) -> bool:
    """Return True if the quotation with its marks from `start` up to `end` names a work.

    It is written like a name, and a word for a work stands next to it or a preposition or an owner governs it.
    """
    words = text[start + 1 : min(end - 1, start + _MAX_LENGTH)].split()
    capitals = sum(word[:1].isupper() for word in words)
    before = text[max(0, start - _NEAR) : start]
    if capitals * 2 >= len(words) > 0 and (_BEFORE.search(before) or _AFTER.match(text, end)):
        return True
    named = capitals > 1 and is_title_case(words)
    return named and bool(_GOVERNED.search(before)) and not _VOICED.search(before)
