"""Heuristics on the words of one paragraph: whether it can be a headline, byline, dateline or subheading."""

from __future__ import annotations

import re
from functools import cache

from reader.ingest.dates import has_date, only_a_date
from reader.ingest.metadata import people
from reader.ingest.paragraphs import closes

LONGEST = 400
"""In code points: what is longer can only be a paragraph."""

_NAME_PART = r"(?:[A-Z][\w.’'-]*|de|da|del|der|den|di|du|la|le|van|von|bin|bint|al|el|ben|ibn|[a-z]{1,2}'[A-Z]\w+)"
_NOT_A_NAME = re.compile(r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|the|a|an|all|any)\b", re.IGNORECASE)
_PLACE = r"[A-Z][A-Z.’' -]*[A-Z.](?:,\s++[^—–()]{1,30}?)?"
_AGENCY = r"\(\s?[A-Z][\w &./-]{1,30}\)"
_LABEL = re.compile(r"(?:EXCLUSIVE|BREAKING|VIDEO|WATCH|ANALYSIS|OPINION|REPORT|POLL|UPDATED?|LIVE)\b")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)]*\s+[\"'“‘«(]*[A-Z]")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_DASHES = frozenset("-–—―")
_SMALL = frozenset(
    (
        *("de", "da", "del", "der", "den", "di", "du", "la", "le", "van", "von", "bin", "bint", "al", "el", "ben"),
        *("ibn", "and", "in", "at", "for", "of", "the"),
    )
)
"""Words in small letters that can stand among names."""


# These patterns take long to compile, so each is made when a paragraph has what every match of it has.


@cache
def _byline() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?:words|written|reported|reporting|story|text|analysis)\s+)?by:?\s+(?P<names>{_NAME_PART}.*)$",
        re.IGNORECASE,
    )


@cache
def _names() -> re.Pattern[str]:
    return re.compile(
        rf"{_NAME_PART}(?:\s+{_NAME_PART}){{0,5}}(?:(?:\s*[,;|/·–—&-]\s*|\s+(?:and|in|at|for|of)\s+)"
        rf"(?:and\s+|the\s+)?{_NAME_PART}(?:\s+{_NAME_PART}){{0,5}}){{0,8}}\W*$"
    )


@cache
def _name_in_place() -> re.Pattern[str]:
    return re.compile(
        rf"\A{_NAME_PART}(?:\s+{_NAME_PART}){{1,3}}(?:\s+and\s+{_NAME_PART}(?:\s+{_NAME_PART}){{1,3}})?"
        rf"\s+in\s+{_NAME_PART}(?:\s+{_NAME_PART}){{0,2}}(?:,\s+{_NAME_PART}){{0,2}}$"
    )


@cache
def _opens_with_dateline() -> re.Pattern[str]:
    return re.compile(
        rf"\A(?:{_PLACE}(?:\s+{_AGENCY})?|[A-Z][\w.’' ]{{1,30}}(?:,\s[^—–()]{{1,30}})?\s+{_AGENCY})"
        r"(?:\s+-|\s*(?:--|[–—―]))\s*\S"
    )


@cache
def _place_line() -> re.Pattern[str]:
    return re.compile(rf"\A(?P<place>{_PLACE}|[A-Z][\w’' ]{{1,30}})\s*+(?P<agency>{_AGENCY})?\s*+(?:--?|[–—―])?$")


def is_headline(words: str, following: str) -> bool:
    """Return True if the first paragraph of an article is its headline.

    `following` is the longest of the paragraphs after it.
    """
    if len(words) > 200 or not any(character.isalnum() for character in words) or words.count("\n") > 3:
        return False
    if words.endswith((":", ",")):
        return False
    bare = words.rstrip("\"'”’»)]")
    if not bare.endswith((".", "!", "?", "…")):
        return True
    if _is_title_case(words) or bare.endswith(("!", "?")):
        return _sentences(words) <= 3
    return (
        len(words) <= 130 and _sentences(words) <= (2 if len(words) <= 90 else 1) and len(following) > len(words)
    )


