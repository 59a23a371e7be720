"""Definite descriptions ("the Russian leader", "the ministry"), and how well they fit a person or a body."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from spacy.tokens import Token

from reader.analysis.clauses.syntax import is_aged, phrase
from reader.analysis.entities import names
from reader.analysis.entities.gazetteer import country_of_nationality
from reader.analysis.entities.gender import gender_of_words
from reader.analysis.lexicon import kin_of, people_names, titles, word_set, words
from reader.analysis.passage import Passage
from reader.model.values import value_class

_CONTENT = frozenset(("NOUN", "PROPN", "ADJ"))
_SINGULAR = frozenset(("NN", "NNP", "JJ", "CD"))
_EXACT, _FITTING, _POSSIBLE = 2.0, 1.2, 0.4
_MAX_REACH = 30
"""How many tokens from its noun a description may reach: farther than any but an endless list."""
_RANKS = frozenset(("vice", "deputy", "assistant", "associate", "shadow", "junior"))
"""Words that turn a role into another one."""
_FUNCTION_WORDS = frozenset(("of", "the", "a", "an", "and", "for", "in", "to", "at", "on", "'s", "’s"))

_AGED = frozenset(("old", "year", "years"))
"""The words of an age; "old" is the noun of one that stands alone."""
_AGE = re.compile(r"\b(\d{1,3})[- ]years?[- ]old")
_FORMER = frozenset(("former", "ex", "then"))
_JOINED = re.compile(r", |/| and | & ")
_AFTER_HEAD = re.compile(r" (?:of|for|at|in|to|from|with|on|by|under)(?: |$)")
_PREPOSITIONS = frozenset(("of", "for", "on", "in", "and", "to"))


@value_class(frozen=True, slots=True)
class Description:
    """The words of a description, in lower case."""

    head: str
    modifiers: frozenset[str]
    proper: frozenset[str]
    """The modifiers that are names."""
    countries: frozenset[str]
    singular: bool
    age: int | None = None
    """The age in years that it gives: "the 34-year-old"."""
    member: bool = False
    """True for the word for one of a people: "the Canadian"."""
    former: bool = False
    """True for somebody who holds a role no longer."""

    @property
    def gender(self) -> str | None:
        """The gender that its words imply."""
        return gender_of_words((self.head, *self.modifiers))

    @property
    def is_identity(self) -> bool:
        """Return True for a word or an age that refers to a person just named."""
        return self.singular and (self.head in _AGED or self.head in words("identities"))

    @property
    def is_anybody(self) -> bool:
        """Return True for a word that says nothing but a gender."""
        return self.head in ("man", "woman")

    @property
    def is_political(self) -> bool:
        """Return True for an office that is elected, or a candidate for one."""
        return self.head in word_set("offices") or self.head in word_set("elected")


def describe(passage: Passage, head: Token) -> Description:
    """The description in the phrase around a noun."""
    start, end = phrase(passage, head, _MAX_REACH)
    start, end = max(start, head.i - _MAX_REACH), min(end, head.i + _MAX_REACH)
    doc = passage.doc
    stop = next((n for n in range(head.i + 1, end) if doc[n].text in (",", "(", "—")), end)
    said = [token for token in doc[start:stop] if token.i != head.i and token.pos_ in _CONTENT]
    text = doc[start:stop].text
    age = _AGE.search(text)
    besides = _national(text) | word_set("vague-modifiers") | (_AGED if age else frozenset())
    member = countries_of_member(head.text)
    return Description(
        head="old" if is_aged(head) else head.lemma_.lower() if head.pos_ == "NOUN" else head.lower_,
        modifiers=frozenset(token.lower_ for token in said) - besides,
        proper=frozenset(t.lower_ for t in said if t.pos_ == "PROPN" and t.text[:1].isupper()) - besides,
        countries=_countries(text) | member,
        singular=head.tag_ in _SINGULAR,
        age=int(age[1]) if age else None,
        member=bool(member),
        former=any(token.lower_ in _FORMER for token in said),
    )


def countries_of_member(word: str) -> frozenset[str]:
    """The country of the one person of whom a word speaks: 'the Canadian', 'the Frenchman', 'the Dane'."""
    if not word[:1].isupper() or word.endswith(("s", "sh", "ch", "ese")):
        return frozenset()
    stem = word.removesuffix("woman").removesuffix("man")
    found = (country_of_nationality(form) for form in (word, stem, f"{word}s") if len(form) > 2)
    return frozenset(country for country in found if country is not None)


def person_fit(roles: Iterable[str], ages: Iterable[int], what: Description) -> float | None:
    """How well a description fits a person with these roles and ages; None if it does not.

    A person of the age that a description gives fits also where nothing else is known.
    """
    roles, ages = tuple(roles), tuple(ages)
    if what.age is not None and ages and what.age not in ages:
        return None
    same_age = 2.0 if what.age is not None and what.age in ages else 0.0
    fit = role_fit(roles, what)
    if fit is None and what.member and any(what.countries & _countries(role) for role in roles):
        fit = 1.0
    if fit is None and same_age and (what.head in _AGED or what.is_identity):
        fit = 0.0
    return None if fit is None else fit + same_age


def role_fit(roles: Iterable[str], what: Description) -> float | None:
    """How well a description fits a person with these roles; None if it does not."""
    roles = tuple(roles)
    known = frozenset[str]().union(*map(_parts, roles))
    return max((fit for role in roles if (fit := _fit(role, what, known)) is not None), default=None)


def _fit(role: str, what: Description, known: frozenset[str]) -> float | None:
    """How well a role fits, where `known` are the words of all roles of the person."""
    kin, heads = kin_of(what.head), _heads(role)
    if not kin & heads:
        return None
    countries = _countries(role)
    if what.countries and countries != what.countries:
        return None
    own = _parts(role) - kin - _national(role) - word_set("vague-modifiers") - _FUNCTION_WORDS
    shared = what.modifiers & (own | known)
    if what.modifiers - shared and own - what.modifiers and len(shared) < 2:
        return None
    if what.head not in heads and what.proper - shared:
        return None
    if (what.modifiers ^ own) & _RANKS:
        return None
    same_time = what.former and bool(_FORMER & _parts(role))
    return 1.0 + len(shared) + (0.5 if what.head in heads else 0.0) + (0.5 if same_time else 0.0)


@lru_cache(maxsize=4096)
def _heads(role: str) -> frozenset[str]:
    """The nouns that a role says somebody is: 'founder' and 'owner' of 'founder and former owner of the mill'."""
    found = set()
    for part in _JOINED.split(role.lower().replace("co-", "")):
        before = _AFTER_HEAD.split(part)[0].split()
        if before:
            last = before[-1].strip(".,")
            found |= {titles().get(last, last), *last.split("-")[-1:]}
            found.update(word for word in before[:-1] if word in words("roles"))
    return frozenset(found)


@lru_cache(maxsize=4096)
def _parts(role: str) -> frozenset[str]:
    """The words of a role in lower case, hyphenated ones both whole and in parts."""
    lower = role.lower()
    bare = {part.strip(".,") for part in lower.replace("-", " ").split()}
    return frozenset(titles().get(part, part) for part in bare) | frozenset(lower.split())


@lru_cache(maxsize=4096)
def _peoples(text: str) -> frozenset[str]:
    return frozenset(people for people in people_names() if people in text)


def _countries(text: str) -> frozenset[str]:
    """The countries of the nationalities in a text."""
    return frozenset(people_names()[people] for people in _peoples(text))


def _national(text: str) -> frozenset[str]:
    return frozenset(part.lower() for people in _peoples(text) for part in people.split())


def is_said_to_be(roles: Iterable[str], what: Description) -> bool:
    """Return True if a role is the very word of the description, or its people or age are all it says."""
    said = any(what.head in _heads(role) for role in roles)
    return said or what.member or what.head in _AGED


def may_hold_office(roles: Iterable[str], what: Description) -> bool:
    """Return True unless the description is political and the roles are known, but none of them is."""
    heads = [_heads(role) for role in roles]
    if not what.is_political or not heads:
        return True
    political = word_set("offices") | word_set("elected") | kin_of(what.head)
    return any(political & each for each in heads)


def has_other_office(roles: Iterable[str], what: Description) -> bool:
    """Return True if a person with these roles holds another office than the one described."""
    if what.head not in word_set("offices"):
        return False
    held = {part for role in roles for part in role.lower().split()} & word_set("offices")
    return bool(held) and not held & kin_of(what.head)


def is_of_other_country(roles: Iterable[str], what: Description) -> bool:
    """Return True if the roles name another country than the description."""
    named = frozenset[str]().union(*map(_countries, roles))
    return bool(named and what.countries) and not named & what.countries


def may_be_called(name: str, what: Description) -> bool:
    """Return True if the name has all names of the description, and contradicts none of its countries."""
    countries = _countries(name)
    return not what.proper - set(name.lower().split()) and not (countries and what.countries - countries)


def body_fit(name: str, outlet: bool, what: Description, kinds: Iterable[str] = ()) -> float | None:
    """How well a description fits a body, outlet or document of this name; None if it does not.

    `kinds` are the kinds that the text says it is: 'Brightlamp is | a charity'.
    """
    bare = names.bare(name)
    parts = [part.strip(".,").lower() for part in bare.split()]
    if not what.singular or not parts:
        return None
    said = [_heads(kind) for kind in kinds]
    if any(what.head in heads or (_similar(what.head) & heads) for heads in said):
        return _FITTING
    if not may_be_called(bare, what):
        return None
    heads = {_head(parts), parts[-1]}
    if what.head in heads or what.head in {head.removesuffix("s") for head in heads} - {"time", "new"}:
        return _EXACT
    masthead = parts[-1] in word_set("mastheads") | word_set("hyphen-mastheads")
    if outlet or (masthead and what.head in word_set("paper-kinds")):
        other = word_set("air-kinds" if what.head in word_set("paper-kinds") else "paper-kinds")
        return _FITTING if what.head in word_set("outlet-kinds") and not heads & other else None
    typed = set(parts) & (words("organisation_words") | words("outlet_words") | word_set("polities"))
    typed |= set(parts) & words("people")
    company = bool(heads & word_set("endings", "corporate"))
    if what.head in word_set("kinds", "corporate"):
        return _FITTING if company else None if typed or names.is_acronym(name) else _POSSIBLE
    if what.head == "agency" and typed & word_set("agencies"):
        return _FITTING
    if what.head in word_set("body-kinds"):
        return (
            None
            if company or typed - word_set("any-bodies")
            else _FITTING
            if names.is_acronym(name)
            else _POSSIBLE
        )
    return None


def _similar(head: str) -> frozenset[str]:
    """The other words for a body of the same kind: 'the firm' for a software company."""
    same = (word_set("kinds", "corporate"), word_set("body-kinds"), word_set("outlet-kinds"))
    return next((kinds for kinds in same if head in kinds and head not in ("group", "agency")), frozenset())


def _head(parts: list[str]) -> str:
    """The head noun of a body's name: the last before 'of', 'for' and the like."""
    cut = next((number for number, part in enumerate(parts) if number and part in _PREPOSITIONS), len(parts))
    return parts[cut - 1]
