"""What a description says ("the Russian leader", "the ministry"), and how well it fits a person or a body."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from spacy.tokens import Token

from reader.analysis.clauses.syntax import is_aged, phrase
from reader.analysis.entities import gender, names
from reader.analysis.lexicon import kin_of, people_names, word_set, words
from reader.analysis.passage import Passage
from reader.model.values import value_class

_CONTENT = frozenset(("NOUN", "PROPN", "ADJ"))
_SINGULAR = frozenset(("NN", "NNP", "JJ", "CD"))
_EXACT, _FITTING, _POSSIBLE = 2.0, 1.2, 0.4
_FARTHEST = 30
"""How many tokens from its noun a description reaches: farther than any does, but for endless lists."""


@value_class(frozen=True, slots=True)
class Description:
    """The words of a description, in small letters."""

    head: str
    modifiers: frozenset[str]
    proper: frozenset[str]
    """Those of its modifiers that are names."""
    countries: frozenset[str]
    singular: bool
    aged: bool
    """Whether it gives an age: "the 34-year-old"."""

    @property
    def side(self) -> str | None:
        """Which of "he" and "she" it says."""
        return gender.by_words((self.head, *self.modifiers))

    @property
    def is_identity(self) -> bool:
        """Whether it says who somebody is who was just named."""
        return self.singular and (self.aged or self.head in words("identities"))


def description(passage: Passage, head: Token) -> Description:
    """What the phrase around a noun says."""
    start, end = phrase(passage, head, _FARTHEST)
    start, end = max(start, head.i - _FARTHEST), min(end, head.i + _FARTHEST)
    doc = passage.doc
    stop = next((n for n in range(head.i + 1, end) if doc[n].text in (",", "(", "—")), end)
    said = [token for token in doc[start:stop] if token.i != head.i and token.pos_ in _CONTENT]
    words_said = doc[start:stop].text
    national = _national(words_said)
    return Description(
        head=head.lemma_.lower() if head.pos_ == "NOUN" else head.lower_,
        modifiers=frozenset(token.lower_ for token in said) - national - word_set("vague-modifiers"),
        proper=frozenset(t.lower_ for t in said if t.pos_ == "PROPN" and t.text[:1].isupper()) - national,
        countries=_countries(words_said),
        singular=head.tag_ in _SINGULAR,
        aged=is_aged(head),
    )


def role_fit(roles: Iterable[str], said: Description) -> float | None:
    """How well somebody in these roles fits a description; None where nobody in them can be meant."""
    fits = [fit for role in roles if (fit := _fit(role, said)) is not None]
    return max(fits, default=None)


def _fit(role: str, said: Description) -> float | None:
    kin, parts = kin_of(said.head), _parts(role)
    if not kin & parts:
        return None
    countries = _countries(role)
    if said.countries and countries != said.countries:
        return None
    own = parts - kin - _national(role) - word_set("vague-modifiers") - _SMALL
    shared = said.modifiers & own
    if said.modifiers - own and own - said.modifiers and len(shared) < 2:
        return None
    if (said.modifiers ^ own) & _RANKS:
        return None
    return 1.0 + len(shared) + (0.5 if said.head in parts else 0.0)


@lru_cache(maxsize=4096)
def _parts(role: str) -> frozenset[str]:
    """The words of a role in small letters, those with hyphens whole and in parts."""
    lower = role.lower()
    return frozenset(part.strip(".,") for part in lower.replace("-", " ").split()) | frozenset(lower.split())


@lru_cache(maxsize=4096)
def _peoples(words_said: str) -> frozenset[str]:
    return frozenset(people for people in people_names() if people in words_said)


def _countries(words_said: str) -> frozenset[str]:
    """The countries that the adjectives among some words name."""
    return frozenset(people_names()[people] for people in _peoples(words_said))


def _national(words_said: str) -> frozenset[str]:
    return frozenset(part.lower() for people in _peoples(words_said) for part in people.split())


_RANKS = frozenset(("vice", "deputy", "assistant", "associate", "shadow", "junior"))
"""Words that make another role of one."""
_SMALL = frozenset(("of", "the", "a", "an", "and", "for", "in", "to", "at", "on", "'s", "’s"))


def has_other_office(roles: Iterable[str], said: Description) -> bool:
    """Whether somebody in these roles holds an office that is not the one a description gives."""
    if said.head not in word_set("offices"):
        return False
    held = {part for role in roles for part in role.lower().split()} & word_set("offices")
    return bool(held) and not held & kin_of(said.head)


def is_of_other_country(roles: Iterable[str], said: Description) -> bool:
    """Whether these roles name another country than a description does."""
    named = frozenset[str]().union(*map(_countries, roles))
    return bool(named and said.countries) and not named & said.countries


def may_be_called(name: str, said: Description) -> bool:
    """Whether what goes by this name may be meant: all names and countries of a description are its own."""
    countries = _countries(name)
    return not said.proper - set(name.lower().split()) and not (countries and said.countries - countries)


def body_fit(name: str, outlet: bool, said: Description) -> float | None:
    """How well a body, an outlet or a document of this name fits a description; None where it cannot be meant."""
    parts = [part.strip(".,").lower() for part in names.bare(name).split()]
    if not said.singular or not parts or not may_be_called(names.bare(name), said):
        return None
    heads = {_head(parts), parts[-1]}
    if said.head in heads or said.head in {head.removesuffix("s") for head in heads}:
        return _EXACT
    if outlet:
        other = word_set("air-kinds" if said.head in word_set("paper-kinds") else "paper-kinds")
        return _FITTING if said.head in word_set("outlet-kinds") and not heads & other else None
    typed = set(parts) & (words("organisation_words") | words("outlet_words") | word_set("polities"))
    company = bool(heads & word_set("endings", "corporate"))
    if said.head in word_set("kinds", "corporate"):
        return _FITTING if company else None if typed or _is_acronym(name) else _POSSIBLE
    if said.head == "agency" and typed & word_set("agencies"):
        return _FITTING
    if said.head in word_set("body-kinds"):
        return None if company or typed - _ANY_BODY else _FITTING if _is_acronym(name) else _POSSIBLE
    return None


_ANY_BODY = frozenset(("union", "association", "federation", "foundation", "institute", "charity", "alliance"))


def _head(parts: list[str]) -> str:
    """The word that says what a body is: the last before 'of', 'for' and their like."""
    cut = next((number for number, part in enumerate(parts) if number and part in _LINKS), len(parts))
    return parts[cut - 1]


_LINKS = frozenset(("of", "for", "on", "in", "and", "to"))


def _is_acronym(name: str) -> bool:
    plain = name.replace(".", "")
    return plain.isupper() and len(plain) <= 6
