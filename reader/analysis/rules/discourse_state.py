"""Quotations without a cue in their sentence: speech that continues, or that an earlier sentence introduces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from reader.analysis.clauses.cues import Cue, may_speak, speakers_of
from reader.analysis.clauses.syntax import FINITE, subject_of, with_dep
from reader.analysis.drafts import Speaker, StatementDraft, merged
from reader.analysis.lexicon import word_set
from reader.analysis.passage import Passage, Sentence, is_word
from reader.analysis.rules.adjacent_speakers import colon_label
from reader.analysis.rules.named_after import is_gesture, name_line, signature, summing_up
from reader.model.span import Span, Spans

_NEAR = 40
_SPEECH_ENDS = frozenset((",", ".", "!", "?", "…", "-", "—"))
_OWN = frozenset((("i", "my"), ("we", "our"), ("he", "his"), ("she", "her"), ("they", "their")))
_SHORT = 12
"""The longest quotation, in code points, that is not speech unless its cue follows it."""
_NEXT_PARAGRAPH = 0.75
"""The highest confidence in speech that a new paragraph continues though the last one closed it."""
_MAX_GAP = 1
"""How many passages without speech a speaker is carried over."""


@dataclass
class DiscourseState:
    """The statements so far, and what the next sentence may continue."""

    drafts: list[StatementDraft] = field(default_factory=list)
    _speech: int | None = None
    """The place in `drafts` of the last speech."""
    _speech_at: tuple[int, int] = (-9, -9)
    """The numbers of the passage and the sentence with the last speech."""
    _open: bool = False
    """True if the last sentence ended in a quotation without a closing mark."""
    _asked: bool = False
    """True if the last speech is a question that somebody else will answer."""
    _at_end: bool = False
    """True if the last passage ended in speech that asks nothing, so that the next may continue it."""
    _ended: bool = False
    """True if the last sentence ended in a quotation."""
    _lead: tuple[Speaker, ...] = ()
    """The speakers that the last sentence introduces."""
    _lead_cue: Spans = ()
    _subject: tuple[Speaker, ...] = ()
    """The person that the last sentence is about."""
    _reports: bool = False
    """True if the last sentence reports, so that its speaker is kept even in a new paragraph."""
    _says: bool = False
    """True if it reports with a verb that also takes a quotation."""
    _count: int = 0

    def start_passage(self, passage: Passage) -> None:
        """Begin a passage."""
        self._count += 1
        if not passage.quotes:
            self._take_signature(passage, 0, len(passage.doc), 0)
        if not self._reports:
            self._subject = ()
        if passage.is_heading:
            self.reset()

    def finish_sentence(
        self, sentence: Sentence, found: Sequence[StatementDraft], left: Sequence[int], cues: Sequence[Cue]
    ) -> None:
        """Add what was found in a sentence, and find speakers for the quotations `left` in it."""
        passage = sentence.passage
        number = passage.sentence_of[sentence.start]
        if not passage.has_quoted(sentence.start, sentence.end):
            cue = self._take_summary(sentence, number)
            found = [draft for draft in found if not cue or draft.cue != cue]
            if number and sentence.end == len(passage.doc):
                self._take_signature(passage, sentence.start, sentence.end, number)
        found = self._join_open_speech(sentence, found, number)
        self.drafts += found
        if left:
            self._attribute(sentence, number, left)
        spoken = [draft for draft in found if _is_speech(sentence, draft)]
        if spoken:
            self._speech = self.drafts.index(spoken[-1])
            self._speech_at = (self._count, number)
        if spoken or left:
            self._asked = False
        self._note_end(sentence, number)
        self._remember(sentence, cues, bool(spoken or left))
        reported = [draft for draft in found if draft.speakers] if not (spoken or left) else []
        saying = {sentence.passage.span(*cue.words) for cue in cues if cue.can_quote}
        self._says = any(not draft.negated and saying.issuperset(draft.cue) for draft in reported)
        self._reports = bool(reported) or _reads_out(passage.doc[sentence.start].sent.root)
        if reported and not self._subject:
            self._subject = reported[0].speakers[:1]

    def reset(self) -> None:
        """Let what follows continue nothing that came before."""
        self._speech, self._open, self._lead, self._subject = None, False, (), ()

    def add_block_quote(self, passage: Passage) -> None:
        """Attribute a block quotation to whoever introduced it or spoke last."""
        whole = passage.is_one_quotation()
        span = passage.quotes[0].span if whole else passage.span(0, len(passage.doc))
        if self._open and self._continues(passage, 0):
            closes = not whole and passage.text[: span.end - passage.offset].endswith('"')
            self._extend((Span(span.start, span.end - closes),), 0)
            return
        draft = self._carried((span,))
        if draft.speakers:
            self._add_speech(draft, 0)

    def _join_open_speech(
        self, sentence: Sentence, found: Sequence[StatementDraft], number: int
    ) -> Sequence[StatementDraft]:
        """Join speech of the last passage that has no speaker, open or closed, to the cue that follows it here."""
        if number or not found or self._speech is None or found[0].rule != "quotation-cue":
            return found
        earlier = self.drafts[self._speech]
        closed = self._at_end and earlier.rule == "unattributed" and _opens_with(sentence, found[0])
        goes_on = self._open or closed
        if self._speech_at[0] != self._count - 1 or earlier.speakers or not goes_on:
            return found
        sure = found[0].confidence if self._open else min(found[0].confidence, _NEXT_PARAGRAPH)
        del self.drafts[self._speech]
        self._speech = None
        whole = merged((*earlier.content, *found[0].content))
        return [replace(found[0], content=whole, confidence=sure), *found[1:]]

    def _take_signature(self, passage: Passage, start: int, end: int, number: int) -> None:
        """Take the speaker of the last quotation from words that only name it: '— Her Name', 'A baker, 34'."""
        if self._speech is None or not self._is_next(number):
            return
        draft = self.drafts[self._speech]
        who = None if draft.cue else signature(passage, start, end)
        if who is None and self._ended and self._is_nameless(draft):
            who = name_line(passage, start, end)
        if who is not None:
            named = replace(draft, speakers=(who,), rule="signed", confidence=0.8, carried=False)
            self.drafts[self._speech] = named

    def _take_summary(self, sentence: Sentence, number: int) -> Spans:
        """Take the speaker of the last quotation from a sentence that looks back on it; return its cue."""
        if self._speech is None or not self._ended or not self._is_next(number):
            return ()
        draft = self.drafts[self._speech]
        found = summing_up(sentence, beside=number > 0) if self._is_nameless(draft) else None
        if found is None:
            return ()
        who, cue = found
        named = replace(draft, speakers=(who,), cue=(cue,), rule="summed-up", confidence=0.75, carried=False)
        self.drafts[self._speech] = named
        return (cue,)

    def _is_next(self, number: int) -> bool:
        """Return True if the last speech is in the sentence or the passage before."""
        count, sentence = self._speech_at
        return (count == self._count and sentence == number - 1) or (count == self._count - 1 and number == 0)

    @staticmethod
    def _is_nameless(draft: StatementDraft) -> bool:
        return not draft.cue and (not draft.speakers or draft.carried)

    def _attribute(self, sentence: Sentence, number: int, left: Sequence[int]) -> None:
        passage = sentence.passage
        if any(passage.outside(token) and is_word(token) for token in sentence.tokens):
            self._add_signed(sentence, left)
            self._add_after_colons(sentence, left)
            return
        spans = tuple(passage.quotes[quote].span for quote in left)
        if self._continues(passage, number) or self._is_resumed():
            self._extend(spans, number)
        else:
            self._add_speech(self._carried(spans), number)

    def _add_speech(self, draft: StatementDraft, number: int) -> None:
        self._speech, self._speech_at = len(self.drafts), (self._count, number)
        self.drafts.append(draft)

    def _extend(self, spans: Spans, number: int) -> None:
        assert self._speech is not None
        sure = self._speech_at[0] == self._count or self._open
        self.drafts[self._speech] = self.drafts[self._speech].extended(spans, 1.0 if sure else _NEXT_PARAGRAPH)
        self._speech_at = (self._count, number)

    def _continues(self, passage: Passage, number: int) -> bool:
        """Return True if this sentence continues the speech of the last one or of the last passage."""
        count, sentence = self._speech_at
        if self._speech is None:
            return False
        if count == self._count:
            return sentence == number - 1
        follows = count == self._count - 1 and number == 0
        return follows and (self._open or (self._at_end and not passage.has_other_words))

    def _is_resumed(self) -> bool:
        """Return True if the speaker goes on after other sentences: '"…," she said. A dog barked. | "…"'."""
        if self._speech is None or self._speech_at[0] != self._count or self._lead:
            return False
        known = self.drafts[self._speech].speakers
        if self._says or not self._subject:
            return not self._reports
        return bool(known) and _may_corefer(self._subject[0], known[0])

    def _carried(self, spans: Spans) -> StatementDraft:
        """The statement of whoever was introduced, acted or spoke before; of nobody if there is none."""
        if self._lead:
            return StatementDraft(spans, self._lead_cue, self._lead, "lead-in", 0.8)
        if self._subject:
            return StatementDraft(spans, (), self._subject, "previous-sentence", 0.5)
        if self._speech is not None and self._count - self._speech_at[0] <= _MAX_GAP and not self._asked:
            earlier = self.drafts[self._speech]
            return StatementDraft(spans, (), earlier.speakers[:1], "continued", 0.45, earlier.via, carried=True)
        return StatementDraft(spans, (), (), "unattributed", 0.2)

    def _add_signed(self, sentence: Sentence, left: Sequence[int]) -> None:
        """'"…" — Her Name' at the end of a passage; with a date it is the title of an article."""
        passage = sentence.passage
        start, end = passage.quote_tokens(left[-1])
        if len(left) > 1 or start != sentence.start or sentence.end != len(passage.doc):
            return
        who = signature(passage, end, sentence.end)
        if who is None and passage.quote_ending(left[-1]) in ".!?":
            who = name_line(passage, end, sentence.end)
        if who is not None and not any(token.ent_type_ == "DATE" for token in passage.doc[end : sentence.end]):
            self.drafts.append(StatementDraft((passage.quotes[left[0]].span,), (), (who,), "signed", 0.8))

    def _add_after_colons(self, sentence: Sentence, left: Sequence[int]) -> None:
        passage = sentence.passage
        for quote in left:
            start, _ = passage.quote_tokens(quote)
            colon = start > sentence.start and passage.doc[start - 1].text == ":"
            if colon and passage.starts_like_sentence(quote):
                speakers, confidence = _before_colon(sentence, start - 1)
                self.drafts.append(
                    StatementDraft((passage.quotes[quote].span,), (), speakers, "colon", confidence)
                )

    def _remember(self, sentence: Sentence, cues: Sequence[Cue], speech: bool) -> None:
        """Note whom the sentence introduces, whom it is about, and whether it leaves a quotation open."""
        passage = sentence.passage
        last = next((token for token in reversed(sentence.tokens) if not token.is_space), None)
        self._lead, self._lead_cue = (), ()
        if last is not None and passage.outside(last):
            unfinished = last.text == "," and sentence.end == len(passage.doc) and bool(cues)
            if last.text == ":" or unfinished:
                self._lead = speakers_of(passage, cues[-1].subject if cues else subject_of(last.sent.root))
                self._lead_cue = (passage.span(*cues[-1].words),) if cues else ()
        root, subject = _main_verb(passage.doc[sentence.start].sent.root)
        subject = None if speech else passage.unquoted(subject)
        presented = subject is not None and (_is_person(subject) or (may_speak(subject) and is_gesture(root)))
        self._subject = speakers_of(passage, subject) if presented else ()
        quote = passage.quote_of[last.i] if last is not None else -1
        self._ended = quote >= 0
        quote = passage.quote_of[sentence.end - 1]
        self._open = quote >= 0 and passage.quotes[quote].open

    def _note_end(self, sentence: Sentence, number: int) -> None:
        """Note whether the passage ends in speech, and in a question that somebody else will answer."""
        passage = sentence.passage
        self._at_end = False
        if self._speech_at != (self._count, number) or sentence.end != len(passage.doc):
            return
        quotes = [quote for quote in passage.quote_of[sentence.start : sentence.end] if quote >= 0]
        last = passage.quote_ending(quotes[-1]) if quotes else ""
        cue = self.drafts[self._speech].cue if self._speech is not None else ()
        self._asked = last == "?" and _is_asking(passage, cue)
        speech = self._speech is not None and _begins_like_sentence(passage, self.drafts[self._speech])
        self._at_end = last in _SPEECH_ENDS and not self._asked and speech


def _begins_like_sentence(passage: Passage, draft: StatementDraft) -> bool:
    """Return True unless a statement that begins in the passage begins in the middle of a sentence."""
    start = draft.content[0].start - passage.offset
    first = next((character for character in passage.text[max(start, 0) :] if character.isalnum()), "")
    return start < 0 or not first.islower()


def _opens_with(sentence: Sentence, draft: StatementDraft) -> bool:
    """Return True if a sentence begins with the quotation of a statement."""
    passage = sentence.passage
    number = passage.quote_of[sentence.start]
    return number >= 0 and passage.quotes[number].span.start == draft.content[0].start


def _before_colon(sentence: Sentence, colon: int) -> tuple[tuple[Speaker, ...], float]:
    """The speakers that the words before a colon name, with the confidence of that.

    A label ('Jane Doe: "…"'), an owner of words ('Her answer: "…"'), the subject, or the first person named.
    """
    passage, doc = sentence.passage, sentence.passage.doc
    label = colon_label(passage, colon, sentence.start)
    if label is not None:
        return (label,), 0.75
    lead = doc[max(sentence.start, colon + 1 - _NEAR) : colon + 1]
    subject = passage.unquoted(subject_of(doc[colon].sent.root)) or _last_subject(sentence, colon)
    messages = [token for token in lead if token.lemma_.lower() in word_set("message-nouns")]
    owner = next(filter(None, map(_owner, reversed(messages))), None)
    if owner is not None and (subject is None or not may_speak(subject) or messages[-1].i == colon - 1):
        who = subject if subject is not None and _is_same_person(subject, owner) else owner
        return speakers_of(passage, who) if who.pos_ != "PRON" else (
            Speaker(passage, who.i, who.i + 1, who.i),
        ), 0.7
    person = next((entity.root for entity in lead.ents if entity.label_ == "PERSON"), None)
    named = subject is not None and (may_speak(subject) or subject in messages)
    speakers = speakers_of(passage, subject if named else person)
    return speakers, 0.6 if speakers else 0.3


def _last_subject(sentence: Sentence, colon: int) -> Token | None:
    """The subject of the last verb before a colon: '| He scribbled on a menu: "…"'."""
    near = reversed(sentence.passage.doc[max(sentence.start, colon - _NEAR) : colon])
    verb = next((token for token in near if token.tag_ in FINITE), None)
    return sentence.passage.unquoted(subject_of(verb)) if verb is not None else None


def _owner(noun: Token) -> Token | None:
    """Whose words a noun is: '| Her answer', '| the mayor's verdict', 'a note from | the mayor'."""
    of = (prep for prep in with_dep(noun.rights, "prep", "agent") if prep.lower_ in ("of", "from", "by"))
    others = (other for prep in of for other in with_dep(prep.rights, "pobj") if may_speak(other))
    return next(with_dep(noun.lefts, "poss"), None) or next(others, None)


