"""How salient the people and bodies of an article are at each place, for pronouns and descriptions to refer to.

The weights follow the factors that studies of pronouns found to matter (Lappin and Leass, 1994): how recent the
last mention is, whether it was a subject, how deeply its clause is embedded, and how frequent the mentions are.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from spacy.tokens import Token

from reader.analysis.drafts import Speaker
from reader.analysis.entities.entity_index import EntityDraft, EntityIndex
from reader.analysis.passage import Passage
from reader.analysis.sources.source_drafts import SourceDraft
from reader.model.analysis import EntityType, SourceKind
from reader.model.values import value_class

_MAX_DISTANCE = 5
"""How many passages back a mention counts."""
_MAX_MENTIONS = 60
"""How many mentions by name are considered, the nearest first."""
_MAX_RESOLVED = 40
"""How many of the last resolved mentions are considered."""
_FREQUENCY = 0.12
_MAX_FREQUENCY = 6
_MIN_PASSAGE = 5
"""The fewest tokens of a passage that counts; a time of day or a line of stars does not."""
_EMBEDDED = frozenset(("relcl", "advcl", "acl", "ccomp", "pcomp", "csubj", "xcomp"))
_OBJECTS = {"poss": 0.4, "dobj": 0.5, "dative": 0.5, "pobj": 0.3, "ROOT": 1.0}
_REFERENTS = frozenset((EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE))

Referent = EntityDraft | SourceDraft
_NOBODY = SourceDraft("", SourceKind.UNNAMED)


@value_class(frozen=True, slots=True)
class Mention:
    """A mention: its offset in the text, its place in the article, and the weight of its grammatical role."""

    at: int
    referent: Referent
    passage: int
    sentence: int
    weight: float


class SalienceModel:
    """The mentions of an article outside of quotations and headings, in order."""

    def __init__(
        self,
        passages: Sequence[Passage],
        entities: EntityIndex,
        described: Callable[[Passage, Token], EntityDraft | None],
    ) -> None:
        self._order = _passage_numbers(passages)
        self._named = [
            self._mention(passage, token, referent)
            for passage in passages
            if not passage.is_heading
            for token in passage.doc
            if (referent := _named(passage, token, entities) or described(passage, token)) is not None
        ]
        self._starts = [mention.at for mention in self._named]
        self._resolved: list[Mention] = []

    def add(self, speaker: Speaker, referent: Referent) -> None:
        """Add a mention by a pronoun or a description."""
        self._resolved.append(self._mention(speaker.passage, speaker.noun, referent))

    def rank(self, speaker: Speaker, fitness: Callable[[Referent], float | None]) -> list[tuple[float, Referent]]:
        """The referents mentioned before a speaker with their salience, highest first.

        `fitness` adds to the salience of a referent; None excludes it.
        """
        best: dict[int, tuple[float, Referent]] = {}
        counts: Counter[int] = Counter()
        for mention, weight in self._before(speaker):
            key = id(mention.referent)
            counts[key] += 1
            if key not in best or best[key][0] < weight:
                best[key] = (weight, mention.referent)
        found = []
        for key, (weight, referent) in best.items():
            fit = fitness(referent)
            if fit is not None:
                found.append((weight + fit + _FREQUENCY * min(counts[key], _MAX_FREQUENCY), referent))
        return sorted(found, key=lambda pair: -pair[0])

    def _before(self, speaker: Speaker) -> Iterator[tuple[Mention, float]]:
        """The mentions before a speaker, nearest first, each with its salience there."""
        here = self._mention(speaker.passage, speaker.noun, _NOBODY)
        last = bisect_left(self._starts, here.at)
        recent = (*self._named[max(0, last - _MAX_MENTIONS) : last], *self._resolved[-_MAX_RESOLVED:])
        near = [m for m in recent if m.at < here.at and m.passage >= here.passage - _MAX_DISTANCE]
        for mention in sorted(near, key=lambda mention: -mention.at):
            yield mention, _recency(mention, here) + mention.weight

    def _mention(self, passage: Passage, token: Token, referent: Referent) -> Mention:
        sentence = passage.sentence_of[token.i]
        return Mention(passage.start_of(token.i), referent, self._order[passage], sentence, _weight(token))


def _recency(mention: Mention, here: Mention) -> float:
    if mention.passage == here.passage:
        return 4.0 - min(1.5, 0.6 * (here.sentence - mention.sentence))
    return 3.0 - 0.7 * (here.passage - mention.passage)


def _passage_numbers(passages: Sequence[Passage]) -> dict[Passage, int]:
    numbers, number = {}, 0
    for passage in passages:
        number += len(passage.doc) >= _MIN_PASSAGE
        numbers[passage] = number
    return numbers


def _named(passage: Passage, token: Token, entities: EntityIndex) -> EntityDraft | None:
    """The entity whose name ends with a token."""
    entity = entities.at(passage, token.i)
    if entity is None or entity.type not in _REFERENTS or not passage.outside(token):
        return None
    last = token.i + 1 == len(passage.doc) or entities.at(passage, token.i + 1) is not entity
    return entity if last else None


def _weight(token: Token) -> float:
    """The weight of the grammatical role of a mention."""
    noun = token
    while noun.dep_ == "appos" and noun.head.pos_ in ("NOUN", "PROPN"):
        noun = noun.head
    shared = 0.0
    while noun.dep_ == "conj" and noun.head.pos_ in ("NOUN", "PROPN"):
        noun, shared = noun.head, 0.2
    if noun.dep_ in ("nsubj", "nsubjpass"):
        return (1.5 if _is_main(noun.head) else 0.9) - shared
    if noun.dep_ == "pobj" and noun.head.lower_ in ("to", "by") and noun.head.head.lower_ in ("according", "said"):
        return 1.3 - shared
    return _OBJECTS.get(noun.dep_, 0.3) - shared


def _is_main(verb: Token) -> bool:
    """Return True for the verb of a main clause."""
    while verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        verb = verb.head
    return verb.dep_ not in _EMBEDDED
