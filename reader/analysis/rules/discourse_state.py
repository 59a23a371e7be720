"""Quotations without a cue in their sentence: speech that goes on, or that an earlier sentence leads up to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from reader.analysis.clauses.cues import Cue, may_speak, speakers_of
from reader.analysis.clauses.syntax import subject_of
from reader.analysis.drafts import Speaker, StatementDraft, merged
from reader.analysis.lexicon import word_set
from reader.analysis.passage import Passage, Sentence
from reader.analysis.rules.adjacent_speakers import labelled
from reader.model.span import Span, Spans

_LONGEST_SIGNATURE = 12
_NEAR = 40
_WORDS = word_set("words-of-somebody")
_DASHES = frozenset(("—", "–", "-", "―", "--"))
_CLOSERS = frozenset((",", ".", "!", "?", "…", "-", "—"))
_SHORT = 12
"""The longest quotation, in code points, that is no speech unless its own cue follows it."""
_NEXT_PARAGRAPH = 0.75
"""The most confidence in speech that a new paragraph goes on with though the last one closed it."""
_FARTHEST = 1
"""How many passages without speech a speaker is carried over."""


@dataclass
class DiscourseState:
    """What is found so far, and what the next sentence may go on from."""

    drafts: list[StatementDraft] = field(default_factory=list)
    _speech: int | None = None
    _speech_at: tuple[int, int] = (-9, -9)
    _open: bool = False
    _asked: bool = False
    """Whether the last speech is a question that somebody else is to answer."""
    _at_end: bool = False
    """Whether a passage ended with speech that asks nothing, so that the next may go on with it."""
    _lead: tuple[Speaker, ...] = ()
    _lead_cue: Spans = ()
    _subject: tuple[Speaker, ...] = ()
    _reports: bool = False
    """Whether the sentence before reports, so that its speaker is the next quotation's even in a new paragraph."""
    _count: int = 0

    def enter(self, passage: Passage) -> None:
        """Begin a passage."""
        self._count += 1
        self._sign(passage)
        if not self._reports:
            self._subject = ()
        if passage.is_heading:
            self.forget()

    def leave(
        self,
        passage: Passage,
        sentence: Sentence,
        found: Sequence[StatementDraft],
        left: Sequence[int],
        cues: Sequence[Cue],
    ) -> None:
        """Take in what one frame gave, and find a speaker for the quotations `left` in it."""
        number = passage.sentence_of[sentence.start]
        found = self._give_back(found, number)
        self.drafts += found
        if left:
            self._speak(passage, sentence, number, left)
        spoken = [d for d in found if self._holds_quote(passage, sentence, d)]
        if spoken:
            self._speech = self.drafts.index(spoken[-1])
            self._speech_at = (self._count, number)
        if spoken or left:
            self._asked = False
        self._at_end = (
            self._speech_at == (self._count, number)
            and sentence.end == len(passage.doc)
            and self._ends_in_speech(passage, sentence)
        )
        self._remember(passage, sentence, cues, bool(spoken or left))
        reported = [draft for draft in found if draft.speakers] if not (spoken or left) else []
        self._reports = bool(reported)
        if reported and not self._subject:
            self._subject = reported[0].speakers[:1]

    def _give_back(self, found: Sequence[StatementDraft], number: int) -> Sequence[StatementDraft]:
        """Join speech that the last passage left open, with nobody to say it, to the cue that comes here."""
        if not (self._open and number == 0 and found and self._speech is not None):
            return found
        earlier = self.drafts[self._speech]
        if self._speech_at[0] != self._count - 1 or earlier.speakers or found[0].rule != "quotation-cue":
            return found
        del self.drafts[self._speech]
        self._speech = None
        return [replace(found[0], content=merged((*earlier.content, *found[0].content))), *found[1:]]

    def _sign(self, passage: Passage) -> None:
        """Take in a passage that only names who said the quotation before it: '— Her Name'."""
        doc = passage.doc
        if (
            self._speech is None
            or self._speech_at[0] != self._count - 1
            or not 2 <= len(doc) <= _LONGEST_SIGNATURE
        ):
            return
        draft = self.drafts[self._speech]
        if draft.cue or doc[0].text not in _DASHES or doc[1].pos_ != "PROPN" or passage.quotes:
            return
        last = next((token.i for token in doc[2:] if token.is_punct), len(doc))
        who = Speaker(passage, 1, last, last - 1)
        self.drafts[self._speech] = replace(draft, speakers=(who,), rule="signed", confidence=0.8, carried=False)

    def quote_block(self, passage: Passage) -> None:
        """Take in a block that is set apart as quoted: whoever led up to it, or spoke last, says it whole."""
        whole = passage.is_quoted_whole()
        span = passage.quotes[0].span if whole else passage.span(0, len(passage.doc))
        if self._open and self._goes_on(passage, 0):
            closes = not whole and passage.text[: span.end - passage.offset].endswith('"')
            self._go_on((Span(span.start, span.end - closes),), 0)
            return
        draft = self._carried((span,))
        if draft is not None and draft.speakers:
            self.drafts.append(draft)
            self._speech = len(self.drafts) - 1
            self._speech_at = (self._count, 0)

    def _speak(self, passage: Passage, sentence: Sentence, number: int, left: Sequence[int]) -> None:
        spans = tuple(passage.quotes[quote].span for quote in left)
        if not _only_quotes(passage, sentence):
            self._signed(passage, sentence, left)
            self._by_colon(passage, sentence, left)
            return
        if self._goes_on(passage, number) or self._is_resumed():
            self._go_on(spans, number)
            return
        draft = self._carried(spans)
        if draft is not None:
            self.drafts.append(draft)
            self._speech = len(self.drafts) - 1
            self._speech_at = (self._count, number)

    def _go_on(self, spans: Spans, number: int) -> None:
        assert self._speech is not None
        sure = self._speech_at[0] == self._count or self._open
        self.drafts[self._speech] = self.drafts[self._speech].also(spans, 1.0 if sure else _NEXT_PARAGRAPH)
        self._speech_at = (self._count, number)

    def _goes_on(self, passage: Passage, number: int) -> bool:
        """Whether the speech of the sentence before, or one left open in the last passage, goes on here."""
        count, sentence = self._speech_at
        if self._speech is None:
            return False
        if count == self._count:
            return sentence == number - 1
        alone = not passage.has_other_words
        return count == self._count - 1 and number == 0 and (self._open or (self._at_end and alone))

    def _is_resumed(self) -> bool:
        """Whether the speaker goes on after words about the scene: '"…," she said. A dog barked. "…"'."""
        if self._speech is None or self._speech_at[0] != self._count or self._lead or self._reports:
            return False
        known = self.drafts[self._speech].speakers
        return not self._subject or (bool(known) and _may_be(self._subject[0], known[0]))

    def _carried(self, spans: Spans) -> StatementDraft | None:
        if self._lead:
            return StatementDraft(spans, self._lead_cue, self._lead, "lead-in", 0.8)
        if self._subject:
            return StatementDraft(spans, (), self._subject, "previous-sentence", 0.5)
        near = self._speech is not None and self._count - self._speech_at[0] <= _FARTHEST
        if near and self._speech is not None and not self._asked:
            earlier = self.drafts[self._speech]
            return StatementDraft(spans, (), earlier.speakers[:1], "continued", 0.45, earlier.via, carried=True)
        return StatementDraft(spans, (), (), "unattributed", 0.2)

    def _signed(self, passage: Passage, sentence: Sentence, left: Sequence[int]) -> None:
        """'"…" — Her Name', the name ending the passage; with a date it is the title of an article."""
        start, end = passage.quote_tokens(left[-1])
        rest = passage.doc[end : sentence.end]
        if len(left) > 1 or start != sentence.start or not 2 <= len(rest) <= _LONGEST_SIGNATURE:
            return
        if any(token.ent_type_ == "DATE" for token in rest):
            return
        if rest[0].text in _DASHES and rest[1].pos_ == "PROPN" and sentence.end == len(passage.doc):
            last = next((t.i for t in rest[2:] if t.is_punct), sentence.end)
            who = Speaker(passage, rest[1].i, last, last - 1)
            self.drafts.append(StatementDraft((passage.quotes[left[0]].span,), (), (who,), "signed", 0.8))

    def _by_colon(self, passage: Passage, sentence: Sentence, left: Sequence[int]) -> None:
        """'Her answer: "…"'."""
        for quote in left:
            start, _ = passage.quote_tokens(quote)
            if (
                start <= sentence.start
                or passage.doc[start - 1].text != ":"
                or not passage.is_sentence_like(quote)
            ):
                continue
            label = labelled(passage, start - 1, sentence.start)
            if label is not None:
                self.drafts.append(StatementDraft((passage.quotes[quote].span,), (), (label,), "colon", 0.75))
                continue
            owner = _owner(passage.doc[start - 2]) if start > sentence.start + 1 else None
            if owner is not None:
                who = Speaker(passage, owner.i, owner.i + 1, owner.i)
                self.drafts.append(StatementDraft((passage.quotes[quote].span,), (), (who,), "colon", 0.7))
                continue
            lead = passage.doc[max(sentence.start, start - _NEAR) : start]
            names = [t for t in lead if t.ent_type_ == "PERSON" and t.ent_iob_ == "B"]
            subject = subject_of(passage.doc[start - 1].sent.root)
            head = subject if subject is not None and may_speak(subject) else None
            speakers = speakers_of(passage, head or (names[0] if names else None))
            span = passage.quotes[quote].span
            self.drafts.append(StatementDraft((span,), (), speakers, "colon", 0.6 if speakers else 0.3))

    def _remember(self, passage: Passage, sentence: Sentence, cues: Sequence[Cue], speech: bool) -> None:
        last = _last_word(passage, sentence)
        self._lead, self._lead_cue = (), ()
        hangs = last is not None and last.text == "," and sentence.end == len(passage.doc) and bool(cues)
        if last is not None and (last.text == ":" or hangs) and passage.outside(last):
            head = cues[-1].subject if cues else subject_of(last.sent.root)
            self._lead = speakers_of(passage, head)
            self._lead_cue = (passage.span(*cues[-1].words),) if cues else ()
        subject = None if speech else subject_of(_root(passage, sentence))
        self._subject = ()
        if subject is not None and passage.outside(subject) and _is_person(subject):
            self._subject = speakers_of(passage, subject)
        quote = passage.inside[sentence.end - 1]
        self._open = quote >= 0 and passage.quotes[quote].open

    def _holds_quote(self, passage: Passage, sentence: Sentence, draft: StatementDraft) -> bool:
        end = passage.end_of(sentence.end - 1)
        return any(
            len(quote.span) > _SHORT or draft.rule == "quotation-cue"
            for span in draft.content
            for quote in passage.quotes
            if span.start < quote.span.end and quote.span.start < min(span.end, end)
        )

    def _ends_in_speech(self, passage: Passage, sentence: Sentence) -> bool:
        """Whether a frame's last quotation is closed speech, and no question that somebody else is to answer."""
        inside = [passage.inside[n] for n in range(sentence.start, sentence.end) if passage.inside[n] >= 0]
        last = passage.words_of(inside[-1]).rstrip(" '’”")[-1:] if inside else ""
        cue = self.drafts[self._speech].cue if self._speech is not None else ()
        self._asked = last == "?" and any(_asking(passage, span) for span in cue or (Span(0, 0),))
        return last in _CLOSERS and not self._asked

    def forget(self) -> None:
        """Let nothing that follows go on from what there was."""
        self._speech, self._open, self._lead, self._subject = None, False, (), ()


