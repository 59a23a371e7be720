"""The rules for quotations beside a cue: '"…," she said', 'she said, "…"', '"…," she said, "…"'."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import chain

from spacy.tokens import Token

from reader.analysis.clauses.cues import Cue, speaker_of, speakers_of
from reader.analysis.clauses.intermediaries import cited, is_outlet, passed_on_by, reporter
from reader.analysis.clauses.negation import is_negated, names_nobody
from reader.analysis.clauses.syntax import FINITE, with_dep
from reader.analysis.drafts import Speaker, StatementDraft, merged
from reader.analysis.lexicon import word_set
from reader.analysis.passage import Passage, Sentence, is_word
from reader.analysis.rules.abutting_clauses import is_title
from reader.analysis.rules.adjacent_speakers import colon_label, speaker_between
from reader.analysis.rules.positional_cues import cue_after
from reader.analysis.rules.preceding_cues import enclosing_report, resumed_report, speaker_before
from reader.model.span import Span, Spans

_DASHES = frozenset("—–-")
_CLOSING = _DASHES | frozenset(",.!?")
_ENDINGS = _CLOSING | {"…"}
_SLIGHT = frozenset(("CCONJ", "ADV", "PUNCT", "SPACE", "SYM"))
_REASONS = frozenset(("because", "since", "although", "though", "unless", "whereas", "if"))
_BEFORE_SPEECH = frozenset((",", ":", "that", "that,", "-", "—", "–"))


class QuoteAttributor:
    """Assigns each quotation of a sentence its cue, and makes a statement of all that one cue reports."""

    def __init__(self, sentence: Sentence, cues: Sequence[Cue], quotes: Sequence[int]) -> None:
        self._sentence = sentence
        self._passage = sentence.passage
        self._doc = sentence.passage.doc
        self._all = cues
        self._cues = [cue for cue in cues if cue.can_quote]
        self._quotes = quotes
        self._start = self._passage.after_time(sentence)
        self._speakers: dict[int, Speaker] = {}
        self._positional: dict[int, Cue] = {}
        self._parts: dict[int, list[tuple[Span, str]]] = defaultdict(list)
        """By the number of the cue's verb the contents that it reports, each with its rule."""
        self.used: set[int] = set()
        """The verbs, by number, of the cues that have a quotation or pass one on."""

    def drafts(self) -> tuple[list[StatementDraft], list[StatementDraft]]:
        """The statements of the cues with quotations, and apart from them those whose cue another cue reports."""
        last: Cue | None = None
        for number in self._quotes:
            if self._names_work(number):
                continue
            cue, rule = self._cue_for(number)
            if cue is None and last is not None and self._is_joined(number):
                cue, rule = last, "cue-quotation"
            if cue is not None:
                self._parts[cue.verb.i].append((self._content(number, rule), rule))
            last = cue
        by_verb = {cue.verb.i: cue for cue in self._cues} | self._positional
        inner = {verb for verb, found in self._parts.items() if self._is_reported(by_verb[verb], found[0][1])}
        self.used |= self._parts.keys() - inner
        drafts = {verb: self._draft(by_verb[verb], found) for verb, found in self._parts.items()}
        own = [drafts[verb] for verb in self._parts if verb not in inner]
        # A participle's quotation is a part of what its main verb says: "she recalled | thinking, …".
        return own, [drafts[verb] for verb in inner if by_verb[verb].verb.tag_ != "VBG"]

    def _is_reported(self, cue: Cue, rule: str) -> bool:
        """Return True if another cue reports this one's clause: 'she said that he | called it "absurd"'."""
        if rule != "cue-quotation" or resumed_report(self._sentence, cue, self._all) is not None:
            return False
        return enclosing_report(cue, self._all) is not None

    def _draft(self, cue: Cue, found: Sequence[tuple[Span, str]]) -> StatementDraft:
        outer = reporter(self._passage, cue, self._all)
        if outer is not None:
            self.used.add(outer.verb.i)
        rule = found[0][1]
        known = self._speakers.get(cue.verb.i)
        if known is None and rule != "quotation-cue":
            known = speaker_before(self._sentence, cue, self._all)
        content = merged((*(span for span, _ in found), *self._reason_after(cue, found)))
        return report_draft(self._passage, cue, self._all, content, rule, 0.95, known)

    def _reason_after(self, cue: Cue, found: Sequence[tuple[Span, str]]) -> Spans:
        """The clause after the cue that belongs to a report: 'It "got into everything," he said, | since …'."""
        passage, end = self._passage, max(cue.end, cue.words[1])
        span, rule = found[-1]
        whole = any(span.start == quote.span.start for quote in passage.quotes)
        limit = self._sentence.end - 1
        if rule != "quotation-cue" or whole or end + 2 >= limit or self._doc[end].text != ",":
            return ()
        if self._doc[end + 1].lower_ not in _REASONS or passage.has_quoted(end, limit):
            return ()
        while limit > end and self._doc[limit - 1].is_punct:
            limit -= 1
        return (passage.span(end + 1, limit),)

    def _cue_for(self, number: int) -> tuple[Cue | None, str]:
        start, _ = self._passage.quote_tokens(number)
        leads = self._passage.has_words(self._start, start)
        after, before = self._following(number), self._preceding(number)
        if after is not None and (not leads or (before is not None and self._is_tied(number, after))):
            return after, "quotation-cue"
        if before is not None and (after is None or before.verb.i not in self._parts):
            return before, "cue-quotation"
        return after, "quotation-cue"

    def _following(self, number: int) -> Cue | None:
        """The cue after a quotation: '"…," she said'."""
        return self._adjacent(number) or self._by_position(number)

    def _by_position(self, number: int) -> Cue | None:
        """A verb that is a cue only by its place: '"…," she pressed'."""
        passage = self._passage
        start, _ = passage.quote_tokens(number)
        if not passage.starts_like_sentence(number) or passage.has_words(self._start, start):
            return None
        found = cue_after(passage, number, self._sentence.end)
        if found is None or (self._is_full_stop(number) and _has_clause(found[0])):
            return None
        cue, who = found
        self._speakers[cue.verb.i] = who
        known = next((known for known in self._cues if known.verb.i == cue.verb.i), None)
        if known is None:
            self._positional[cue.verb.i] = cue
        return known or cue

    def _adjacent(self, number: int) -> Cue | None:
        passage = self._passage
        _, end = passage.quote_tokens(number)
        later = [cue for cue in self._cues if cue.start >= end]
        cue = next((cue for cue in later if not _is_in_relative(cue.verb)), next(iter(later), None))
        if cue is None or not self._is_closed(number) or self._is_only_title(number, cue):
            return None
        if self._answers(cue):
            self.used.add(cue.verb.i)
            return None
        if cue.verb.tag_ == "VBG" and any(map(_is_finite, filter(passage.outside, self._doc[end : cue.verb.i]))):
            return None
        if cue.subject is None or not end <= cue.subject.i < cue.verb.i:
            found = speaker_between(passage, end, cue.words[0])
            if found is not None:
                self._speakers[cue.verb.i] = found
                return cue
        gap = self._doc[end : cue.start]
        if any(token.pos_ == "CCONJ" for token in gap):
            return None
        if len(gap) > 4 or not all(token.pos_ in _SLIGHT and passage.outside(token) for token in gap):
            return None
        return None if self._is_full_stop(number) and _has_clause(cue) else cue

    def _answers(self, cue: Cue) -> bool:
        """Return True for a cue with an answer of its own, no quotation: 'she said | yes'."""
        after = cue.words[1]
        return after < self._sentence.end and self._doc[after].pos_ == "INTJ"

    def _is_only_title(self, number: int, cue: Cue) -> bool:
        """Return True for 'On the show "Our Port," | he said that …' and '"Our Port," | written by her'."""
        start, _ = self._passage.quote_tokens(number)
        reports = _has_clause(cue) and self._passage.has_words(self._start, start)
        made = cue.verb.tag_ == "VBN" and cue.verb.dep_ == "acl"
        return (reports or made) and is_title(self._passage, number)

    def _names_work(self, number: int) -> bool:
        """Return True for a title after what it is the title of: 'in his second novel, "Bread and Iron"'."""
        start, _ = self._passage.quote_tokens(number)
        before = start - 1 - (start > 0 and self._doc[start - 1].text == ",")
        work = before >= self._sentence.start and self._doc[before].lemma_.lower() in word_set("works")
        return work and is_title(self._passage, number)

    def _is_full_stop(self, number: int) -> bool:
        return self._passage.quote_text(number).rstrip()[-1:] == "."

    def _is_tied(self, number: int, after: Cue) -> bool:
        """Return True if a comma ties a quotation after a colon to the cue that follows it."""
        passage = self._passage
        start, end = passage.quote_tokens(number)
        tied = passage.quote_ending(number) == "," and passage.starts_like_sentence(number)
        joined = end < len(self._doc) and self._doc[end].pos_ == "CCONJ"
        return tied and not joined and self._doc[start - 1].text == ":" and after.subject is not None

    def _preceding(self, number: int) -> Cue | None:
        """The cue before a quotation: 'she said, "…"'."""
        passage = self._passage
        start, end = passage.quote_tokens(number)
        last = self._doc[start - 1].text if start else ""
        if last == ":" and colon_label(passage, start - 1, self._sentence.start):
            return None
        near = [cue for cue in self._cues if cue.words[1] <= start and cue.end <= start]
        if not near:
            return None
        cue = self._interrupting(near, number) or near[-1]
        gap = self._doc[cue.end : start]
        if not all(map(passage.outside, gap)):
            return None
        if cue.verb.i in self._parts and self._runs_on(number) and not self._reports_between(cue, start):
            return cue
        what = cue.start > 0 and self._doc[cue.start - 1].lower_ == "what"
        words = [token for token in gap if is_word(token) and token.lower_ != "that"]
        words = [token for token in words if not (what and token.lemma_ == "be")]
        if not words:
            return cue if self._ends_content(number, end) else None
        finite = any(t.pos_ in ("VERB", "AUX") and t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in words)
        if cue.verb.i in self._parts and not finite:
            return cue
        whole = self._ends_content(number, end) if last == "that" else passage.starts_like_sentence(number)
        introduced = (last in _BEFORE_SPEECH and whole) or self._is_told_to(cue, number)
        return cue if introduced and (last == ":" or not finite) else None

    def _is_told_to(self, cue: Cue, number: int) -> bool:
        """Return True for a quotation that is what somebody is told to do: 'told them on Monday to "go home"'."""
        start, end = self._passage.quote_tokens(number)
        goes_on = end < self._sentence.end and self._doc[end].pos_ == "CCONJ"
        addressed = cue.verb.lemma_ in word_set("addressing-verbs") and self._doc[start - 1].lower_ == "to"
        return addressed and (goes_on or self._ends_content(number, end)) and self._doc[start + 1].tag_ == "VB"

    def _interrupting(self, near: Sequence[Cue], number: int) -> Cue | None:
        """The cue that interrupts its content, perhaps with a participle: '"…," she said, smiling, "…"'."""
        cue = next((cue for cue in reversed(near) if cue.verb.i in self._parts), None)
        if cue is None or any(other.verb.tag_ != "VBG" for other in near if other.verb.i > cue.verb.i):
            return None
        start, _ = self._passage.quote_tokens(number)
        continues = self._doc[start - 1].text == "," and not self._passage.starts_like_sentence(number)
        return cue if continues else None

    def _runs_on(self, number: int) -> bool:
        """Return True if a quotation continues the sentence of the one before: '"The risk," …, "is that …"'."""
        if not number or self._passage.starts_like_sentence(number):
            return False
        start, _ = self._passage.quote_tokens(number)
        before = self._passage.quote_ending(number - 1)
        return (before == "," or before in _DASHES) and self._doc[start - 1].text in (",", *_DASHES)

    def _reports_between(self, cue: Cue, start: int) -> bool:
        return any(cue.verb.i < other.verb.i < start for other in self._all)

    def _ends_content(self, number: int, end: int) -> bool:
        """Return True if what is reported ends with the quotation."""
        if self._is_closed(number) or self._passage.quote_text(number).rstrip()[-1:] in ".!?":
            return True
        ends = not self._passage.has_words(end, self._sentence.end)
        return ends or (self._doc[end].is_punct and self._doc[end].text != "(")

    def _is_closed(self, number: int) -> bool:
        """Return True if a mark of punctuation ends the quotation or follows it."""
        _, end = self._passage.quote_tokens(number)
        following = self._doc[end].text if end < len(self._doc) else ""
        return self._passage.quote_ending(number) in _ENDINGS or following in _CLOSING

    def _is_joined(self, number: int) -> bool:
        """Return True if only a conjunction parts a quotation from the one before: '"…," and, "…"'."""
        if not number:
            return False
        start, (_, end) = self._passage.quote_tokens(number)[0], self._passage.quote_tokens(number - 1)
        gap = self._doc[end:start]
        return end <= start and all(
            not is_word(token) or token.lower_ in ("and", "or", "but", "that", "then") for token in gap
        )

    def _content(self, number: int, rule: str) -> Span:
        """The quotation, with the words of the sentence that it is part of."""
        passage = self._passage
        span = passage.quotes[number].span
        start, _ = passage.quote_tokens(number)
        if rule == "cue-quotation":
            return self._with_clause(number, self._with_rest(number, span))
        if start == self._start:
            return span
        first = max([self._start, *(cue.end for cue in self._all if cue.end <= start)])
        lead = self._doc[first:start]
        mixed = not passage.starts_like_sentence(number) or not self._doc[start - 1].is_punct
        if not mixed or not any(is_word(token) and token.pos_ not in _SLIGHT for token in lead):
            return span
        while self._doc[first].pos_ in ("PUNCT", "SPACE") and passage.outside(self._doc[first]):
            first += 1
        quote = passage.quote_of[first]
        opening = passage.quotes[quote].outer.start if quote >= 0 else passage.start_of(first)
        outer = passage.quotes[number].outer
        return Span(opening, outer.end) if opening < outer.start else span

    def _with_clause(self, number: int, span: Span) -> Span:
        """The quotation with the reported clause that its colon ends: 'said | she had one plan: "…"'."""
        start, _ = self._passage.quote_tokens(number)
        if start < 2 or self._doc[start - 1].text != ":":
            return span
        cue = next((cue for cue in reversed(self._cues) if cue.end <= start), None)
        if cue is None or self._parts.get(cue.verb.i):
            return span
        said = next((child for child in with_dep(cue.verb.rights, "ccomp") if cue.end < child.i < start - 1), None)
        first = said.left_edge.i if said is not None else start
        if said is None or not cue.end <= first < said.i or self._passage.has_quoted(first, start):
            return span
        first += self._doc[first].lower_ == "that"
        return Span(self._passage.start_of(first), span.end)

    def _with_rest(self, number: int, span: Span) -> Span:
        """The quotation with the words that complete it: 'said that "she would fight" | against it'."""
        passage = self._passage
        _, end = passage.quote_tokens(number)
        if passage.quote_ending(number) in _ENDINGS:
            return span
        stop = end
        for token in self._doc[end : self._sentence.end]:
            if not passage.outside(token) or token.is_punct or any(cue.start == token.i for cue in self._all):
                break
            stop = token.i + 1
        while stop > end and self._doc[stop - 1].pos_ in _SLIGHT:
            stop -= 1
        opening = passage.quotes[number].outer.start
        return Span(opening, passage.end_of(stop - 1)) if stop > end else span


