"""Rules for quotations with a cue beside them: "…," she said; she said, "…"; "…," she said, "…"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Token

from reader.analysis.clauses.cues import Cue, speaker, speakers_of
from reader.analysis.clauses.intermediaries import cited, is_outlet, passed_on_by, reporter
from reader.analysis.drafts import Speaker, StatementDraft, merged
from reader.analysis.passage import Passage, Sentence
from reader.analysis.rules.adjacent_speakers import labelled, speaker_between
from reader.analysis.rules.positional_cues import cue_after
from reader.analysis.rules.preceding_cues import around, resumed, speaker_before
from reader.model.span import Span

_CLOSERS = frozenset(",!?…—–-")
_JOINING = frozenset(("and", "or", "but", "that"))
_SLIGHT = frozenset(("CCONJ", "ADV", "PUNCT", "SPACE", "SYM"))
_BEFORE_SPEECH = frozenset((",", ":", "that", "that,", "-", "—", "–"))


class QuoteAttributor:
    """Gives each quotation of one frame its cue, and makes a statement of all that one cue reports."""

    def __init__(self, passage: Passage, sentence: Sentence, cues: Sequence[Cue], quotes: Sequence[int]) -> None:
        self._passage = passage
        self._frame = sentence
        self._cues = [cue for cue in cues if cue.can_quote]
        self._all = cues
        self._quotes = quotes
        self._start = passage.after_time(sentence)
        self._speakers: dict[int, Speaker] = {}
        self._placed: dict[int, Cue] = {}
        self.used: set[int] = set()
        """The verbs (token numbers) of the cues that got a quotation or pass one on."""

    def drafts(self) -> tuple[list[StatementDraft], list[StatementDraft]]:
        """A statement for each cue that has quotations, and apart those whose cue another reports."""
        parts: dict[int, list[tuple[Span, str]]] = {}
        last: Cue | None = None
        for number in self._quotes:
            cue, rule = self._cue_for(number, parts)
            if cue is None and last is not None and self._is_joined(number):
                cue, rule = last, "cue-quotation"
            if cue is not None:
                content = self._content(number, rule)
                parts.setdefault(cue.verb.i, []).append((content, rule))
            last = cue
        by_verb = {cue.verb.i: cue for cue in self._cues} | self._placed
        told = {verb for verb, found in parts.items() if self._is_told(by_verb[verb], found)}
        self.used |= parts.keys() - told
        drafts = {verb: self._draft(by_verb[verb], found) for verb, found in parts.items()}
        return [drafts[verb] for verb in parts if verb not in told], [drafts[verb] for verb in told]

    def _is_told(self, cue: Cue, found: list[tuple[Span, str]]) -> bool:
        """Whether another cue reports this one's clause: 'she said that he called it "absurd"'."""
        direct = found[0][1] == "cue-quotation"
        if not direct or resumed(self._passage, self._frame, cue, self._all) is not None:
            return False
        return around(cue, self._all) is not None

    def _draft(self, cue: Cue, found: list[tuple[Span, str]]) -> StatementDraft:
        outer = reporter(self._passage, cue, self._all)
        if outer is not None:
            self.used.add(outer.verb.i)
        content = merged(tuple(span for span, _ in found))
        return reported(self._passage, cue, self._all, content, found[0][1], 0.95, self._speaker(cue, found[0][1]))

    def _speaker(self, cue: Cue, rule: str) -> Speaker | None:
        known = self._speakers.get(cue.verb.i)
        if known is not None or rule == "quotation-cue":
            return known
        return speaker_before(self._passage, self._frame, cue, self._all)

    def _cue_for(self, number: int, parts: dict[int, list[tuple[Span, str]]]) -> tuple[Cue | None, str]:
        start, _ = self._passage.quote_tokens(number)
        leads = self._passage.has_words(self._start, start)
        after, before = self._after(number), self._before(number, parts)
        if after is not None and (not leads or (before is not None and self._is_closer(number, after))):
            return after, "quotation-cue"
        if before is not None and (after is None or before.verb.i not in parts):
            return before, "cue-quotation"
        if after is not None:
            return after, "quotation-cue"
        return None, ""

    def _after(self, number: int) -> Cue | None:
        """The cue that follows a quotation: "…," she said."""
        return self._cue_after(number) or self._placed_after(number)

    def _placed_after(self, number: int) -> Cue | None:
        """A verb that only its place makes a cue: "…," she pressed."""
        passage = self._passage
        start, _ = passage.quote_tokens(number)
        if not passage.is_sentence_like(number) or passage.has_words(self._start, start):
            return None
        placed = cue_after(passage, number, self._frame.end)
        if placed is None or (self._is_full_stop(number) and _has_clause(placed[0])):
            return None
        cue, found = placed
        known = next((known for known in self._cues if known.verb.i == cue.verb.i), None)
        if known is None:
            self._placed[cue.verb.i] = cue
        self._speakers[cue.verb.i] = found
        return known or cue

    def _cue_after(self, number: int) -> Cue | None:
        passage = self._passage
        _, end = passage.quote_tokens(number)
        if not self._is_closed(number):
            return None
        for cue in self._cues:
            if cue.start < end:
                continue
            unseen = cue.subject is None or not end <= cue.subject.i < cue.verb.i
            if unseen and (found := speaker_between(passage, end, cue.words[0])) is not None:
                self._speakers[cue.verb.i] = found
                return cue
            gap = passage.doc[end : cue.start]
            if len(gap) > 4 or not all(token.pos_ in _SLIGHT and passage.outside(token) for token in gap):
                return None
            if self._is_full_stop(number) and _has_clause(cue):
                return None
            return cue
        return None

    def _is_full_stop(self, number: int) -> bool:
        return self._passage.words_of(number).rstrip()[-1:] == "."

    def _is_closer(self, number: int, after: Cue) -> bool:
        """Whether a comma ties a quotation to the cue behind it, whatever leads up to it."""
        passage = self._passage
        start, end = passage.quote_tokens(number)
        tied = passage.words_of(number).rstrip(" '’”")[-1:] == "," and passage.is_sentence_like(number)
        joined = passage.doc[end].pos_ == "CCONJ" if end < len(passage.doc) else False
        return tied and not joined and passage.doc[start - 1].text == ":" and after.subject is not None

    def _before(self, number: int, parts: Mapping[int, object]) -> Cue | None:
        """The cue that leads up to a quotation: she said, "…"."""
        passage = self._passage
        start, end = passage.quote_tokens(number)
        if start and passage.doc[start - 1].text == ":" and labelled(passage, start - 1, self._frame.start):
            return None
        near = [cue for cue in self._cues if cue.words[1] <= start and cue.end <= start]
        if not near:
            return None
        cue = self._cut_in_two(near, start, parts) or near[-1]
        gap = [token for token in passage.doc[cue.end : start] if passage.outside(token)]
        if any(not passage.outside(token) for token in passage.doc[cue.end : start]):
            return None
        if cue.verb.i in parts and self._runs_on(number) and not self._reports_between(cue, start):
            return cue
        words = [token for token in gap if not token.is_punct and not token.is_space and token.lower_ != "that"]
        if not words:
            return cue if self._ends_there(number, end) else None
        last = passage.doc[start - 1].text
        finite = any(
            token.pos_ in ("VERB", "AUX") and token.tag_ in ("VBD", "VBZ", "VBP", "MD") for token in words
        )
        if cue.verb.i in parts and not finite:
            return cue
        if last in _BEFORE_SPEECH and passage.is_sentence_like(number) and (last == ":" or not finite):
            return cue
        return None

    def _cut_in_two(self, near: Sequence[Cue], start: int, parts: Mapping[int, object]) -> Cue | None:
        """The cue that stands inside what it reports, with no more than a participle behind it."""
        cue = next((cue for cue in reversed(near) if cue.verb.i in parts), None)
        if cue is None or any(other.verb.tag_ != "VBG" for other in near if other.verb.i > cue.verb.i):
            return None
        return cue if self._passage.doc[start - 1].text == "," and not self._is_new_sentence(start) else None

    def _runs_on(self, number: int) -> bool:
        """Whether a quotation goes on with the sentence of the one before: '"The risk," …, "is that …"'."""
        if not number or self._is_new_sentence(self._passage.quote_tokens(number)[0]):
            return False
        start = self._passage.quote_tokens(number)[0]
        before = self._passage.words_of(number - 1).rstrip(" '’”")[-1:]
        return before in (",", "-", "—", "–") and self._passage.doc[start - 1].text in (",", "-", "—", "–")

    def _reports_between(self, cue: Cue, start: int) -> bool:
        return any(cue.verb.i < other.verb.i < start for other in self._all)

    def _is_new_sentence(self, start: int) -> bool:
        return self._passage.is_sentence_like(self._passage.inside[start])

    def _ends_there(self, number: int, end: int) -> bool:
        """Whether what is reported ends with the quotation."""
        if self._is_closed(number) or self._passage.words_of(number).rstrip()[-1:] in ".!?":
            return True
        return not self._passage.has_words(end, self._frame.end) or self._passage.doc[end].is_punct

    def _is_closed(self, number: int) -> bool:
        passage = self._passage
        if passage.words_of(number).rstrip(" '’”")[-1:] in (*_CLOSERS, "."):
            return True
        _, end = passage.quote_tokens(number)
        return end < len(passage.doc) and passage.doc[end].text in (",", "—", "–", "-", ".", "?", "!")

    def _is_joined(self, number: int) -> bool:
        """Whether no more than 'and' and a comma part a quotation from the one before: '"…," and, "…"'."""
        if not number:
            return False
        start, (_, end) = self._passage.quote_tokens(number)[0], self._passage.quote_tokens(number - 1)
        gap = self._passage.doc[end:start]
        return end <= start and all(t.is_punct or t.is_space or t.lower_ in _JOINING for t in gap)

    def _content(self, number: int, rule: str) -> Span:
        """The quotation, with the words of its sentence around it where it is woven into them."""
        passage = self._passage
        span = passage.quotes[number].span
        start, _ = passage.quote_tokens(number)
        if rule == "cue-quotation":
            return self._with_rest(number, span)
        if rule != "quotation-cue" or start == self._start:
            return span
        first = max([self._start, *[cue.end for cue in self._all if cue.end <= start]])
        lead = self._words(first, start)
        woven = not passage.is_sentence_like(number) or not passage.doc[start - 1].is_punct
        if not woven or not any(token.pos_ not in _SLIGHT for token in lead):
            return span
        while passage.doc[first].pos_ in ("PUNCT", "SPACE") and passage.outside(passage.doc[first]):
            first += 1
        begin = passage.inside[first]
        opening = passage.quotes[begin].span.start if begin >= 0 else passage.start_of(first)
        return Span(min(opening, span.start), span.end)

    def _with_rest(self, number: int, span: Span) -> Span:
        """A quotation that the article's own words end: 'said that "she would fight" against it'."""
        passage = self._passage
        _, end = passage.quote_tokens(number)
        if passage.words_of(number).rstrip(" '’”")[-1:] in (*_CLOSERS, "."):
            return span
        stop = end
        for token in passage.doc[end : self._frame.end]:
            if not passage.outside(token) or token.is_punct or any(cue.start == token.i for cue in self._all):
                break
            stop = token.i + 1
        while stop > end and passage.doc[stop - 1].pos_ in _SLIGHT:
            stop -= 1
        return Span(span.start, passage.end_of(stop - 1)) if stop > end else span

    def _words(self, start: int, end: int) -> list[Token]:
        return [token for token in self._passage.doc[start:end] if not token.is_punct and not token.is_space]


def reported(
    passage: Passage,
    cue: Cue,
    cues: Sequence[Cue],
    content: tuple[Span, ...],
    rule: str,
    confidence: float,
    known: Speaker | None = None,
) -> StatementDraft:
    """The statement that a cue reports, with its speakers and those who passed it on; `known` speaks for sure."""
    speakers = (known,) if known is not None else speakers_of(passage, cue.subject, cue.verb)
    via = passed_on_by(passage, cue, cues)
    source = cited(passage, cue)
    if source is not None and cue.subject is not None and is_outlet(passage, cue.subject):
        via = (*speakers, *via)
        speakers = (speaker(passage, source),)
        rule = "citing"
    sure = confidence if speakers else confidence / 2
    return StatementDraft(content, (passage.span(*cue.words),), speakers, rule, sure, via)


def _has_clause(cue: Cue) -> bool:
    return any(child.dep_ == "ccomp" for child in cue.verb.rights)
