"""What the rules of attribution hand on: statements whose speakers are still words of the text, not sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from reader.analysis.passage import Passage
from reader.model.span import Span, Spans


@dataclass(frozen=True, slots=True, eq=False)
class Speaker:
    """The words that name a source: tokens `start` up to `end` of a passage, with their head."""

    passage: Passage
    start: int
    end: int
    head: int
    mention: Span | None = None
    """The words that stand for it beside its cue, where they are others: "who", or a clause more."""

    @property
    def span(self) -> Span:
        """The words in the text."""
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
    """Who passed it on, nearest first."""
    carried: bool = False
    """Whether the speaker is taken over from an earlier sentence, so that nothing names it here."""

    def also(self, spans: Spans, at_most: float = 1.0) -> StatementDraft:
        """The same with more content after what it has, and no more than so much confidence."""
        apart = spans[0].start >= self.content[-1].end
        content = (*self.content, *merged(spans)) if apart else merged((*self.content, *spans))
        return replace(self, content=content, confidence=min(self.confidence, at_most))


def merged(spans: Spans) -> Spans:
    """The spans in order, those that overlap made one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def shared(span: Span, taken: Iterable[Span]) -> int:
    """How many code points of a span are in others, added up."""
    start, end = span.start, span.end
    return sum(
        min(end, other.end) - max(start, other.start) for other in taken if other.start < end and start < other.end
    )
