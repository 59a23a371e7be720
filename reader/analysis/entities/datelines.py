"""Datelines: the place, the day and the agency in front of a report: 'LAKE CITY, March 3 (AP) — …'."""

from __future__ import annotations

import re

from reader.analysis.entities.gazetteer import place_kind

_UPPER = "[A-ZÀ-ÖØ-ÞĆČĐĞİŁŃŚŠŞŹŻŽ]"
_CAPITALS = rf"{_UPPER}(?:['’.\-]?{_UPPER})++\.?"
_WORD = rf"{_UPPER}[\w.'’\-]*+"
_PARTICLE = "(?:of|de|da|do|del|la|le|les|el|al|sur|am|an|der|upon|on)"
_PLACE = rf"{_WORD}(?:[ /](?:{_WORD}|{_PARTICLE} {_WORD})){{0,4}}"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_WEEKDAY = r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?,? )?"
_DAY = (
    rf"{_WEEKDAY}(?:{_MONTH} \d{{1,2}}|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}|\d{{4}}-\d\d-\d\d|\d\d?/\d\d?/\d\d)"
    r"(?:,? ?\d\d(?:\d\d)?)?"
)
_AGENCY = r"(?: ?(?:\((?=[^()]{0,29}[A-Z]|dpa\))[^()\n]{2,30}\)|/[\w .\-]{3,30}/))"
_DASH = " ?(?:--|[-–—―]) "
_FORMS = (
    rf"{_CAPITALS}(?:[ /]{_CAPITALS}){{0,4}}(?:, {_PLACE}){{0,2}}(?:[,.] {_DAY})?{_AGENCY}{{0,2}}{_DASH}",
    rf"{_PLACE}(?:, {_PLACE}){{0,2}}(?:[,.] {_DAY}{_AGENCY}{{0,2}}|{_AGENCY}{{1,2}}){_DASH}",
    rf"{_PLACE}(?:, {_PLACE}){{0,2}}[,.] {_DAY}{_AGENCY} ",
    rf"(?P<known>{_PLACE})(?:, {_PLACE})?{_DASH}",
    rf"(?P<capitals>{_CAPITALS}(?:[ /]{_CAPITALS}){{0,4}})(?:, {_PLACE})?{_AGENCY} ",
    rf"(?:{_DAY} )?{_AGENCY}(?:{_DASH}|(?<=\)) )",
)
_DATELINE = re.compile(rf"\A\s*+(?:{'|'.join(_FORMS)})\s*+(?={_UPPER}|[\d\"“„«‘'`´])")
_REACH = 120
"""The most code points of a dateline and the first letter after it."""


def dateline_end(text: str, start: int, end: int) -> int:
    """The offset after the dateline of the paragraph from `start` to `end`; `start` if it has none."""
    match = _DATELINE.match(text[start : min(end, start + _REACH)])
    if match is None:
        return start
    place = match["known"] or (match["capitals"] or "").title()
    return start + match.end() if not place or place_kind(place) is not None else start
