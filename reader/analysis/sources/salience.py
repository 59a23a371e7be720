"""Who is named where in an article, and who is on its mind at a place, for pronouns and descriptions to mean.

The weights follow what studies of pronouns find telling (Lappin and Leass, 1994): how near the last mention is,
whether it was a subject, how deep its clause lies, and how often the thing is spoken of.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence

from spacy.tokens import Token

from reader.analysis.entities.entity_index import EntityDraft, EntityIndex
from reader.analysis.passage import Passage
from reader.analysis.sources.source_drafts import SourceDraft
from reader.model.analysis import EntityType, SourceKind
from reader.model.values import value_class

_FARTHEST = 5
"""How many passages back a mention still counts."""
_MOST = 60
"""How many mentions are looked at, the nearest first."""
_OFTEN = 0.12
_MOST_OFTEN = 6
_EMBEDDED = frozenset(("relcl", "advcl", "acl", "ccomp", "pcomp", "csubj", "xcomp"))

Referent = EntityDraft | SourceDraft
_ANYBODY = SourceDraft("", SourceKind.UNNAMED)


@value_class(frozen=True, slots=True)
class Mention:
    """A place where something is named: its offset in the text, and how telling its part in the sentence is."""

    at: int
    thing: Referent
    passage: int
    sentence: int
    weight: float


class SalienceModel:
    """The mentions of an article's people and bodies, outside of quotations and headings, in order."""

    def __init__(
        self,
        passages: Sequence[Passage],
        entities: EntityIndex,
        described: Callable[[Passage, Token], EntityDraft | None],
    ) -> None:
        self._order = _numbered(passages)
        self._static = list(_mentions(passages, self._order, entities, described))
        self._starts = [mention.at for mention in self._static]
        self._heard: list[Mention] = []

    def hear(self, passage: Passage, token: Token, thing: Referent) -> None:
        """Take in that a description or a pronoun names a thing."""
        self._heard.append(self._mention(passage, token, thing))

    def before(self, passage: Passage, token: Token) -> Iterator[tuple[Mention, float]]:
        """The mentions before a token, nearest first, each with how much it is on the mind there."""
        here = self._mention(passage, token, _ANYBODY)
        place = bisect_left(self._starts, here.at)
        near: list[Mention] = []
        while place and len(near) < _MOST and self._static[place - 1].passage >= here.passage - _FARTHEST:
            place -= 1
            near.append(self._static[place])
        heard = (m for m in self._heard[-_RECENT:] if m.at < here.at and m.passage >= here.passage - _FARTHEST)
        for mention in sorted((*near, *heard), key=lambda mention: -mention.at):
            yield mention, _nearness(mention, here) + mention.weight

    def ranked(
        self, passage: Passage, token: Token, fitness: Callable[[Referent], float | None]
    ) -> list[tuple[float, Referent]]:
        """The things named before a token with their weights, likeliest first; None from `fitness` bars one."""
        best: dict[int, tuple[float, Referent]] = {}
        times: dict[int, int] = {}
        for mention, weight in self.before(passage, token):
            key = id(mention.thing)
            times[key] = times.get(key, 0) + 1
            if key not in best or best[key][0] < weight:
                best[key] = (weight, mention.thing)
        found = []
        for key, (weight, thing) in best.items():
            fit = fitness(thing)
            if fit is not None:
                found.append((weight + fit + _OFTEN * min(times[key], _MOST_OFTEN), thing))
        return sorted(found, key=lambda pair: -pair[0])

    def _mention(self, passage: Passage, token: Token, thing: Referent) -> Mention:
        sentence = passage.sentence_of[token.i]
        return Mention(passage.start_of(token.i), thing, self._order[id(passage)], sentence, _weight(token))


_RECENT = 40
"""How many of the last heard mentions are looked at."""


def _nearness(mention: Mention, here: Mention) -> float:
    if mention.passage == here.passage:
        return 4.0 - min(1.5, 0.6 * (here.sentence - mention.sentence))
    back = here.passage - mention.passage
    return 3.0 - 0.7 * back


def _numbered(passages: Sequence[Passage]) -> dict[int, int]:
    """A number for each passage; one of a few words, as a time or a rule of stars, parts nothing."""
    numbers, number = {}, 0
    for passage in passages:
        number += len(passage.doc) > _PARTING
        numbers[id(passage)] = number
    return numbers


_PARTING = 4
"""The most tokens of a passage that does not count as one."""


def _mentions(
    passages: Sequence[Passage],
    order: Mapping[int, int],
    entities: EntityIndex,
    described: Callable[[Passage, Token], EntityDraft | None],
) -> Iterator[Mention]:
    for passage in passages:
        number = order[id(passage)]
        if passage.is_heading:
            continue
        for token in passage.doc:
            thing = _named(passage, token, entities) or described(passage, token)
            if thing is not None:
                sentence = passage.sentence_of[token.i]
                yield Mention(passage.start_of(token.i), thing, number, sentence, _weight(token))


def _named(passage: Passage, token: Token, entities: EntityIndex) -> EntityDraft | None:
    """The entity whose name ends with a token."""
    thing = entities.at(passage, token.i)
    if thing is None or thing.type not in _SPEAKING or not passage.outside(token):
        return None
    last = token.i + 1 == len(passage.doc) or entities.at(passage, token.i + 1) is not thing
    return thing if last else None


_SPEAKING = frozenset((EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE))


def _weight(token: Token) -> float:
    """How telling the part is that a name plays in its sentence."""
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
    return {"poss": 0.4, "dobj": 0.5, "dative": 0.5, "pobj": 0.3, "ROOT": 1.0}.get(noun.dep_, 0.3) - shared


def _is_main(verb: Token) -> bool:
    """Whether a verb heads its sentence, or reports what stands around it."""
    while verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        verb = verb.head
    return verb.dep_ not in _EMBEDDED
