"""Whom a description fits by what the text says of people: their roles and ages, and their gender."""

from __future__ import annotations

from spacy.tokens import Token

from reader.analysis.entities.entity_index import EntityDraft, EntityIndex
from reader.analysis.entities.roles import is_role
from reader.analysis.passage import Passage
from reader.analysis.sources.descriptions import Description, describe, person_fit
from reader.model.analysis import EntityType


class RoleHolders:
    """The people of an article by what they are said to be."""

    def __init__(self, entities: EntityIndex) -> None:
        self._entities = entities
        self._fitting: dict[Description, tuple[int, list[tuple[float, EntityDraft]]]] = {}
        """Whom each description fits, and the number of roles known when that was found."""

    def fits(self, what: Description) -> list[tuple[float, EntityDraft]]:
        """The people in a role or of an age that fits a description, the best fit first."""
        if not what.singular:
            return []
        people = [e for e in self._entities.all if e.type is EntityType.PERSON and (e.roles or e.ages)]
        roles = sum(len(person.roles) for person in people)
        if self._fitting.get(what, (-1, []))[0] != roles:
            gender = what.gender
            fits = [(person_fit(e.roles, e.ages, what), e) for e in people if gender in (None, e.gender or gender)]
            found = [(fit, person) for fit, person in fits if fit is not None]
            self._fitting[what] = (roles, sorted(found, key=lambda pair: -pair[0]))
        return self._fitting[what][1]

    def holder(self, passage: Passage, noun: Token) -> EntityDraft | None:
        """The only person in the role that a description gives: 'the president' in 'the president's plan'."""
        if noun.tag_ != "NN" or not is_role(noun) or not passage.outside(noun):
            return None
        if not any(child.lower_ == "the" for child in noun.lefts):
            return None
        fits = self.fits(describe(passage, noun))
        alone = bool(fits) and (len(fits) == 1 or fits[0][0] > fits[1][0])
        return fits[0][1] if alone else None