def report_draft(
    passage: Passage,
    cue: Cue,
    cues: Sequence[Cue],
    content: Spans,
    rule: str,
    confidence: float,
    known: Speaker | None = None,
) -> StatementDraft:
    """The statement that a cue reports; its speaker is `known`, or else the cue's subject."""
    speakers = (known,) if known is not None else speakers_of(passage, cue.subject, cue.verb)
    via = passed_on_by(passage, cue, cues)
    source = cited(cue)
    if source is not None and cue.subject is not None and is_outlet(passage, cue.subject):
        via = (*speakers, *via)
        speakers = (speaker_of(passage, source),)
        rule = "citing"
    confidence = confidence if speakers else confidence / 2
    negated = is_negated(passage, cue.verb, cue.subject)
    if names_nobody(cue.subject):
        speakers = ()
    return StatementDraft(content, (passage.span(*cue.words),), speakers, rule, confidence, via, negated=negated)


def _is_finite(token: Token) -> bool:
    return token.pos_ == "VERB" and token.tag_ in FINITE and token.dep_ not in ("relcl", "acl")


def _is_in_relative(verb: Token) -> bool:
    """Return True for a verb within the subject's phrase: '"…," a man who | spoke for them said'."""
    return any(word.dep_ == "relcl" for word in chain((verb,), verb.ancestors))


def _has_clause(cue: Cue) -> bool:
    return any(with_dep(cue.verb.rights, "ccomp"))
