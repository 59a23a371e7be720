"""A parsed block with its quotations, divided into sentences that do not end inside a quotation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate, pairwise

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from reader.analysis.lexicon import speaker_words, verb_frames, word_set
from reader.analysis.quotations.scanner import QuotedSpan
from reader.analysis.quotations.titles import names_a_work
from reader.model.document import Block, BlockKind
from reader.model.span import Span
from reader.model.values import value_class

_PLAIN = str.maketrans("“”„‟«»‘’‚`´―\u00a0", '""""""\'\'\'\'\'— ')
_OPENING_PAIR = re.compile(r"(?<!\S)(?:,,(?=\w)|<<(?!<))")
_CLOSING_PAIR = re.compile(r"''|(?<!>)>>(?!>)")
_UNREADABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_ADDRESS = re.compile(r"<[^<>\s]{1,80}@[^<>\s]{1,80}>")
_FOOTNOTE = re.compile(r"(?<=[^\s\[\]])(?:\[\^?(?:note )?\d{1,3}\])++|(?<=[^\W\d_]{2})[¹²³⁰⁴-⁹]++")
_LONG_RUN = re.compile(r"([^\w\s])\1{3,}|(?:[^\w\s]\s?){8,}")
_TIME = re.compile(r"\d{1,2}[.:]\d\d(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?\s+(?=\D)")
_WORD = re.compile(r"\w+")
_PROSE_SAMPLE = 200
"""Code points from which on the mean length of words tells prose from other text."""
_MIN_WORD_SHARE = 0.3
"""The least share of the visible characters of prose that is in words."""
_MIN_MEAN_WORD = 1.6
"""The least mean length of the words of prose, in code points."""
_NEAR = 24
_TITLES = frozenset(f"{title}." for title in word_set("honorifics"))
_FINITE = frozenset(("VBD", "VBZ", "VBP"))
_TOPICS = frozenset(("about", "of", "for", "against", "so", "with", "like"))
"""Words after a verb of saying whose sentence reports something of its own."""
HEADINGS = frozenset((BlockKind.HEADLINE, BlockKind.SUBHEADING))


def parsed_form(text: str) -> str:
    """The text as the parser reads it: plain quotation marks and spaces, at unchanged offsets.

    Addresses in angle brackets and the marks of footnotes are blanked, as they are no words of the sentence. Long
    runs of marks are blanked after three characters, and text that is not prose is blanked altogether.
    """
    plain = _OPENING_PAIR.sub(' "', _UNREADABLE.sub(" ", text.translate(_PLAIN)))
    plain = _blanked(_FOOTNOTE, _blanked(_ADDRESS, _CLOSING_PAIR.sub('" ', plain)))
    plain = _LONG_RUN.sub(lambda run: run[0][:3] + " " * (len(run[0]) - 3), plain)
    return plain if _is_prose(plain) else " " * len(plain)


def _blanked(marks: re.Pattern[str], text: str) -> str:
    return marks.sub(lambda mark: " " * len(mark[0]), text)


def _is_prose(text: str) -> bool:
    lengths = [word.end() - word.start() for word in _WORD.finditer(text)]
    if sum(lengths) < _MIN_WORD_SHARE * sum(not character.isspace() for character in text):
        return False
    return len(text) < _PROSE_SAMPLE or sum(lengths) >= _MIN_MEAN_WORD * len(lengths)


def is_word(token: Token) -> bool:
    """Return True unless the token is punctuation or white space."""
    return not token.is_punct and not token.is_space


@value_class(frozen=True, slots=True)
class Sentence:
    """The tokens `start` up to `end` of a passage: one parsed sentence, or several joined by a quotation."""

    passage: Passage
    start: int
    end: int

    @property
    def tokens(self) -> TokenSpan:
        """The tokens."""
        return self.passage.doc[self.start : self.end]


class Passage:
    """A parsed block, or a chunk of a very long one.

    Token numbers count within the passage; spans are offsets into the text of the article.
    """

    def __init__(self, doc: Doc, offset: int, block: Block, quotes: Sequence[QuotedSpan]) -> None:
        self.doc = doc
        self.text = doc.text
        """The text as it was parsed."""
        self.offset = offset
        self.block = block
        self._starts = [offset + token.idx for token in doc]
        self._ends = [start + len(token) for start, token in zip(self._starts, doc, strict=True)]
        self.quotes = tuple(quote for quote in quotes if quote.depth == 0)
        """The outermost quotations."""
        self.quote_of = self._quote_numbers()
        """For each token the number of the quotation that it is in or is a mark of; -1 outside of all."""

    @property
    def is_heading(self) -> bool:
        """Return True for a headline or subheading."""
        return self.block.kind in HEADINGS

    def start_of(self, token: int) -> int:
        """The offset of a token in the text."""
        return self._starts[token]

    def end_of(self, token: int) -> int:
        """The offset after a token in the text."""
        return self._ends[token]

    def span(self, start: int, end: int) -> Span:
        """The span of the tokens `start` up to `end`, at least one."""
        return Span(self.start_of(start), self.end_of(end - 1))

    def form(self, start: int, end: int) -> str:
        """The text of the tokens `start` up to `end`, at least one; a slice, since spaCy would join the tokens."""
        return self.text[self._starts[start] - self.offset : self._ends[end - 1] - self.offset]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The text of each token: rules that look for a word look here first, where no token is made."""
        return tuple(token.text for token in self.doc)

    @cached_property
    def lower_words(self) -> tuple[str, ...]:
        """The text of each token in lower case."""
        return tuple(word.lower() for word in self.words)

    def quote_tokens(self, number: int) -> tuple[int, int]:
        """The first token of a quotation and the one after it, its marks included."""
        return self._extents[number]

    def quote_text(self, number: int) -> str:
        """The text of a quotation without its marks."""
        return self.quotes[number].span.shift(-self.offset).of(self.text)

    def quote_ending(self, number: int) -> str:
        """The last character of a quotation, spaces and inner marks aside."""
        return self.quote_text(number).rstrip(" '")[-1:]

    def outside(self, token: Token) -> bool:
        """Return True if the token is outside of all quotations."""
        return self.quote_of[token.i] < 0

    def unquoted(self, token: Token | None) -> Token | None:
        """The token; None if it is in a quotation."""
        return token if token is not None and self.outside(token) else None

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences, in order; every token is in one."""
        later = (sent.start for sent in self.doc.sents if sent.start and self._may_start(sent.start))
        bounds = pairwise((0, *later, len(self.doc)))
        return tuple(Sentence(self, start, end) for start, end in bounds if end > start)

    @cached_property
    def quotes_by_sentence(self) -> tuple[tuple[int, ...], ...]:
        """For each sentence the numbers of the quotations that begin in it."""
        found: list[list[int]] = [[] for _ in self.sentences]
        for number, (start, end) in enumerate(self._extents):
            if end > start:
                found[self.sentence_of[start]].append(number)
        return tuple(tuple(numbers) for numbers in found)

    @cached_property
    def sentence_of(self) -> tuple[int, ...]:
        """For each token the number of its sentence."""
        return tuple(number for number, one in enumerate(self.sentences) for _ in range(one.start, one.end))

    def after_time(self, sentence: Sentence) -> int:
        """The first token of a sentence, after the time of day that heads an entry of a live page."""
        match = _TIME.match(self.text) if sentence.start == 0 else None
        if match is None:
            return sentence.start
        return next((token.i for token in self.doc[: sentence.end] if token.idx >= match.end()), sentence.start)

    @cached_property
    def titles(self) -> frozenset[int]:
        """The numbers of the quotations that name a work, which nobody says: 'her opera, “Rain”'."""
        if self.is_heading:
            return frozenset()
        spans = (quote.outer.shift(-self.offset) for quote in self.quotes)
        return frozenset(n for n, span in enumerate(spans) if names_a_work(self.text, span.start, span.end))

    def has_words(self, start: int, end: int) -> bool:
        """Return True if the tokens `start` up to `end` are not all punctuation and white space."""
        return end > start and self._words_before[end] > self._words_before[start]

    def has_quoted(self, start: int, end: int) -> bool:
        """Return True if any of the tokens `start` up to `end` is in a quotation."""
        return end > start and self._quoted_before[end] > self._quoted_before[start]

    def finite_verbs(self, start: int, end: int) -> int:
        """The number of finite verbs, modal ones aside, among the tokens `start` up to `end`."""
        return self._finite_before[end] - self._finite_before[start]

    @cached_property
    def has_other_words(self) -> bool:
        """Return True if there are words outside of the quotations."""
        return any(self.outside(token) and is_word(token) for token in self.doc)

    def is_one_quotation(self) -> bool:
        """Return True if a single quotation fills the passage."""
        return len(self.quotes) == 1 and self.quote_tokens(0) == (0, len(self.doc))

    def starts_like_sentence(self, number: int) -> bool:
        """Return True if a quotation begins with a capital or a digit, so that it is no part of a sentence."""
        first = next((character for character in self.quote_text(number) if character.isalnum()), "")
        return first.isupper() or first.isdigit()

    @cached_property
    def _words_before(self) -> tuple[int, ...]:
        return tuple(accumulate(map(is_word, self.doc), initial=0))

    @cached_property
    def _finite_before(self) -> tuple[int, ...]:
        return tuple(accumulate((token.tag_ in _FINITE for token in self.doc), initial=0))

    @cached_property
    def _quoted_before(self) -> tuple[int, ...]:
        return tuple(accumulate((number >= 0 for number in self.quote_of), initial=0))

    def _may_start(self, start: int) -> bool:
        """Return True if a sentence of the parser may begin at the token `start`."""
        first, before, quote = self.doc[start], self.doc[start - 1], self.quote_of[start - 1]
        if quote >= 0 and quote == self.quote_of[start] and self._extents[quote][0] != start:
            return False
        if first.text[:1].islower() or (quote < 0 and before.lower_ in _TITLES):
            return False
        if quote >= 0 and self._only_reports(first, quote):
            return False
        return not (first.is_punct and self.outside(first))

    def _only_reports(self, first: Token, quote: int) -> bool:
        """Return True for a sentence that only says who spoke the quotation before it: '"Why?" | she asked'."""
        last = self.quote_ending(quote)
        if last not in ",?!…—-.":
            return False
        for token in self.doc[first.i : first.i + _NEAR]:
            if token.pos_ == "VERB" and "q" in verb_frames().get(token.lemma_, ""):
                addressing = token.lemma_ in word_set("addressing-verbs")
                said = ("ccomp",) if addressing else ("ccomp", "dobj")
                takes = any(child.dep_ in said and child.i > token.i for child in token.children)
                return not takes and (last != "." or self._ends_sentence(first, token))
            if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("relcl", "acl"):
                return last in ",?!" and self._is_lone_act(first, token)
        return False

    def _is_lone_act(self, first: Token, verb: Token) -> bool:
        """Return True for a person and a verb that are all of a sentence: '"Why?" | Doe pressed.'."""
        subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
        if subject is None or subject.left_edge.i != first.i or verb.tag_ not in _FINITE:
            return False
        known = subject.lower_ in speaker_words() or subject.lower_ in ("he", "she", "they")
        return (known or subject.ent_type_ == "PERSON") and verb.i + 1 < len(self.doc) and verb.nbor().text == "."

    def _ends_sentence(self, first: Token, verb: Token) -> bool:
        """Return True if a subject, a verb of saying and adverbials are all: '"It is dry." | He said at noon.'."""
        if not self._may_tag(first, verb):
            return False
        for token in self.doc[verb.i + 1 : verb.i + _NEAR]:
            if token.text == "." and self.outside(token):
                return True
            stops = token.pos_ in ("VERB", "AUX") or token.text in (":", ";", ",") or token.lower_ in _TOPICS
            if stops or not self.outside(token):
                return False
        return False

    def _may_tag(self, first: Token, verb: Token) -> bool:
        """Return True for a plain verb of saying right after its subject, with which the sentence begins."""
        frames = verb_frames()[verb.lemma_]
        plain = verb.lower_ in word_set("plain-sayings") or ("p" in frames and "o" not in frames)
        subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
        return plain and verb.tag_ in _FINITE and subject is not None and subject.left_edge.i == first.i

    @cached_property
    def _extents(self) -> tuple[tuple[int, int], ...]:
        first: dict[int, int] = {}
        last: dict[int, int] = {}
        for token, number in enumerate(self.quote_of):
            first.setdefault(number, token)
            last[number] = token + 1
        return tuple((first.get(number, 0), last.get(number, 0)) for number in range(len(self.quotes)))

    def _quote_numbers(self) -> list[int]:
        numbers = [-1] * len(self.doc)
        number = 0
        for token, (start, end) in enumerate(zip(self._starts, self._ends, strict=True)):
            while number < len(self.quotes) and self.quotes[number].outer.end <= start:
                number += 1
            if number < len(self.quotes) and self.quotes[number].outer.start < end:
                numbers[token] = number
        return numbers