def _is_same_person(subject: Token, owner: Token) -> bool:
    """Return True for a subject that owns the words itself: 'I changed my answer'."""
    return owner.lower_ == "its" or (subject.lower_, owner.lower_) in _OWN


def _is_speech(sentence: Sentence, draft: StatementDraft) -> bool:
    """Return True if a statement holds a quotation that has its own cue or is long enough for speech."""
    end = sentence.passage.end_of(sentence.end - 1)
    return any(
        len(quote.span) > _SHORT or draft.rule == "quotation-cue"
        for span in draft.content
        for quote in sentence.passage.quotes
        if span.start < quote.span.end and quote.span.start < min(span.end, end)
    )


def _main_verb(root: Token) -> tuple[Token, Token | None]:
    """The main verb and its subject, also where that verb is parsed as a participle: "Doe, 31, | chimed in."."""
    ends = filter(is_gesture, with_dep(root.rights, "acl"))
    verb = next(ends, None) if root.pos_ in ("PROPN", "NOUN") else None
    return (verb, root) if verb is not None else (root, subject_of(root))


def _reads_out(root: Token) -> bool:
    """Return True for a sentence whose subject passes on a message: 'She read out a letter.'."""
    message = any(child.lemma_.lower() in word_set("message-nouns") for child in with_dep(root.rights, "dobj"))
    return message and root.lemma_ in word_set("uttering-verbs")


def _is_person(noun: Token) -> bool:
    return noun.lower_ in ("he", "she") if noun.pos_ == "PRON" else noun.ent_type_ == "PERSON"


def _may_corefer(one: Speaker, other: Speaker) -> bool:
    """Return True if one may be the other: a pronoun before a name, the same pronoun, or names that agree."""
    here, there = (who.passage.doc[who.head] for who in (one, other))
    if here.pos_ == "PRON":
        return there.pos_ != "PRON" or here.lower_ == there.lower_
    mine, theirs = ({token.text for token in who.tokens if token.pos_ == "PROPN"} for who in (one, other))
    return mine <= theirs or theirs <= mine


def _is_asking(passage: Passage, cue: Spans) -> bool:
    """Return True for a cue of asking, and without a cue in this passage."""
    return not cue or any(
        span.start < passage.offset or "ask" in span.shift(-passage.offset).of(passage.text).lower()
        for span in cue
    )