def _owner(noun: Token) -> Token | None:
    """Whose words a noun says that a colon follows: 'Her answer: "…"', 'the mayor's verdict: "…"'."""
    if noun.lemma_.lower() not in _WORDS:
        return None
    return next((child for child in noun.lefts if child.dep_ == "poss"), None)


def _only_quotes(passage: Passage, sentence: Sentence) -> bool:
    tokens = passage.doc[sentence.start : sentence.end]
    return not any(passage.outside(token) and not token.is_punct and not token.is_space for token in tokens)


def _last_word(passage: Passage, sentence: Sentence) -> Token | None:
    return next((t for t in reversed(passage.doc[sentence.start : sentence.end]) if not t.is_space), None)


def _root(passage: Passage, sentence: Sentence) -> Token:
    return passage.doc[sentence.start].sent.root


def _is_person(noun: Token) -> bool:
    if noun.pos_ == "PRON":
        return noun.lower_ in ("he", "she")
    return noun.ent_type_ == "PERSON"


def _may_be(one: Speaker, other: Speaker) -> bool:
    """Whether who acts may be who spoke: a pronoun that is not the other one, or the same name."""
    here, there = (who.passage.doc[who.head] for who in (one, other))
    if here.pos_ == "PRON":
        return there.pos_ != "PRON" or here.lower_ == there.lower_
    mine, theirs = (_names(who) for who in (one, other))
    return mine <= theirs or theirs <= mine


def _names(who: Speaker) -> set[str]:
    return {token.text for token in who.passage.doc[who.start : who.end] if token.pos_ == "PROPN"}


def _asking(passage: Passage, cue: Span) -> bool:
    words = cue.shift(-passage.offset).of(passage.text) if cue.start >= passage.offset else ""
    return not words or "ask" in words.lower()
