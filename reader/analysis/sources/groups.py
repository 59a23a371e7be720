"""Resolves descriptions of several people ("the brothers", "both men") to those whom the text has just joined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import or_

from reader.analysis.drafts import Speaker
from reader.analysis.entities.entity_index import EntityDraft
from reader.analysis.entities.gender import gender_of_words
from reader.analysis.lexicon import word_set
from reader.analysis.passage import Passage
from reader.analysis.sources.descriptions import Description, role_fit
from reader.analysis.sources.referents import CLOSE, GUESS, Referents
from reader.analysis.sources.source_drafts import Resolution
from reader.model.analysis import EntityType

_NUMBERS = {
    **dict.fromkeys(("both", "two", "pair", "couple", "duo", "twins"), 2),
    **dict.fromkeys(("three", "trio"), 3),
    **{"four": 4, "quartet": 4, "five": 5, "six": 6},
}
_OPENERS = frozenset(("the", "both", "these", "those", "all"))
_MAX_BETWEEN = 12
"""How many tokens may stand between two names that are joined."""
_LARGE_FAMILY = 3
"""The most people of one last name whom its plural clearly means."""
_NEAR = 3
"""How many passages back the names may stand."""
_APART = frozenset(("VERB", "AUX", "PRON", "SCONJ"))

_Named = tuple[EntityDraft, int, int]


def group_of(known: Referents, speaker: Speaker, what: Description) -> Resolution | None:
    """The people to whom a description of several refers; None if it is none, or it is not clear."""
    said = [token.lower_ for token in speaker.passage.doc[speaker.start : speaker.head + 1]]
    number = next((_NUMBERS[word] for word in said if word in _NUMBERS), None)
    if said[0] not in _OPENERS or (what.singular and number is None):
        return None
    gender = gender_of_words((what.head, said[-1]))
    again = known.groups.get(what)
    if again is not None:
        return Resolution(again[0], CLOSE, also=again[1:])

    def may_be(people: Sequence[EntityDraft]) -> bool:
        if number is not None and number != len(people):
            return False
        if any(gender and person.gender not in (None, gender) for person in people):
            return False
        return _are_such(people, what, number)

    for within in known.before(speaker, _NEAR):
        joined = [people for people in _joined(known, *within) if may_be(people)]
        if joined:
            found = _together(known, speaker, joined[-1], CLOSE)
            known.groups[what] = found.sources
            return found
    if number is None:
        return None
    near = known.before(speaker, 1)
    named = dict.fromkeys(person for within in near for person, *_ in _people(known, *within))
    people = [person for person in named if not gender or person.gender in (None, gender)]
    return _together(known, speaker, people, GUESS) if may_be(people) else None


def family_of(known: Referents, speaker: Speaker) -> Resolution | None:
    """The people of a last name in the plural: 'the Quists' for Harald Quist and Mette Quist."""
    name = speaker.noun.text.removesuffix("es" if speaker.noun.text.endswith(("ses", "zes")) else "s")
    if speaker.tokens[0].lower_ != "the" or name == speaker.noun.text or len(speaker.tokens) != 2:
        return None
    people = [e for e in known.entities.all if e.type is EntityType.PERSON and e.name.endswith(f" {name}")]
    return _together(known, speaker, people, CLOSE) if 2 <= len(people) <= _LARGE_FAMILY else None


def _together(known: Referents, speaker: Speaker, people: Sequence[EntityDraft], sure: float) -> Resolution:
    first, *others = (known.source(speaker, person) for person in people)
    return Resolution(first, sure, also=tuple(others))


def _are_such(people: Iterable[EntityDraft], what: Description, number: int | None) -> bool:
    """Return True if the noun says nothing but how many people they are, or all of them are such."""
    if what.head in word_set("group-nouns") or what.head in _NUMBERS:
        return True
    one = Description(what.head, what.modifiers, what.proper, what.countries, singular=True)
    fits = [role_fit(person.roles, one) is not None for person in people]
    unknown = [number is not None and not person.roles for person in people]
    return any(fits) and all(map(or_, fits, unknown))


def _people(known: Referents, passage: Passage, start: int, end: int) -> Iterator[_Named]:
    """The mentions of people by name from `start` on, each with its tokens, outside of quotations."""
    while start < end:
        entity, stop = known.entities.at(passage, start), start + 1
        while entity is not None and stop < end and known.entities.at(passage, stop) is entity:
            stop += 1
        if entity is not None and entity.type is EntityType.PERSON and passage.outside(passage.doc[start]):
            yield entity, start, stop
        start = stop


def _joined(known: Referents, passage: Passage, first: int, end: int) -> Iterator[list[EntityDraft]]:
    """The people whose names are joined by commas and 'and', in order: 'Ana Kos, Goran Petrić and Luka Babić'."""
    chain: list[EntityDraft] = []
    last, linked = first, False
    for person, start, stop in _people(known, passage, first, end):
        between = passage.doc[last:start]
        words = {token.lower_ for token in between}
        near = len(between) <= _MAX_BETWEEN and not any(token.pos_ in _APART for token in between)
        if chain and near and words & {",", "and", "&"} and "." not in words:
            linked |= bool(words & {"and", "&"})
            chain += [person] if person not in chain else []
        else:
            if linked and len(chain) > 1:
                yield chain
            chain, linked = [person], False
        last = stop
    if linked and len(chain) > 1:
        yield chain
