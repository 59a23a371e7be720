"""Definite descriptions ("the Russian leader", "the ministry"), and how well they fit a person or a body."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from spacy.tokens import Token

from reader.analysis.clauses.syntax import is_aged, phrase
from reader.analysis.entities import names
from reader.analysis.entities.gender import gender_of_words
from reader.analysis.lexicon import kin_of, people_names, word_set, words
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
_ANY_BODY = frozenset(("union", "association", "federation", "foundation", "institute", "charity", "alliance"))
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
    aged: bool
    """True for an age: "the 34-year-old"."""

    @property
    def gender(self) -> str | None:
        """The gender that its words imply."""
        return gender_of_words((self.head, *self.modifiers))

    @property
    def is_identity(self) -> bool:
        """Return True for a word or an age that refers to a person just named."""
        return self.singular and (self.aged or self.head in words("identities"))


def describe(passage: Passage, head: Token) -> Description:
    """The description in the phrase around a noun."""
    start, end = phrase(passage, head, _MAX_REACH)
    start, end = max(start, head.i - _MAX_REACH), min(end, head.i + _MAX_REACH)
    doc = passage.doc
    stop = next((n for n in range(head.i + 1, end) if doc[n].text in (",", "(", "—")), end)
    said = [token for token in doc[start:stop] if token.i != head.i and token.pos_ in _CONTENT]
    text = doc[start:stop].text
    national = _national(text)
    return Description(
        head=head.lemma_.lower() if head.pos_ == "NOUN" else head.lower_,
        modifiers=frozenset(token.lower_ for token in said) - national - word_set("vague-modifiers"),
        proper=frozenset(t.lower_ for t in said if t.pos_ == "PROPN" and t.text[:1].isupper()) - national,
        countries=_countries(text),
        singular=head.tag_ in _SINGULAR,
        aged=is_aged(head),
    )


def role_fit(roles: Iterable[str], what: Description) -> float | None:
    """How well a description fits a person with these roles; None if it does not."""
    return max((fit for role in roles if (fit := _fit(role, what)) is not None), default=None)


def _fit(role: str, what: Description) -> float | None:
    kin, parts = kin_of(what.head), _parts(role)
    if not kin & parts:
        return None
    countries = _countries(role)
    if what.countries and countries != what.countries:
        return None
    own = parts - kin - _national(role) - word_set("vague-modifiers") - _FUNCTION_WORDS
    shared = what.modifiers & own
    if what.modifiers - own and own - what.modifiers and len(shared) < 2:
        return None
    if (what.modifiers ^ own) & _RANKS:
        return None
    return 1.0 + len(shared) + (0.5 if what.head in parts else 0.0)


@lru_cache(maxsize=4096)
def _parts(role: str) -> frozenset[str]:
    """The words of a role in lower case, hyphenated ones both whole and in parts."""
    lower = role.lower()
    return frozenset(part.strip(".,") for part in lower.replace("-", " ").split()) | frozenset(lower.split())


@lru_cache(maxsize=4096)
def _peoples(text: str) -> frozenset[str]:
    return frozenset(people for people in people_names() if people in text)


def _countries(text: str) -> frozenset[str]:
    """The countries of the nationalities in a text."""
    return frozenset(people_names()[people] for people in _peoples(text))


def _national(text: str) -> frozenset[str]:
    return frozenset(part.lower() for people in _peoples(text) for part in people.split())


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


def body_fit(name: str, outlet: bool, what: Description) -> float | None:
    """How well a description fits a body, outlet or document of this name; None if it does not."""
    bare = names.bare(name)
    parts = [part.strip(".,").lower() for part in bare.split()]
    if not what.singular or not parts or not may_be_called(bare, what):
        return None
    heads = {_head(parts), parts[-1]}
    if what.head in heads or what.head in {head.removesuffix("s") for head in heads}:
        return _EXACT
    if outlet:
        other = word_set("air-kinds" if what.head in word_set("paper-kinds") else "paper-kinds")
        return _FITTING if what.head in word_set("outlet-kinds") and not heads & other else None
    typed = set(parts) & (words("organisation_words") | words("outlet_words") | word_set("polities"))
    company = bool(heads & word_set("endings", "corporate"))
    if what.head in word_set("kinds", "corporate"):
        return _FITTING if company else None if typed or names.is_acronym(name) else _POSSIBLE
    if what.head == "agency" and typed & word_set("agencies"):
        return _FITTING
    if what.head in word_set("body-kinds"):
        return None if company or typed - _ANY_BODY else _FITTING if names.is_acronym(name) else _POSSIBLE
    return None


def _head(parts: list[str]) -> str:
    """The head noun of a body's name: the last before 'of', 'for' and the like."""
    cut = next((number for number, part in enumerate(parts) if number and part in _PREPOSITIONS), len(parts))
    return parts[cut - 1]
