"""Resolves definite descriptions ("the minister", "the company") to those whom the text has introduced as such."""

from __future__ import annotations

from collections.abc import Sequence

from reader.analysis.drafts import Speaker
from reader.analysis.entities import names
from reader.analysis.entities.entity_index import EntityDraft
from reader.analysis.entities.gazetteer import PlaceKind, place_kind
from reader.analysis.lexicon import word_set, words
from reader.analysis.sources.descriptions import (
    Description,
    body_fit,
    describe,
    has_other_office,
    is_of_other_country,
    is_said_to_be,
    may_be_called,
    may_hold_office,
)
from reader.analysis.sources.groups import group_of
from reader.analysis.sources.referents import (
    CLEARLY_SALIENT,
    CLOSE,
    GUESS,
    LIKELY,
    MIN_LEAD,
    SALIENT,
    SURE,
    Referents,
)
from reader.analysis.sources.salience import Referent
from reader.analysis.sources.source_drafts import Resolution, SourceDraft
from reader.model.analysis import EntityType, SourceKind

_INDEFINITE = frozenset(("a", "an", "one", "some"))
_YOUNG = 21
"""The most years of whom "the boy" or "the teenager" means without further words."""
_ROLE_LEAD = 1.5
"""The lead in salience at which one of several people in a role is meant."""
_KNOWN_OTHERWISE = 0.6
"""How much salience a person loses who is known in roles that the description does not fit."""
_DEFINITE = frozenset(("the", "this", "that"))
_CITIES = frozenset((PlaceKind.CITY, PlaceKind.CAPITAL))
_PLACE_KINDS = {
    "city": _CITIES,
    "town": _CITIES,
    "country": frozenset((PlaceKind.COUNTRY,)),
    "nation": frozenset((PlaceKind.COUNTRY,)),
    "state": frozenset((PlaceKind.REGION,)),
    "province": frozenset((PlaceKind.REGION,)),
}


