"""One loaded pipeline for all tests of the rules, and a short way to read what it finds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from reader.analysis.pipeline import Pipeline
from reader.model.analysis import Analysis, Entity, Quotation, Source, Statement
from reader.model.document import Block, BlockKind
from reader.model.span import Span
from tests import analysed


@dataclass(frozen=True)
class Found:
    """An analysis beside its text, asked in words rather than offsets."""

    text: str
    analysis: Analysis

    def words(self, spans: tuple[Span, ...]) -> list[str]:
        return [span.of(self.text) for span in spans]

    def statement(self, part: str) -> Statement:
        """The one statement whose content holds `part`."""
        holding = [s for s in self.analysis.statements if any(part in words for words in self.words(s.content))]
        assert len(holding) == 1, f"{part!r} is in {len(holding)} of {self.said()}"
        return holding[0]

    def by(self, part: str) -> str | None:
        """The name of the source of the one statement that holds `part`."""
        return self.name(self.statement(part).source_id)

    def via(self, part: str) -> list[str | None]:
        return [self.name(source) for source in self.statement(part).via]

    def name(self, source_id: str | None) -> str | None:
        return next((source.name for source in self.analysis.sources if source.id == source_id), None)

    def said(self) -> list[tuple[str | None, list[str]]]:
        return [(self.name(s.source_id), self.words(s.content)) for s in self.analysis.statements]

    def source(self, name: str) -> Source:
        return next(source for source in self.analysis.sources if source.name == name)

    def entity(self, name: str) -> Entity:
        return next(entity for entity in self.analysis.entities if entity.name == name)

    def quotation(self, words: str) -> Quotation:
        return next(q for q in self.analysis.quotations if q.span.of(self.text) == words)


Read = Callable[..., Found]


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    return analysed.pipeline()


@pytest.fixture(scope="session")
def read(pipeline: Pipeline) -> Read:
    """Reads paragraphs, given one by one; `headline` makes the first of them a headline."""

    def reading(*paragraphs: str, headline: bool = False, kinds: dict[int, BlockKind] | None = None) -> Found:
        text = "\n\n".join(paragraphs)
        blocks, start = [], 0
        for number, paragraph in enumerate(paragraphs):
            kind = (
                BlockKind.HEADLINE if headline and number == 0 else (kinds or {}).get(number, BlockKind.PARAGRAPH)
            )
            blocks.append(Block(Span(start, start + len(paragraph)), kind))
            start += len(paragraph) + 2
        return Found(text, pipeline.analyse(text, blocks))

    return reading
