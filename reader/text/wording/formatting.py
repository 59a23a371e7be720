"""Formats dates, counts and excerpts for people."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"\w+(?:['’.\-]\w+)*")
# The standard library's names follow the locale; an article's and the screen's are English.
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""The months by their English names."""
NO_SOURCE = "no source named"
"""What is said of a statement without a source."""


def readable_date(iso: str, *, short: bool = False) -> str:
    """Return `2024-06-18…` as "18 June 2024", or "18 Jun 2024" when short; anything but an ISO date unchanged."""
    year, _, rest = iso[:10].partition("-")
    month, _, day = rest.partition("-")
    if not (len(year) == 4 and year.isdigit()):
        return iso
    if not (month.isdigit() and 1 <= int(month) <= 12):
        return year if not rest else iso
    name = MONTHS[int(month) - 1]
    name = name[:3] if short else name
    return f"{int(day)} {name} {year}" if day.isdigit() else f"{name} {year}"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: `1 word`, `2,000 words`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def listed(names: Iterable[str]) -> str:
    """Return names, each once, as English lists them: `AFP, KCNA and Yonhap`; '' for none."""
    *others, last = list(dict.fromkeys(filter(None, names))) or [""]
    return f"{', '.join(others)} and {last}" if others else last


def words_in(text: str) -> int:
    """Count the words: runs of letters and digits, with apostrophes, full stops and hyphens inside them."""
    return len(_WORD.findall(text))


def excerpt(words: str, longest: int) -> str:
    """Return some words on one line, without quotation marks around them, cut to `longest` code points."""
    plain = " ".join(words.split()).strip("“”\"«»„‘’'")
    return plain if len(plain) <= longest else plain[:longest].rstrip() + "…"