class DescriptionResolver:
    """Resolves speakers that are described, in text order."""

    def __init__(self, referents: Referents) -> None:
        self._known = referents

    def resolve(self, speaker: Speaker) -> Resolution:
        """Resolve a description to a person in that role, a group, a body or the last person, or to itself."""
        what = describe(speaker.passage, speaker.noun)
        found = group_of(self._known, speaker, what) or self._named(speaker, what)
        return found or Resolution(self._known.itself(speaker), SURE)

    def _named(self, speaker: Speaker, what: Description) -> Resolution | None:
        first = speaker.tokens[0]
        if speaker.passage.is_heading and first.lower_ not in _INDEFINITE:
            return self._in_role(speaker, what, None, exact=True)
        definite = first.lower_ in _DEFINITE
        if not definite and first.tag_ != "PRP$":
            return None
        again = self._same_again(what) if definite else None
        brought_in = self._known.brought_in(speaker, what.head)
        found = self._in_role(speaker, what, brought_in, exact=again is not None or not definite)
        if found is not None or not definite:
            return found
        if again is not None:
            return again
        found = self._such_body(speaker, what, brought_in) or self._such_place(speaker, what)
        if found is None and brought_in is not None:
            return self._unnamed(what, brought_in)
        return found or self._just_named(speaker, what)

    def _unnamed(self, what: Description, brought_in: Speaker) -> Resolution | None:
        """The person or document brought in without a name, if the description says nothing else of it."""
        source = self._known.itself(brought_in)
        said = {token.lower_ for token in brought_in.tokens}
        unnamed = source.kind in (SourceKind.UNNAMED, SourceKind.DOCUMENT)
        if not unnamed or what.modifiers - said or not what.singular:
            return None
        source.mentions.add(brought_in.span)
        return Resolution(source, CLOSE)

    def _in_role(
        self, speaker: Speaker, what: Description, brought_in: Speaker | None, *, exact: bool
    ) -> Resolution | None:
        """The person whom the text says to be what the description says; by that very word if `exact`."""
        fits = self._known.holders.fits(what)
        if exact or brought_in is not None:
            fits = [pair for pair in fits if is_said_to_be(pair[1].roles, what)]
        if brought_in is not None:
            fits = [pair for pair in fits if self._last_named(pair[1], speaker) > brought_in.span.start]
        if not fits:
            return None
        top = [person for fit, person in fits if fit >= fits[0][0]]
        if len(top) == 1:
            return Resolution(self._known.source(speaker, top[0]), LIKELY)
        ranked = self._known.rank(speaker, lambda referent: 0.0 if referent in top else None)
        if ranked and (len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= _ROLE_LEAD):
            return Resolution(self._known.source(speaker, ranked[0][1]), CLOSE)
        return self._one_of(speaker, top)

    def _last_named(self, person: EntityDraft, speaker: Speaker) -> int:
        return max((span.start for span in person.mentions if span.start < speaker.span.start), default=-1)

    def _same_again(self, what: Description) -> Resolution | None:
        """'the source', if 'another source' was the last one mentioned."""
        if not what.singular or what.modifiers:
            return None
        last = next((source for source in reversed(self._known.mentioned) if source.head == what.head), None)
        one = last is not None and last.kind is SourceKind.UNNAMED and not last.plural
        return Resolution(last, LIKELY) if one else None

    def _one_of(self, speaker: Speaker, people: Sequence[Referent]) -> Resolution:
        """The description itself, with the people to whom it may refer."""
        candidates = tuple(self._known.source(speaker, person) for person in people[:3])
        return Resolution(self._known.itself(speaker, SourceKind.UNNAMED), GUESS, candidates)

    def _such_body(self, speaker: Speaker, what: Description, brought_in: Speaker | None) -> Resolution | None:
        """The body, outlet or document for 'the ministry', 'the company' or 'the report'."""
        if what.head in words("roles"):
            return None
        text = speaker.tokens.text

        def fitness(referent: Referent) -> float | None:
            if isinstance(referent, SourceDraft):
                bare = referent.name == text or referent.name.lower() == what.head
                if referent.kind is SourceKind.PERSON or bare or _is_older(referent, brought_in):
                    return None
                if referent.kind is SourceKind.OUTLET and not referent.head:
                    return body_fit(referent.name, True, what)
                return 2.0 if referent.head == what.head and may_be_called(referent.name, what) else None
            if referent.type is not EntityType.ORGANISATION or referent.name.lower() == what.head:
                return None
            fit = body_fit(referent.name, names.looks_like_outlet(referent.name), what, referent.roles)
            return None if fit is None else 2.0 * fit

        ranked = [pair for pair in self._known.rank(speaker, fitness) if pair[0] >= SALIENT]
        return self._known.first(speaker, ranked, CLOSE) if ranked else self._body_source(what, brought_in)

    def _body_source(self, what: Description, brought_in: Speaker | None) -> Resolution | None:
        """The last source, however far back, that a description of a body fits."""
        for source in reversed(self._known.sources.all):
            head = source.head or source.name.lower().split()[-1]
            same = head == what.head and may_be_called(source.name, what)
            same = same and source.name.lower() != what.head and not _is_older(source, brought_in)
            if source.kind is not SourceKind.PERSON and same and what.singular:
                return Resolution(source, GUESS)
        if what.modifiers or what.head not in ("report", "agency", "newspaper", "paper", "outlet"):
            return None
        outlets = [s for s in self._known.sources.all if s.kind is SourceKind.OUTLET and s.statements]
        return Resolution(outlets[-1], GUESS) if outlets else None

    def _such_place(self, speaker: Speaker, what: Description) -> Resolution | None:
        """The place for 'the city' or 'the country', if one of that kind is clearly the nearest."""
        kinds = _PLACE_KINDS.get(what.head)
        if kinds is None or what.modifiers or not what.singular:
            return None

        def fitness(referent: Referent) -> float | None:
            is_place = isinstance(referent, EntityDraft) and referent.type is EntityType.PLACE
            return 0.0 if is_place and place_kind(referent.name) in kinds else None

        ranked = self._known.rank(speaker, fitness)
        if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < MIN_LEAD):
            return None
        return Resolution(self._known.source(speaker, ranked[0][1]), GUESS)

    def _just_named(self, speaker: Speaker, what: Description) -> Resolution | None:
        """The last person for 'the businessman' or 'the 34-year-old', though nothing said that they are one."""
        if not what.is_identity or self._names_organisation(speaker):
            return None
        gender = what.gender

        def fitness(referent: Referent) -> float | None:
            if isinstance(referent, SourceDraft) or referent.type is not EntityType.PERSON:
                return None
            roles = referent.roles
            if not _agree(referent, gender) or has_other_office(roles, what) or is_of_other_country(roles, what):
                return None
            same_word = what.age is None and not what.member and is_said_to_be(roles, what)
            if same_word or (what.is_anybody and referent.gender is None):
                return None
            if what.head in word_set("the-young") and not any(age <= _YOUNG for age in referent.ages):
                return None
            if (what.age is not None and referent.ages) or not may_hold_office(roles, what):
                return None
            return -_KNOWN_OTHERWISE if roles else 0.0

        least = CLEARLY_SALIENT if what.is_anybody else SALIENT
        ranked = [pair for pair in self._known.rank(speaker, fitness) if pair[0] >= least]
        if not ranked:
            return None
        if len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= MIN_LEAD:
            return Resolution(self._known.source(speaker, ranked[0][1]), GUESS)
        return self._one_of(speaker, [referent for _, referent in ranked[:2]])

    def _names_organisation(self, speaker: Speaker) -> bool:
        """Return True for a description by an organisation: 'the FBI director'."""
        at = self._known.entities.at
        within = (at(speaker.passage, number) for number in range(speaker.start, speaker.head))
        return any(entity is not None and entity.type is EntityType.ORGANISATION for entity in within)


def _is_older(source: SourceDraft, brought_in: Speaker | None) -> bool:
    """Return True if another such person or document was brought in after the last mention of a source."""
    last = max((span.start for span in source.mentions), default=-1)
    return brought_in is not None and last < brought_in.span.start


def _agree(person: EntityDraft, gender: str | None) -> bool:
    return gender is None or person.gender in (None, gender)