def is_byline(words: str) -> bool:
    """Return True if `words` name the authors: "By A and B, Agency", or "A B in Place"."""
    if len(words) > 160:
        return False
    match = _byline_match(words)
    if not match:
        return "in" in words.split() and bool(_name_in_place().match(words))
    names = match["names"]
    if _NOT_A_NAME.match(names):
        return False
    return bool(names[0].isupper() and (_names().match(names) or has_date(names)))


def is_bare_name(words: str) -> bool:
    """Return True if `words` could be a name alone; only its neighbours show that it is a byline."""
    if len(words) > 60 or any(word[0].islower() and not _can_be_among_names(word) for word in words.split()):
        return False
    return bool(_names().match(words)) and bool(people(words)) and not _NOT_A_NAME.match(words)


def _can_be_among_names(word: str) -> bool:
    return word.rstrip(",;|/·–—&-") in _SMALL or not word.isalpha()


def _byline_match(words: str) -> re.Match[str] | None:
    return _byline().match(words) if "by" in words.lower() else None


def byline_names(words: str) -> tuple[str, ...]:
    """Return the people that a byline names."""
    match = _byline_match(words)
    names = match["names"] if match else words
    return tuple(name for name in people(names) if not has_date(name))


def is_dateline(words: str) -> bool:
    """Return True for a line with only a date ("Published 3 May 2021") or a place with an agency."""
    if len(words) > 120:
        return False
    if only_a_date(words):
        return True
    match = _place_line().match(words.rstrip(".")) if "," in words or "(" in words else None
    if not match:
        return False
    with_date = match["place"].split(",", 1)
    dated = len(with_date) == 2 and has_date(with_date[1]) and with_date[0].isupper()
    return dated or bool(match["agency"])


def opens_with_dateline(words: str) -> bool:
    """Return True if a paragraph opens the report with its place: "LONDON (Reuters) - The …"."""
    if _DASHES.isdisjoint(words[:120]):
        return False
    return bool(_opens_with_dateline().match(words[:120])) and not _LABEL.match(words)


def is_subheading(words: str) -> bool:
    """Return True if a paragraph is short, and has no end like a sentence, so that it could head the next."""
    if len(words) > 80 or "\n" in words or len(words.split()) > 12:
        return False
    letters = [character for character in words if character.isalpha()]
    if not letters or words[0] in "-–—@#*~(" or (letters[0].islower() and not words[0].isdecimal()):
        return False
    if not any(character.islower() for character in letters):
        return len(letters) > 3 and not words.endswith((",", ":", ";")) and words[0] not in '"“'
    if words.endswith((",", ";", "-", "–", "—")) or closes(words):
        return False
    # A quotation mark without a partner shows a line of speech.
    return words.count("“") == words.count("”") and words.count('"') % 2 == 0


def could_be_standfirst(words: str) -> bool:
    """Return True if `words` are no longer than a standfirst can be: three sentences."""
    return 12 <= len(words) <= 320 and _sentences(words) <= 3 and not words.endswith(":") and " " in words


def stands_open(words: str) -> bool:
    """Return True if `words` do not end like a sentence and are not in capitals, as many standfirsts."""
    return len(words.split()) >= 5 and not closes(words) and not words.isupper() and not words.endswith((",", ";"))


def is_kicker(words: str) -> bool:
    """Return True for a single word in capitals, as the name of a section above the headline."""
    return words.isalpha() and words.isupper() and 4 <= len(words) <= 15


def _sentences(words: str) -> int:
    return len(_SENTENCE_END.findall(words)) + 1


def _is_title_case(words: str) -> bool:
    long_words = _LONG_WORD.findall(words)
    return len(long_words) >= 3 and sum(word[0].isupper() for word in long_words) >= 0.75 * len(long_words)
