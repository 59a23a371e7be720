"""A block with its parse and its quotations, and its frames: sentences, whose ends cut no quotation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

from spacy.tokens import Doc, Token

from reader.analysis.lexicon import verb_frames, word_set
from reader.analysis.quotations.scanner import QuotedSpan
from reader.model.document import Block, BlockKind
from reader.model.span import Span
from reader.model.values import value_class

_PLAIN = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "‟": '"',
        "«": '"',
        "»": '"',
        "‘": "'",
        "’": "'",
        "‚": "'",
        "`": "'",
        "―": "—",
        "\u00a0": " ",
    }
)
_UNREADABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_LONG_RUN = re.compile(r"([^\w\s])\1{3,}|(?:[^\w\s]\s?){8,}")
_TIME = re.compile(r"\d{1,2}[.:]\d\d(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?\s+(?=\D)")
_RUN = re.compile(r"\w+")
_SHORTEST = 200
"""How many code points it takes to tell prose from what is none."""
_LEAST = 0.3
"""The share of prose, white space aside, that belongs to words."""
_MEAN = 1.6
"""The mean length of words, in code points, that no prose falls below."""
_NEAR = 24
_TITLES = frozenset(f"{title}." for title in word_set("honorifics"))
HEADINGS = frozenset((BlockKind.HEADLINE, BlockKind.SUBHEADING))


def parsed_form(text: str) -> str:
    """The words as the parser gets them: plain marks and spaces, every offset as it was."""
    plain = _UNREADABLE.sub(" ", text.translate(_PLAIN).replace("''", '" '))
    plain = _LONG_RUN.sub(lambda run: run[0][:3] + " " * (len(run[0]) - 3), plain)
    return plain if _is_prose(plain) else " " * len(plain)


def _is_prose(text: str) -> bool:
    """Whether a text has words of a length that words have: heaps of marks and lone letters tell nothing."""
    lengths = [run.end() - run.start() for run in _RUN.finditer(text)]
    if sum(lengths) < _LEAST * sum(not character.isspace() for character in text):
        return False
    return len(text) < _SHORTEST or sum(lengths) >= _MEAN * len(lengths)


@value_class(frozen=True, slots=True)
class Sentence:
    """Some tokens of a passage, `start` up to `end`: one sentence, or several that a quotation holds together."""

    start: int
    end: int


class Passage:
    """One block (or a piece of a very long one), parsed. Token numbers are the parse's; spans are the text's."""

    def __init__(self, doc: Doc, offset: int, block: Block, quotes: Sequence[QuotedSpan], number: int) -> None:
        self.doc = doc
        self.text = doc.text
        """Its words as they were parsed."""
        self.offset = offset
        self.block = block
        self.number = number
        """The number of the block."""
        self._starts = [offset + token.idx for token in doc]
        self._ends = [start + len(token) for start, token in zip(self._starts, doc, strict=True)]
        self.quotes = tuple(quote for quote in quotes if quote.depth == 0)
        """Its outermost quotations."""
        self.inside = self._inside()
        """For each token, the number of the quotation that it stands in or is a mark of; -1 outside of all."""

    @property
    def is_heading(self) -> bool:
        """Whether the block heads others."""
        return self.block.kind in HEADINGS

    def start_of(self, token: int) -> int:
        """The offset of a token in the text."""
        return self._starts[token]

    def end_of(self, token: int) -> int:
        """The offset after a token in the text."""
        return self._ends[token]

    def span(self, start: int, end: int) -> Span:
        """The span of the tokens `start` up to `end`, of which there is at least one."""
        return Span(self.start_of(start), self.end_of(end - 1))

    def quote_tokens(self, number: int) -> tuple[int, int]:
        """The tokens of a quotation and its marks."""
        return self._extents[number]

    def outside(self, token: Token) -> bool:
        """Whether a token stands outside of all quotations."""
        return self.inside[token.i] < 0

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The frames, in order; together they hold every token."""
        starts = [0]
        for sent in self.doc.sents:
            if sent.start and self._may_start(sent.start):
                starts.append(sent.start)
        ends = [*starts[1:], len(self.doc)]
        return tuple(Sentence(start, end) for start, end in zip(starts, ends, strict=True) if end > start)

    @cached_property
    def quotes_by_sentence(self) -> tuple[tuple[int, ...], ...]:
        """For each frame the numbers of the quotations that begin in it."""
        found: list[list[int]] = [[] for _ in self.sentences]
        for number, (start, end) in enumerate(self._extents):
            if end > start:
                found[self.sentence_of[start]].append(number)
        return tuple(tuple(numbers) for numbers in found)

    @cached_property
    def sentence_of(self) -> tuple[int, ...]:
        """For each token the number of its frame."""
        numbers = [0] * len(self.doc)
        for number, sentence in enumerate(self.sentences):
            numbers[sentence.start : sentence.end] = [number] * (sentence.end - sentence.start)
        return tuple(numbers)

    def after_time(self, sentence: Sentence) -> int:
        """The first token of a frame, behind the time of day that heads an entry of a live page."""
        match = _TIME.match(self.text) if sentence.start == 0 else None
        if match is None:
            return sentence.start
        return next((token.i for token in self.doc[: sentence.end] if token.idx >= match.end()), sentence.start)

    def has_words(self, start: int, end: int) -> bool:
        """Whether there is more than marks and spaces among the tokens `start` up to `end`."""
        return end > start and self._words_before[end] > self._words_before[start]

    def has_quoted(self, start: int, end: int) -> bool:
        """Whether any of the tokens `start` up to `end` stands in a quotation."""
        return end > start and self._quoted_before[end] > self._quoted_before[start]

    @cached_property
    def has_other_words(self) -> bool:
        """Whether there are words outside of its quotations."""
        return any(self.outside(token) and not token.is_punct and not token.is_space for token in self.doc)

    def is_quoted_whole(self) -> bool:
        """Whether one quotation is all there is."""
        return len(self.quotes) == 1 and self.quote_tokens(0) == (0, len(self.doc))

    @cached_property
    def _words_before(self) -> tuple[int, ...]:
        words = (not token.is_punct and not token.is_space for token in self.doc)
        return tuple(accumulate(words, initial=0))

    @cached_property
    def _quoted_before(self) -> tuple[int, ...]:
        return tuple(accumulate((number >= 0 for number in self.inside), initial=0))

    def words_of(self, number: int) -> str:
        """The words of a quotation, without its marks."""
        return self.quotes[number].span.shift(-self.offset).of(self.text)

    def is_sentence_like(self, number: int) -> bool:
        """Whether a quotation begins as a sentence does, rather than being woven into one."""
        first = next((character for character in self.words_of(number) if character.isalnum()), "")
        return first.isupper() or first.isdigit()

    def _may_start(self, token: int) -> bool:
        before = self.inside[token - 1]
        if before >= 0 and before == self.inside[token] and not self._is_opening(token):
            return False
        first = self.doc[token]
        if first.text[:1].islower() or self._is_abbreviated(token - 1):
            return False
        if before >= 0 and self._only_reports(first, before):
            return False
        return not (first.is_punct and self.inside[token] < 0)

    def _is_abbreviated(self, token: int) -> bool:
        """Whether a token is a title cut short, or ends the brackets of one, after which no sentence ends."""
        word = self.doc[token]
        return self.inside[token] < 0 and word.text.lower() in _TITLES

    def _only_reports(self, first: Token, quote: int) -> bool:
        """Whether a sentence only tells who asked or exclaimed what stands in the quotation before it."""
        last = self.words_of(quote).rstrip(" '")[-1:]
        if last not in ",?!…—-":
            return False
        for token in self.doc[first.i : first.i + _NEAR]:
            if token.pos_ == "VERB" and "q" in verb_frames().get(token.lemma_, ""):
                return not any(child.dep_ in ("ccomp", "dobj") and child.i > token.i for child in token.children)
            if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("relcl", "acl"):
                return False
        return False

    def _is_opening(self, token: int) -> bool:
        return self._extents[self.inside[token]][0] == token

    @cached_property
    def _extents(self) -> tuple[tuple[int, int], ...]:
        first: dict[int, int] = {}
        last: dict[int, int] = {}
        for token, number in enumerate(self.inside):
            first.setdefault(number, token)
            last[number] = token + 1
        return tuple((first.get(number, 0), last.get(number, 0)) for number in range(len(self.quotes)))

    def _inside(self) -> list[int]:
        inside = [-1] * len(self.doc)
        number = 0
        for token, (start, end) in enumerate(zip(self._starts, self._ends, strict=True)):
            while number < len(self.quotes) and self.quotes[number].outer.end <= start:
                number += 1
            if number < len(self.quotes) and self.quotes[number].outer.start < end:
                inside[token] = number
        return inside
