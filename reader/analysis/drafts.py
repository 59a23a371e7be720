"""What the rules produce: statements whose speakers are still words of the text, not yet resolved to sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from reader.analysis.passage import Passage
from reader.model.span import Span, Spans


@dataclass(frozen=True, slots=True, eq=False)
class Speaker:
    """The words that name a source: the tokens `start` up to `end` of a passage, and their head."""

    passage: Passage
    start: int
    end: int
    head: int
    mention: Span | None = None
    """The words at the cue, where they differ: the "who" of a relative clause, or the phrase with its clauses."""

    label: str = ""
    """The name in the label of a turn, without what is beside it; empty for the words of a sentence."""

    @property
    def tokens(self) -> TokenSpan:
        """The tokens of the phrase."""
        return self.passage.doc[self.start : self.end]

    @property
    def noun(self) -> Token:
        """The head of the phrase."""
        return self.passage.doc[self.head]

    @property
    def span(self) -> Span:
        """The words at the cue, in the text."""
        return self.mention or self.passage.span(self.start, self.end)


@dataclass(frozen=True, slots=True, eq=False)
class StatementDraft:
    """A statement as a rule finds it."""

    content: Spans
    cue: Spans
    speakers: tuple[Speaker, ...]
    rule: str
    confidence: float
    via: tuple[Speaker, ...] = ()
    """The outlets that passed it on, nearest to the speaker first."""
    carried: bool = False
    """True if the speaker is that of an earlier sentence, and nothing names it here."""
    negated: bool = False
    """True if it was not said: 'has not said why'."""

    def extended(self, spans: Spans, at_most: float = 1.0) -> StatementDraft:
        """The statement with more content at its end, and a confidence no higher than `at_most`."""
        apart = spans[0].start >= self.content[-1].end
        content = (*self.content, *merged(spans)) if apart else merged((*self.content, *spans))
        return replace(self, content=content, confidence=min(self.confidence, at_most))


def merged(spans: Spans) -> Spans:
    """The spans in order, with overlapping ones joined."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def overlap(span: Span, others: Iterable[Span]) -> int:
    """The number of code points that `span` shares with each of the others, added up."""
    start, end = span.start, span.end
    return sum(
        min(end, other.end) - max(start, other.start)
        for other in others
        if other.start < end and start < other.end
    )


def is_covered(span: Span, others: Iterable[Span]) -> bool:
    """Return True if more than half of a span is in the others."""
    return 2 * overlap(span, others) > len(span)
