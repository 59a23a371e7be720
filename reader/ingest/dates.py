"""Finds dates in text: full dates as ISO 8601, and lines that hold only a date."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime
from functools import cache

from reader.text.wording.formatting import MONTHS

_MONTH_STARTS = [month[:3].lower() for month in MONTHS]
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?P<{0}>\d{{1,2}})(?:st|nd|rd|th)?"
_WORD = re.compile(r"\w")


# The patterns take long to compile, and a paragraph without a digit has no date.


@cache
def _full_dates() -> tuple[re.Pattern[str], ...]:
    """Return the patterns of dates with day, month and year."""
    iso = re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)")
    month_first = re.compile(
        rf"\b(?P<month>{_MONTH})\s+{_DAY.format('day')}\b,?\s+(?P<year>\d{{4}})\b", re.IGNORECASE
    )
    day_first = re.compile(
        rf"\b{_DAY.format('day')}\s+(?:of\s+)?(?P<month>{_MONTH}),?\s+(?P<year>\d{{4}})\b", re.IGNORECASE
    )
    return iso, month_first, day_first


@cache
def _dates() -> tuple[re.Pattern[str], ...]:
    """Return the patterns of all dates."""
    no_year = re.compile(rf"\b(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b|\d{{1,2}}\s+{_MONTH})", re.IGNORECASE)
    numbers = re.compile(r"\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\b\d{4}/\d{1,2}/\d{1,2}\b")
    ago = re.compile(r"\b\d+\s+(?:min(?:ute)?|hour|day|week|month)s?\s+ago\b", re.IGNORECASE)
    return *_full_dates(), no_year, numbers, ago


@cache
def _beside_a_date() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:(?:first|last|originally)\b|published|updated?|posted|modified|issued|created|dated?|on|at|by"
        r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thurs?|fri|sat|sun"
        r"|T?\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?(?:Z|\s*[ap]\.?m)?|\d{1,2}\s*[ap]\.?m|noon|midnight|Z"
        r"|[+-]\d{2}:?\d{2}|GMT|UTC|[BIJC]ST|CES?T|[ECMP][SD]?T)(?![a-z])",
        re.IGNORECASE,
    )


def _has_digit(words: str) -> bool:
    return any(map(str.isdecimal, words))


def full_date(words: str) -> str | None:
    """Return the first date with day, month and year as `YYYY-MM-DD`, or None.

    Of dates in numbers alone only ISO 8601 is read; in others, day and month could be swapped.
    """
    if not _has_digit(words):
        return None
    found = [match for pattern in _full_dates() for match in pattern.finditer(words)]
    for match in sorted(found, key=lambda match: match.start()):
        month = match["month"]
        number = int(month) if month.isdecimal() else _MONTH_STARTS.index(month[:3].lower()) + 1
        with suppress(ValueError):
            return date(int(match["year"]), number, int(match["day"])).isoformat()
    return None


def has_date(words: str) -> bool:
    """Return True if there is any date: without a year, in numbers, or relative (“2 days ago”) too."""
    return _has_digit(words) and any(pattern.search(words) for pattern in _dates())


def only_a_date(words: str) -> bool:
    """Return True for a date with nothing but weekday, time, zone, “Published” and the like beside it."""
    if not has_date(words):
        return False
    rest = words
    for pattern in _dates():
        rest = pattern.sub(" ", rest)
    return not _WORD.search(_beside_a_date().sub(" ", rest))


def iso_date(value: str | None) -> str | None:
    """Return a date from metadata as ISO 8601, with its time if it has one; None if it is not a full date."""
    words = (value or "").strip()
    try:
        moment = datetime.fromisoformat(words)
    except ValueError:
        return full_date(words)
    return moment.date().isoformat() if len(words) <= 10 else moment.isoformat()
