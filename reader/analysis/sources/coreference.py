"""Whom words mean that name nobody: pronouns and definite descriptions, by what the article spoke of before."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from reader.analysis.clauses.cues import may_speak, speaker_of
from reader.analysis.drafts import Speaker
from reader.analysis.entities import gender, names
from reader.analysis.entities.entity_index import EntityDraft, EntityIndex
from reader.analysis.entities.roles import is_role
from reader.analysis.lexicon import word_set, words
from reader.analysis.passage import Passage
from reader.analysis.sources.descriptions import (
    Description,
    body_fit,
    description,
    has_other_office,
    is_of_other_country,
    may_be_called,
    role_fit,
)
from reader.analysis.sources.salience import Referent, SalienceModel
from reader.analysis.sources.source_drafts import BODIES, Resolution, SourceDraft, kind_of_description
from reader.analysis.sources.source_index import SourceIndex
from reader.model.analysis import EntityType, SourceKind

SURE, LIKELY, BETWEEN, GUESS = 1.0, 0.85, 0.75, 0.6
_CLEAR, _CLOSE = 1.2, 0.5
"""By how much more one is on the mind than the next, to be meant clearly, and at the least to be meant alone."""
_FAR_APART = 1.5
_ON_THE_MIND = 3.0
_SPEAKS_OF_ITSELF = 2.5
_OTHERWISE_KNOWN = 0.6
"""How much less somebody is meant by a description who is known in a role that it does not fit."""


class CoreferenceResolver:
    """Resolves what points back. Ask in the order of the text: each answer is a mention for the next."""

    def __init__(self, passages: Sequence[Passage], entities: EntityIndex, register: SourceIndex) -> None:
        self._entities = entities
        self._register = register
        self._fitting: dict[Description, tuple[int, list[tuple[float, EntityDraft]]]] = {}
        """Whom each description fits, with the number of roles that were known then."""
        self._discourse = SalienceModel(passages, entities, self._described)
        self._last: SourceDraft | None = None
        self._heard: list[SourceDraft] = []
        self.together: tuple[SourceDraft, ...] = ()
        """Those who last said one thing together."""

    def hear(self, said: Speaker, head: Token, voice: SourceDraft) -> None:
        """Take in that these words name a voice."""
        self._discourse.hear(said.passage, head, voice.entity or voice)
        self._last = voice
        self._heard.append(voice)

    # Pronouns

    def pronoun(self, said: Speaker, head: Token, content: str) -> Resolution:
        """Whom a pronoun means that stands for who says `content`."""
        lower = head.lower_
        if gender.wanted(lower):
            return self._person(said, head, content)
        if lower == "it":
            return self._body(said, head, content)
        if lower in ("they", "them"):
            return self._several(said, head)
        if lower in word_set("indefinite"):
            return Resolution(self._register.keyed(lower, head.text, SourceKind.UNNAMED), LIKELY)
        return Resolution(None, GUESS)

    def _person(self, said: Speaker, head: Token, content: str) -> Resolution:
        def fitness(thing: Referent) -> float | None:
            if isinstance(thing, SourceDraft):
                if thing.kind is not SourceKind.UNNAMED or thing.several or not thing.head:
                    return None
                side = gender.by_words(thing.name.split())
            elif thing.type is not EntityType.PERSON:
                return None
            else:
                side = thing.side
            if not gender.agrees(head.lower_, side):
                return None
            return (0.7 if side else 0.0) - (_SPEAKS_OF_ITSELF if _is_in(thing.name, content) else 0.0)

        ranked = self._discourse.ranked(said.passage, head, fitness)
        if ranked:
            return self._chosen(said, head, ranked)
        people = [v for v in reversed(self._register.all) if v.kind is SourceKind.PERSON]
        fitting = [voice for voice in people if gender.agrees(head.lower_, voice.side)]
        known = [voice for voice in fitting if voice.side]
        return Resolution(next(iter(known or fitting), None), BETWEEN)

    def _body(self, said: Speaker, head: Token, content: str) -> Resolution:
        def fitness(thing: Referent) -> float | None:
            if isinstance(thing, SourceDraft):
                single = thing.kind in BODIES or thing.kind is SourceKind.DOCUMENT
                return 0.2 if single else None
            if thing.type is EntityType.PERSON or _is_in(thing.name, content):
                return None
            return 0.2 if thing.type is EntityType.ORGANISATION else -0.8

        ranked = self._discourse.ranked(said.passage, head, fitness)
        if ranked and ranked[0][0] >= _ON_THE_MIND:
            return self._chosen(said, head, ranked, GUESS)
        last = next((voice for voice in reversed(self._register.all) if voice.kind in BODIES), None)
        return Resolution(last, GUESS)

    def _several(self, said: Speaker, head: Token) -> Resolution:
        """Who "they" are: people in the plural that were the subject before, or whoever spoke last as several."""
        if self._last is not None and self._last in self.together:
            return Resolution(self.together[0], GUESS, also=self.together[1:])
        people = self._plural_before(said, head)
        if people is not None and people.dep_ in _SUBJECTS:
            return self._those(said, people)
        if self._last is not None and self._last.several:
            return Resolution(self._last, GUESS)
        if people is not None:
            return self._those(said, people)

        def fitness(thing: Referent) -> float | None:
            if isinstance(thing, SourceDraft):
                return 0.2 if thing.several else None
            return 0.0 if thing.type is EntityType.ORGANISATION else None

        ranked = self._discourse.ranked(said.passage, head, fitness)
        if ranked and ranked[0][0] >= _ON_THE_MIND:
            return self._chosen(said, head, ranked, GUESS)
        return Resolution(None, GUESS)

    def _plural_before(self, said: Speaker, head: Token) -> Token | None:
        """The last people in the plural before "they": a subject, or else any of the sentence before."""
        nouns = [
            noun
            for noun in said.passage.doc[: head.i]
            if noun.tag_ == "NNS"
            and noun.dep_ in _PARTS
            and noun.head.dep_ != "relcl"
            and said.passage.outside(noun)
            and may_speak(noun)
            and self._entities.at(said.passage, noun.i) is None
        ]
        subjects = [noun for noun in nouns if noun.dep_ in _SUBJECTS]
        near = [noun for noun in nouns if _sentences_between(said.passage, noun, head) == 1]
        return next(reversed(subjects or near), None)

    def _those(self, said: Speaker, noun: Token) -> Resolution:
        who = speaker_of(said.passage, noun)
        return Resolution(self._own(who, noun, kind_of_description(said.passage, noun)), GUESS)

    def _chosen(
        self, said: Speaker, head: Token, ranked: Sequence[tuple[float, Referent]], most: float = LIKELY
    ) -> Resolution:
        """The first of those ranked; with the next as candidates where they are nearly as likely."""
        first = self._voice(said, head, ranked[0][1])
        if len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= _CLEAR:
            return Resolution(first, most)
        if ranked[0][0] - ranked[1][0] >= _CLOSE:
            return Resolution(first, min(most, BETWEEN))
        near = [thing for weight, thing in ranked[:3] if ranked[0][0] - weight < _CLOSE]
        return Resolution(first, GUESS, tuple(self._voice(said, head, thing) for thing in near))

    # Descriptions

    def described(self, said: Speaker, head: Token) -> Resolution:
        """Whom a description means: one in that role, such a body, whoever was just spoken of, or itself."""
        what = description(said.passage, head)
        first = said.passage.doc[said.start]
        kind = kind_of_description(said.passage, head)
        if first.lower_ not in _DEFINITE and first.tag_ != "PRP$":
            return Resolution(self._own(said, head, kind), SURE)
        found = self._in_role(said, head, what) or self._same_again(said, what)
        if found is None and first.lower_ in _DEFINITE:
            found = self._such_body(said, head, what, kind) or self._just_named(said, head, what)
        return found or Resolution(self._own(said, head, kind), SURE)

    def _in_role(self, said: Speaker, head: Token, what: Description) -> Resolution | None:
        fits = self._fits(what)
        if not fits:
            return None
        top = [person for fit, person in fits if fit >= fits[0][0]]
        if len(top) == 1:
            return Resolution(self._voice(said, head, top[0]), LIKELY)
        ranked = self._discourse.ranked(said.passage, head, lambda thing: 0.0 if thing in top else None)
        if ranked and (len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= _FAR_APART):
            return Resolution(self._voice(said, head, ranked[0][1]), BETWEEN)
        return self._one_of(said, head, top)

    def _same_again(self, said: Speaker, what: Description) -> Resolution | None:
        """'the source', where 'another source' was the last one that spoke."""
        if not what.singular or said.passage.doc[said.start].lower_ not in _DEFINITE or what.modifiers:
            return None
        heard = (voice for voice in reversed(self._heard) if voice.head == what.head)
        last = next(heard, None)
        return Resolution(last, LIKELY) if last is not None and last.kind is SourceKind.UNNAMED else None

    def _one_of(self, said: Speaker, head: Token, people: Sequence[Referent]) -> Resolution:
        """The description itself, with the people whom it may mean."""
        candidates = tuple(self._voice(said, head, thing) for thing in people[:3])
        return Resolution(self._own(said, head, SourceKind.UNNAMED), GUESS, candidates)

    def _fits(self, what: Description) -> list[tuple[float, EntityDraft]]:
        """The people in a role that fits a description, those that fit best first."""
        if not what.singular or what.head not in words("roles"):
            return []
        people = [e for e in self._entities.all if e.roles and e.type is EntityType.PERSON]
        roles = sum(len(person.roles) for person in people)
        if self._fitting.get(what, (-1, []))[0] != roles:
            fits = [(fit, person) for person in people if (fit := role_fit(person.roles, what)) is not None]
            side = what.side
            agreeing = [(fit, person) for fit, person in fits if _agree(person, side)]
            self._fitting[what] = (roles, sorted(agreeing, key=lambda pair: -pair[0]))
        return self._fitting[what][1]

    def _such_body(self, said: Speaker, head: Token, what: Description, kind: SourceKind) -> Resolution | None:
        """The body, outlet or document named before that 'the ministry', 'the company' or 'the report' means."""
        if what.head in words("roles"):
            return None

        def fitness(thing: Referent) -> float | None:
            if isinstance(thing, SourceDraft):
                if thing.kind is SourceKind.PERSON or thing.name == said.passage.doc[said.start : said.end].text:
                    return None
                return 2.0 if thing.head == what.head and may_be_called(thing.name, what) else None
            if thing.type is not EntityType.ORGANISATION:
                return None
            fit = body_fit(thing.name, names.looks_like_outlet(thing.name), what)
            return None if fit is None else 2.0 * fit

        ranked = self._discourse.ranked(said.passage, head, fitness)
        if ranked:
            return self._chosen(said, head, ranked, BETWEEN)
        for voice in reversed(self._register.all):
            same = (voice.head or voice.name.lower().split()[-1]) == what.head and may_be_called(voice.name, what)
            if voice.kind is not SourceKind.PERSON and same and what.singular:
                return Resolution(voice, GUESS)
        outlets = [v for v in self._register.all if v.kind is SourceKind.OUTLET and v.statements]
        if outlets and what.head in _REPORTING and not what.modifiers:
            return Resolution(outlets[-1], GUESS)
        return None

    def _just_named(self, said: Speaker, head: Token, what: Description) -> Resolution | None:
        """The person just spoken of whom 'the businessman' or 'the 34-year-old' means though nothing said so."""
        if not what.is_identity or self._is_of_a_body(said, head):
            return None
        side = what.side

        def fitness(thing: Referent) -> float | None:
            if isinstance(thing, SourceDraft) or thing.type is not EntityType.PERSON or not _agree(thing, side):
                return None
            barred = has_other_office(thing.roles, what) or is_of_other_country(thing.roles, what)
            return None if barred else -_OTHERWISE_KNOWN if thing.roles else 0.0

        ranked = [pair for pair in self._discourse.ranked(said.passage, head, fitness) if pair[0] >= _ON_THE_MIND]
        if not ranked:
            return None
        if len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= _CLOSE:
            return Resolution(self._voice(said, head, ranked[0][1]), GUESS)
        return self._one_of(said, head, [thing for _, thing in ranked[:2]])

    def _is_of_a_body(self, said: Speaker, head: Token) -> bool:
        """Whether a description names a body that its person belongs to, as 'the FBI director' does."""
        within = (self._entities.at(said.passage, number) for number in range(said.start, head.i))
        return any(entity is not None and entity.type is EntityType.ORGANISATION for entity in within)

    def _described(self, passage: Passage, noun: Token) -> EntityDraft | None:
        """Who is meant by a description that speaks not, as 'the president' in 'the president's plan'."""
        if noun.tag_ != "NN" or not is_role(noun) or not passage.outside(noun):
            return None
        if not any(child.lower_ == "the" for child in noun.lefts):
            return None
        fits = self._fits(description(passage, noun))
        alone = bool(fits) and (len(fits) == 1 or fits[0][0] > fits[1][0])
        return fits[0][1] if alone else None

    def _voice(self, said: Speaker, head: Token, thing: Referent) -> SourceDraft:
        return thing if isinstance(thing, SourceDraft) else self._register.of_entity(said, thing, head)

    def _own(self, said: Speaker, head: Token, kind: SourceKind) -> SourceDraft:
        """The voice of a description that means nobody who is named."""
        start, end = _without_appendix(said)
        words_said = said.passage.doc[start:end].text
        key = names.fold(words_said)
        if kind is SourceKind.OUTLET:
            countries = sorted(description(said.passage, head).countries)
            key = " ".join(["outlet", *countries, head.lemma_.lower()])
        return self._register.keyed(key, words_said, kind, head.lemma_.lower())


_DEFINITE = frozenset(("the", "this", "that"))
_REPORTING = frozenset(("report", "agency", "newspaper", "paper", "outlet"))

_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_PARTS = _SUBJECTS | {"dobj", "pobj"}


def _sentences_between(passage: Passage, earlier: Token, later: Token) -> int:
    return passage.sentence_of[later.i] - passage.sentence_of[earlier.i]


def _agree(person: EntityDraft, side: str | None) -> bool:
    return side is None or person.side is None or side == person.side


def _is_in(name: str, content: str) -> bool:
    return bool(content) and bool(name) and name.split()[-1] in content


def _without_appendix(said: Speaker) -> tuple[int, int]:
    """The tokens of a description up to its first comma or bracket behind the head."""
    doc = said.passage.doc
    for number in range(said.head + 1, said.end):
        if doc[number].text in (",", "(", "—"):
            return said.start, number
    return said.start, said.end
