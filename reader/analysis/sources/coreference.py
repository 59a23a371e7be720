"""Resolves pronouns and definite descriptions to the people and bodies mentioned before them."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from reader.analysis.clauses.cues import may_speak, speaker_of
from reader.analysis.drafts import Speaker
from reader.analysis.entities import names
from reader.analysis.entities.entity_index import EntityDraft, EntityIndex
from reader.analysis.entities.gender import agrees, gender_of_pronoun, gender_of_words
from reader.analysis.entities.roles import is_role
from reader.analysis.lexicon import word_set, words
from reader.analysis.passage import Passage
from reader.analysis.sources.descriptions import (
    Description,
    body_fit,
    describe,
    has_other_office,
    is_of_other_country,
    may_be_called,
    role_fit,
)
from reader.analysis.sources.salience import Referent, SalienceModel
from reader.analysis.sources.source_drafts import BODIES, Resolution, SourceDraft, kind_of_description
from reader.analysis.sources.source_index import SourceIndex
from reader.model.analysis import EntityType, SourceKind

SURE, LIKELY, CLOSE, GUESS = 1.0, 0.85, 0.75, 0.6
"""The confidences of resolutions."""
_CLEAR_LEAD, _MIN_LEAD = 1.2, 0.5
"""The leads in salience at which the first referent is clearly meant, and at which it is meant alone."""
_ROLE_LEAD = 1.5
"""The lead in salience at which one of several people in a role is meant."""
_SALIENT = 3.0
_NAMED_IN_CONTENT = 2.5
"""How much salience a referent loses if what it would say names it."""
_KNOWN_OTHERWISE = 0.6
"""How much salience a person loses who is known in roles that the description does not fit."""
_DEFINITE = frozenset(("the", "this", "that"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_ARGUMENTS = _SUBJECTS | {"dobj", "pobj"}


class CoreferenceResolver:
    """Resolves speakers that are not named. Call it in text order: each answer is a mention for the next."""

    def __init__(self, passages: Sequence[Passage], entities: EntityIndex, sources: SourceIndex) -> None:
        self._entities = entities
        self._sources = sources
        self._fitting: dict[Description, tuple[int, list[tuple[float, EntityDraft]]]] = {}
        """Whom each description fits, and the number of roles known when that was found."""
        self._salience = SalienceModel(passages, entities, self._holder_of_role)
        self._mentioned: list[SourceDraft] = []
        self.together: tuple[SourceDraft, ...] = ()
        """The sources that last said something together."""

    def add(self, speaker: Speaker, source: SourceDraft) -> None:
        """Add a mention of a source."""
        self._salience.add(speaker, source.entity or source)
        self._mentioned.append(source)

    # Pronouns

    def pronoun(self, speaker: Speaker, content: str) -> Resolution:
        """Resolve a pronoun whose referent says `content`."""
        lower = speaker.noun.lower_
        if gender_of_pronoun(lower):
            return self._person(speaker, content)
        if lower == "it":
            return self._body(speaker, content)
        if lower in ("they", "them"):
            return self._plural(speaker)
        if lower in word_set("indefinite"):
            return Resolution(self._sources.keyed(lower, speaker.noun.text, SourceKind.UNNAMED), LIKELY)
        return Resolution(None, GUESS)

    def _person(self, speaker: Speaker, content: str) -> Resolution:
        pronoun = speaker.noun.lower_

        def fitness(referent: Referent) -> float | None:
            if isinstance(referent, SourceDraft):
                if referent.kind is not SourceKind.UNNAMED or referent.plural or not referent.head:
                    return None
                gender = gender_of_words(referent.name.split())
            elif referent.type is not EntityType.PERSON:
                return None
            else:
                gender = referent.gender
            if not agrees(pronoun, gender):
                return None
            return (0.7 if gender else 0.0) - (_NAMED_IN_CONTENT if _is_named_in(referent, content) else 0.0)

        ranked = self._salience.rank(speaker, fitness)
        if ranked:
            return self._first(speaker, ranked)
        people = (source for source in reversed(self._sources.all) if source.kind is SourceKind.PERSON)
        fitting = [source for source in people if agrees(pronoun, source.gender)]
        known = (source for source in fitting if source.gender)
        return Resolution(next(known, fitting[0] if fitting else None), CLOSE)

    def _body(self, speaker: Speaker, content: str) -> Resolution:
        def fitness(referent: Referent) -> float | None:
            if isinstance(referent, SourceDraft):
                return 0.2 if referent.kind in BODIES or referent.kind is SourceKind.DOCUMENT else None
            if referent.type is EntityType.PERSON or _is_named_in(referent, content):
                return None
            return 0.2 if referent.type is EntityType.ORGANISATION else -0.8

        ranked = self._salience.rank(speaker, fitness)
        if ranked and ranked[0][0] >= _SALIENT:
            return self._first(speaker, ranked, GUESS)
        return Resolution(next((s for s in reversed(self._sources.all) if s.kind in BODIES), None), GUESS)

    def _plural(self, speaker: Speaker) -> Resolution:
        """Resolve "they": to those who spoke together, a plural subject, or the last source in the plural."""
        last = self._mentioned[-1] if self._mentioned else None
        if last is not None and last in self.together:
            return Resolution(self.together[0], GUESS, also=self.together[1:])
        people = self._plural_before(speaker)
        if people is not None and (people.dep_ in _SUBJECTS or last is None or not last.plural):
            return Resolution(self._own(speaker_of(speaker.passage, people)), GUESS)
        if last is not None and last.plural:
            return Resolution(last, GUESS)

        def fitness(referent: Referent) -> float | None:
            if isinstance(referent, SourceDraft):
                return 0.2 if referent.plural else None
            return 0.0 if referent.type is EntityType.ORGANISATION else None

        ranked = self._salience.rank(speaker, fitness)
        if ranked and ranked[0][0] >= _SALIENT:
            return self._first(speaker, ranked, GUESS)
        return Resolution(None, GUESS)

    def _plural_before(self, speaker: Speaker) -> Token | None:
        """The last noun for people in the plural: a subject, or else any in the sentence before."""
        passage = speaker.passage
        nouns = [
            noun
            for noun in passage.doc[: speaker.head]
            if noun.tag_ == "NNS"
            and noun.dep_ in _ARGUMENTS
            and noun.head.dep_ != "relcl"
            and passage.outside(noun)
            and may_speak(noun)
            and self._entities.at(passage, noun.i) is None
        ]
        subjects = [noun for noun in nouns if noun.dep_ in _SUBJECTS]
        previous = passage.sentence_of[speaker.head] - 1
        near = [noun for noun in nouns if passage.sentence_of[noun.i] == previous]
        return next(reversed(subjects or near), None)

    def _first(
        self, speaker: Speaker, ranked: Sequence[tuple[float, Referent]], most: float = LIKELY
    ) -> Resolution:
        """The most salient referent; if others come close, with them as candidates."""
        first = self._source(speaker, ranked[0][1])
        lead = ranked[0][0] - ranked[1][0] if len(ranked) > 1 else _CLEAR_LEAD
        if lead >= _MIN_LEAD:
            return Resolution(first, most if lead >= _CLEAR_LEAD else min(most, CLOSE))
        near = [referent for weight, referent in ranked[:3] if ranked[0][0] - weight < _MIN_LEAD]
        return Resolution(first, GUESS, tuple(self._source(speaker, referent) for referent in near))

    # Descriptions

    def description(self, speaker: Speaker) -> Resolution:
        """Resolve a description to a person in that role, a body, a document or the last person, or to itself."""
        what = describe(speaker.passage, speaker.noun)
        first = speaker.tokens[0]
        definite = first.lower_ in _DEFINITE
        found = None
        if definite or first.tag_ == "PRP$":
            found = self._in_role(speaker, what)
        if found is None and definite:
            found = self._same_again(what) or self._such_body(speaker, what) or self._just_named(speaker, what)
        return found or Resolution(self._own(speaker), SURE)

    def _in_role(self, speaker: Speaker, what: Description) -> Resolution | None:
        fits = self._fits(what)
        if not fits:
            return None
        top = [person for fit, person in fits if fit >= fits[0][0]]
        if len(top) == 1:
            return Resolution(self._source(speaker, top[0]), LIKELY)
        ranked = self._salience.rank(speaker, lambda referent: 0.0 if referent in top else None)
        if ranked and (len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= _ROLE_LEAD):
            return Resolution(self._source(speaker, ranked[0][1]), CLOSE)
        return self._one_of(speaker, top)

    def _same_again(self, what: Description) -> Resolution | None:
        """'the source', if 'another source' was the last one mentioned."""
        if not what.singular or what.modifiers:
            return None
        last = next((source for source in reversed(self._mentioned) if source.head == what.head), None)
        return Resolution(last, LIKELY) if last is not None and last.kind is SourceKind.UNNAMED else None

    def _one_of(self, speaker: Speaker, people: Sequence[Referent]) -> Resolution:
        """The description itself, with the people to whom it may refer."""
        candidates = tuple(self._source(speaker, person) for person in people[:3])
        return Resolution(self._own(speaker, SourceKind.UNNAMED), GUESS, candidates)

    def _fits(self, what: Description) -> list[tuple[float, EntityDraft]]:
        """The people in a role that fits a description, the best fit first."""
        if not what.singular or what.head not in words("roles"):
            return []
        people = [e for e in self._entities.all if e.roles and e.type is EntityType.PERSON]
        roles = sum(len(person.roles) for person in people)
        if self._fitting.get(what, (-1, []))[0] != roles:
            fits = [(fit, person) for person in people if (fit := role_fit(person.roles, what)) is not None]
            gender = what.gender
            agreeing = [pair for pair in fits if _agree(pair[1], gender)]
            self._fitting[what] = (roles, sorted(agreeing, key=lambda pair: -pair[0]))
        return self._fitting[what][1]

    def _such_body(self, speaker: Speaker, what: Description) -> Resolution | None:
        """The body, outlet or document for 'the ministry', 'the company' or 'the report'."""
        if what.head in words("roles"):
            return None
        text = speaker.tokens.text

        def fitness(referent: Referent) -> float | None:
            if isinstance(referent, SourceDraft):
                if referent.kind is SourceKind.PERSON or referent.name == text:
                    return None
                return 2.0 if referent.head == what.head and may_be_called(referent.name, what) else None
            if referent.type is not EntityType.ORGANISATION:
                return None
            fit = body_fit(referent.name, names.looks_like_outlet(referent.name), what)
            return None if fit is None else 2.0 * fit

        ranked = self._salience.rank(speaker, fitness)
        return self._first(speaker, ranked, CLOSE) if ranked else self._body_source(what)

    def _body_source(self, what: Description) -> Resolution | None:
        """The last source, however far back, that a description of a body fits."""
        for source in reversed(self._sources.all):
            head = source.head or source.name.lower().split()[-1]
            same = head == what.head and may_be_called(source.name, what)
            if source.kind is not SourceKind.PERSON and same and what.singular:
                return Resolution(source, GUESS)
        if what.modifiers or what.head not in ("report", "agency", "newspaper", "paper", "outlet"):
            return None
        outlets = [s for s in self._sources.all if s.kind is SourceKind.OUTLET and s.statements]
        return Resolution(outlets[-1], GUESS) if outlets else None

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
            return -_KNOWN_OTHERWISE if roles else 0.0

        ranked = [pair for pair in self._salience.rank(speaker, fitness) if pair[0] >= _SALIENT]
        if not ranked:
            return None
        if len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= _MIN_LEAD:
            return Resolution(self._source(speaker, ranked[0][1]), GUESS)
        return self._one_of(speaker, [referent for _, referent in ranked[:2]])

    def _names_organisation(self, speaker: Speaker) -> bool:
        """Return True for a description by an organisation: 'the FBI director'."""
        within = (self._entities.at(speaker.passage, number) for number in range(speaker.start, speaker.head))
        return any(entity is not None and entity.type is EntityType.ORGANISATION for entity in within)

    def _holder_of_role(self, passage: Passage, noun: Token) -> EntityDraft | None:
        """The only person in the role that a description gives: 'the president' in 'the president's plan'."""
        if noun.tag_ != "NN" or not is_role(noun) or not passage.outside(noun):
            return None
        if not any(child.lower_ == "the" for child in noun.lefts):
            return None
        fits = self._fits(describe(passage, noun))
        alone = bool(fits) and (len(fits) == 1 or fits[0][0] > fits[1][0])
        return fits[0][1] if alone else None

    def _source(self, speaker: Speaker, referent: Referent) -> SourceDraft:
        if isinstance(referent, SourceDraft):
            return referent
        return self._sources.of_entity(speaker, referent, speaker.noun)

    def _own(self, speaker: Speaker, kind: SourceKind | None = None) -> SourceDraft:
        """The source that a description is by itself."""
        passage, head = speaker.passage, speaker.noun
        kind = kind or kind_of_description(passage, head)
        after = passage.doc[speaker.head + 1 : speaker.end]
        end = next((token.i for token in after if token.text in (",", "(", "—")), speaker.end)
        name = passage.doc[speaker.start : end].text
        key = names.key(name)
        if kind is SourceKind.OUTLET:
            key = " ".join(["outlet", *sorted(describe(passage, head).countries), head.lemma_.lower()])
        return self._sources.keyed(key, name, kind, head.lemma_.lower())


def _agree(person: EntityDraft, gender: str | None) -> bool:
    return gender is None or person.gender in (None, gender)


def _is_named_in(referent: Referent, content: str) -> bool:
    return bool(content and referent.name) and referent.name.split()[-1] in content
