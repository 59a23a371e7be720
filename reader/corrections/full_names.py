"""Tells the whole names of people and bodies, which mean the same in every article, from other words for sources.

"Officials", "a Kremlin aide", "the minister", "he" and a bare surname mean somebody else in another article. In
doubt, words are no name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import dropwhile

from reader.model.analysis import SourceKind
from reader.text.vocabulary import organisation_names, people_names, phrases, place_names, titles, word_set, words

_LONGEST = 9
"""The most words of a name."""
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_ALONE = frozenset(("kremlin", "pentagon", "white-house", "state-department"))
"""Bodies that are called by words for bodies, and are the only ones of that name."""
_EDGES = '“”"‘„«»,;:!?*_.…'


def is_full_name(name: str, kind: SourceKind | None = None) -> bool:
    """Return True if the words are the whole name of a person, an organisation, an outlet or a government.

    `kind` is that of the source they stand for, or None if it is not known. A person needs a first and a last
    name; a title is neither.
    """
    if kind in (SourceKind.UNNAMED, SourceKind.DOCUMENT):
        return False
    parts = _without_article(_ASIDE.sub(" ", name).split())
    if not 0 < len(parts) <= _LONGEST or _is_vague(parts):
        return False
    if kind is None:
        return _is_person(parts) or (not _is_role(_head(parts)) and _names_a_body(parts) and _is_body(parts))
    if kind is SourceKind.PERSON and (_is_abbreviation(parts) or not _names_a_body(parts)):
        return _is_person(parts)
    return _is_body(parts)


def is_persons_name(name: str) -> bool:
    """Return True if the words may be the name of a person, whole or not: no description, and no body's name."""
    parts = _without_article(name.split())
    if len(parts) != len(name.split()) or not 0 < len(parts) <= _LONGEST or _is_vague(parts):
        return False
    rest = _without_titles(parts)
    return bool(rest) and not _names_a_body(parts) and not _is_role(rest[-1]) and all(map(_is_part, rest))


def head_of(name: str) -> str:
    """Return the noun that the rest of a name or description belongs to, in small letters; '' for no words."""
    parts = _without_article(name.split())
    return _plain(_head(parts)) if parts else ""


def _is_vague(parts: Sequence[str]) -> bool:
    """Return True for pronouns, determiners, descriptions, and words for a people."""
    first = _plain(parts[0])
    if first in word_set("pronouns", "name_parts") or first in word_set("vague", "name_parts"):
        return True
    return not _is_capital(parts[0]) or " ".join(parts) in people_names()


# People


def _is_person(parts: Sequence[str]) -> bool:
    rest = [part for part in _without_titles(parts) if _plain(part) not in word_set("suffixes", "name_parts")]
    rest = [*dropwhile(lambda part: _plain(part) in word_set("before-surnames", "name_parts"), rest)]
    names = [part for part in rest if _is_name(part)]
    if len(names) < 2 or names[0] is not rest[0] or names[-1] is not rest[-1] or not all(map(_is_part, rest)):
        return False
    if any("," in part for part in rest[:-1]) or names[0] in people_names() or len(_plain(names[-1])) < 2:
        return False
    last = _plain(names[-1])
    if not _is_role(last):
        return True
    return last in word_set("surnames", "name_parts") and not _is_general(names[0])


def _without_titles(parts: Sequence[str]) -> Sequence[str]:
    """Return what follows the last title or role in front of a name: `Dmitry Peskov`."""
    ends = [at + 1 for at, part in enumerate(parts[:-1]) if _is_title(_plain(part))]
    return parts[ends[-1] :] if ends else parts


def _is_title(word: str) -> bool:
    return word in titles() or word in word_set("honorifics", "name_parts") or word in words("roles")


def _is_role(word: str) -> bool:
    """Return True for a word for what people are or do, in the singular or the plural."""
    plain = _plain(word)
    return any(form in _roles() for form in (plain, plain.removesuffix("s"), f"{plain}s", f"{plain}es"))


@cache
def _roles() -> frozenset[str]:
    return words("people") | words("roles") | word_set("people", "name_parts") | frozenset(titles())


def _is_name(part: str) -> bool:
    """Return True for words like `Putin` and `al-Amr`."""
    before, _, after = part.rpartition("-")
    is_capital = _is_capital(after if _plain(before) in word_set("particles", "name_parts") else part)
    return is_capital and any(map(str.isalpha, part)) and not any(map(str.isdigit, part))


def _is_part(part: str) -> bool:
    return _is_name(part) or _plain(part) in word_set("particles", "name_parts")


# Bodies


def _is_body(parts: Sequence[str]) -> bool:
    if not all(_is_capital(part) or _plain(part) in word_set("joints", "name_parts") for part in parts):
        return False
    if _is_well_known(parts):
        return True
    if _plain(_head(parts)) in word_set("plurals", "name_parts") or _ends_with_role(parts):
        return False
    return not all(map(_is_general, parts))


def _ends_with_role(parts: Sequence[str]) -> bool:
    """Return True for "Kremlin Aide" and "Bank of America Officials", but not for "Council of Ministers"."""
    head, last = _head(parts), parts[-1]
    behind_joint = len(parts) > 2 and _plain(parts[-2]) in word_set("joints", "name_parts")
    ends = [head] if behind_joint else [head, last]
    return any(_is_role(end) and not _is_word_for_body(end) for end in ends)


def _is_well_known(parts: Sequence[str]) -> bool:
    """Return True for a name in the tables, and for an abbreviation in capitals."""
    name = " ".join(parts)
    if name in phrases("outlets") or name in place_names() or "-".join(parts).casefold() in _ALONE:
        return True
    is_distinct = len(parts) > 2 or not all(map(_is_general, parts))
    return is_distinct and (_is_abbreviation(parts) or name in organisation_names())


def _is_abbreviation(parts: Sequence[str]) -> bool:
    letters = parts[0].replace(".", "")
    return len(parts) == 1 and letters.isalpha() and letters.isupper() and 2 <= len(letters) <= 6


def _names_a_body(parts: Sequence[str]) -> bool:
    return _is_well_known(parts) or _is_word_for_body(_head(parts))


def _head(parts: Sequence[str]) -> str:
    """Return the noun that the rest belongs to: `Bank` of "Bank of America"."""
    joints = word_set("joints", "name_parts")
    end = next((at for at, part in enumerate(parts) if at and _plain(part) in joints), len(parts))
    return parts[end - 1]


def _is_word_for_body(word: str) -> bool:
    plain = _plain(word)
    return any(plain in table for table in (words("organisation_words"), words("outlet_words")))


def _is_general(word: str) -> bool:
    """Return True for a word that many bodies have in their names: `Foreign`, `Ministry`."""
    plain = _plain(word)
    if word in people_names() or plain in _ALONE:
        return False
    general = word_set("general", "name_parts") | words("document_words")
    return (
        plain in general or word in word_set("joints", "name_parts") or _is_word_for_body(plain) or _is_role(plain)
    )


# Words


def _without_article(parts: Sequence[str]) -> Sequence[str]:
    return parts[1:] if parts and parts[0].lower() == "the" else parts


def _plain(part: str) -> str:
    """Return a word in lower case without punctuation at its ends and without 's."""
    return re.sub("['’]s?$", "", part.strip(_EDGES).casefold())


def _is_capital(part: str) -> bool:
    """Return True for a word whose first or second letter is a capital, as in "eBay", and for one without case."""
    first, second = [*(character for character in part if character.isalnum()), "", ""][:2]
    return bool(first) and (first == first.lower() == first.upper() or first != first.lower() or second.isupper())
