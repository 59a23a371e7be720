"""Resolves pronouns and definite descriptions to the people and bodies mentioned before them."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from reader.analysis.clauses.cues import may_speak, speaker_of
from reader.analysis.drafts import Speaker
from reader.analysis.entities.entity_index import EntityIndex
from reader.analysis.entities.gender import agrees, gender_of_pronoun, gender_of_words
from reader.analysis.lexicon import word_set
from reader.analysis.passage import Passage
from reader.analysis.sources.definite_descriptions import DescriptionResolver
from reader.analysis.sources.descriptions import describe
from reader.analysis.sources.groups import family_of, group_of
from reader.analysis.sources.referents import CLOSE, GUESS, LIKELY, NEARLY_SURE, SALIENT, Referents
from reader.analysis.sources.salience import Referent
from reader.analysis.sources.source_drafts import BODIES, Resolution, SourceDraft
from reader.analysis.sources.source_index import SourceIndex
from reader.model.analysis import EntityType, SourceKind

_NAMED_IN_CONTENT = 2.5
"""How much salience a referent loses if what it would say names it."""
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_ARGUMENTS = _SUBJECTS | {"dobj", "pobj"}


class CoreferenceResolver:
    """Resolves speakers that are not named. Call it in text order: each answer is a mention for the next."""

    def __init__(self, passages: Sequence[Passage], entities: EntityIndex, sources: SourceIndex) -> None:
        self._sources = sources
        self._entities = entities
        self._known = Referents(passages, entities, sources)
        self._descriptions = DescriptionResolver(self._known)
        self.description = self._descriptions.resolve

    def add(self, speaker: Speaker, source: SourceDraft) -> None:
        """Add a mention of a source."""
        self._known.add(speaker, source)

    def note_together(self, sources: Sequence[SourceDraft]) -> None:
        """Note that several sources said one thing, so that "they" may refer to all of them."""
        self._known.together = tuple(dict.fromkeys(sources))

    def family(self, speaker: Speaker) -> Resolution | None:
        """Resolve the plural of a last name to the people of that name; None for all other words."""
        return family_of(self._known, speaker)

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
        if lower == "both":
            both = group_of(self._known, speaker, describe(speaker.passage, speaker.noun))
            return both or Resolution(None, GUESS)
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

        ranked = self._known.rank(speaker, fitness)
        if ranked:
            return self._known.first(speaker, ranked, NEARLY_SURE)
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

        ranked = self._known.rank(speaker, fitness)
        if ranked and ranked[0][0] >= SALIENT:
            return self._known.first(speaker, ranked, GUESS)
        return Resolution(next((s for s in reversed(self._sources.all) if s.kind in BODIES), None), GUESS)

    def _plural(self, speaker: Speaker) -> Resolution:
        """Resolve "they": to those who spoke together, a plural subject, or the last source in the plural."""
        said = (source for source in reversed(self._known.mentioned) if source.kind is not SourceKind.OUTLET)
        last = next(said, None)
        if last is not None and last in self._known.together:
            return Resolution(self._known.together[0], GUESS, also=self._known.together[1:])
        people = self._plural_before(speaker)
        if people is not None and (people.dep_ in _SUBJECTS or last is None or not last.plural):
            return Resolution(self._known.itself(speaker_of(speaker.passage, people)), GUESS)
        if last is not None and last.plural:
            return Resolution(last, GUESS)

        def fitness(referent: Referent) -> float | None:
            if isinstance(referent, SourceDraft):
                return 0.2 if referent.plural else None
            return 0.0 if referent.type is EntityType.ORGANISATION else None

        ranked = self._known.rank(speaker, fitness)
        if ranked and ranked[0][0] >= SALIENT:
            return self._known.first(speaker, ranked, GUESS)
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


def _is_named_in(referent: Referent, content: str) -> bool:
    return bool(content and referent.name) and referent.name.split()[-1] in content
