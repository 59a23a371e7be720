"""What words of an article may refer to, as far as it is read: its entities and sources, and their salience."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property

from spacy.tokens import Token

from reader.analysis.clauses.cues import speaker_of
from reader.analysis.drafts import Speaker
from reader.analysis.entities import names
from reader.analysis.entities.entity_index import EntityIndex
from reader.analysis.lexicon import words
from reader.analysis.passage import Passage
from reader.analysis.sources.descriptions import Description, describe
from reader.analysis.sources.role_holders import RoleHolders
from reader.analysis.sources.salience import Referent, SalienceModel
from reader.analysis.sources.source_drafts import Resolution, SourceDraft, kind_of_description
from reader.analysis.sources.source_index import SourceIndex
from reader.model.analysis import SourceKind

SURE, NEARLY_SURE, LIKELY, CLOSE, GUESS = 1.0, 0.98, 0.85, 0.75, 0.6
"""The confidences of resolutions."""
LONG_LEAD, CLEAR_LEAD, MIN_LEAD = 2.0, 1.2, 0.5
"""The leads in salience at which hardly another referent is meant, the first is clearly meant, or meant alone."""
CLEARLY_SALIENT = 3.8
"""The same where a word fits anybody: "the woman"."""
_NEAR = 3
"""How many passages back somebody brought in by 'a woman' is the one whom 'the woman' means."""
_INDEFINITE = frozenset(("a", "an", "one", "another"))
_OWN = frozenset(("my", "your", "his", "her", "its", "our", "their"))
_MAX_BACK = 400
"""How many tokens before its end a passage is searched for what words refer to."""
SALIENT = 3.0
"""The least salience of what a pronoun or a description may refer to where nothing else tells."""


class Referents:
    """The entities and sources that pronouns and descriptions may refer to, in text order."""

    def __init__(self, passages: Sequence[Passage], entities: EntityIndex, sources: SourceIndex) -> None:
        self.passages = passages
        self.entities = entities
        self.sources = sources
        self._order = {passage: number for number, passage in enumerate(passages)}
        self.mentioned: list[SourceDraft] = []
        """The sources of the statements so far, in order."""
        self.together: tuple[SourceDraft, ...] = ()
        """The sources that last said something together."""
        self.groups: dict[Description, tuple[SourceDraft, ...]] = {}
        """The sources that a description of several people summed up."""
        self.holders = RoleHolders(entities)
        self._salience = SalienceModel(passages, entities, self.holders.holder)
        self.rank = self._salience.rank

    def before(self, speaker: Speaker, passages: int) -> Iterator[tuple[Passage, int, int]]:
        """The passages up to a speaker, the nearest first, each with the range of its tokens that are near."""
        here = self._order[speaker.passage]
        for passage in reversed(self.passages[max(0, here - passages) : here + 1]):
            end = speaker.start if passage is speaker.passage else len(passage.doc)
            yield passage, max(0, end - _MAX_BACK), end

    def brought_in(self, speaker: Speaker, noun: str) -> Speaker | None:
        """Somebody or something unnamed to which a noun may refer: 'a woman' before 'the woman'."""
        places = self._brought_in.get(noun, [])
        before = bisect_left(places, (self._order[speaker.passage], speaker.start))
        if not before or places[before - 1][0] < self._order[speaker.passage] - _NEAR:
            return None
        number, token = places[before - 1]
        return speaker_of(self.passages[number], self.passages[number].doc[token])

    @cached_property
    def _brought_in(self) -> dict[str, list[tuple[int, int]]]:
        """For each noun the numbers of the passages where it brings somebody in, with its token there."""
        found: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for passage, number in self._order.items():
            for place, word in enumerate(passage.lower_words):
                if word not in _INDEFINITE and word not in _OWN:
                    continue
                token = passage.doc[place]
                brings = word in _INDEFINITE and token.dep_ in ("det", "nummod")
                if (brings or _is_new_document(token)) and _brings_in(passage, token.head):
                    found[token.head.lower_].append((number, token.head.i))
        return found

    def add(self, speaker: Speaker, source: SourceDraft) -> None:
        """Add a mention of a source."""
        self._salience.add(speaker, source.entity or source)
        self.mentioned.append(source)

    def first(
        self, speaker: Speaker, ranked: Sequence[tuple[float, Referent]], most: float = LIKELY
    ) -> Resolution:
        """The most salient referent; if others come close, with them as candidates."""
        first = self.source(speaker, ranked[0][1])
        lead = ranked[0][0] - ranked[1][0] if len(ranked) > 1 else LONG_LEAD
        if lead >= MIN_LEAD:
            sure = most if lead >= LONG_LEAD else LIKELY if lead >= CLEAR_LEAD else CLOSE
            return Resolution(first, min(most, sure))
        near = [referent for weight, referent in ranked[:3] if ranked[0][0] - weight < MIN_LEAD]
        return Resolution(first, GUESS, tuple(self.source(speaker, referent) for referent in near))

    def source(self, speaker: Speaker, referent: Referent) -> SourceDraft:
        """The source that a referent is."""
        if isinstance(referent, SourceDraft):
            return referent
        return self.sources.of_entity(speaker, referent, speaker.noun)

    def itself(self, speaker: Speaker, kind: SourceKind | None = None) -> SourceDraft:
        """The source that a description is by itself."""
        passage, head = speaker.passage, speaker.noun
        kind = kind or kind_of_description(passage, head)
        after = passage.doc[speaker.head + 1 : speaker.end]
        end = next((token.i for token in after if token.text in (",", "(", "—")), speaker.end)
        name = passage.doc[speaker.start : end].text
        key = names.key(name)
        if kind is SourceKind.OUTLET:
            key = " ".join(["outlet", *sorted(describe(passage, head).countries), head.lemma_.lower()])
        return self.sources.keyed(key, name, kind, head.lemma_.lower())


def _is_new_document(owner: Token) -> bool:
    """Return True for the owner of a document that is told from others: '| their Friday editorial'."""
    noun = owner.head
    told = owner.tag_ == "PRP$" and noun.lower_ in words("document_words")
    return told and any(child.dep_ in ("compound", "amod") for child in noun.lefts)


def _brings_in(passage: Passage, noun: Token) -> bool:
    """Return True for the noun of 'a woman' if it does not say what somebody named is."""
    if noun.dep_ in ("appos", "attr", "oprd", "compound") or not passage.outside(noun):
        return False
    if noun.dep_ == "pobj" and noun.head.lower_ == "as":
        return False
    return not any(child.dep_ == "appos" and child.ent_type_ == "PERSON" for child in noun.rights)
