"""From a text to its analysis: parse it once, then find quotations, entities, statements and sources."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain

from spacy.language import Language
from spacy.tokens import Doc

from reader.analysis.assembly import assemble
from reader.analysis.chunks import Chunk, chunks, readable_blocks
from reader.analysis.clauses.unclosed import ended_at_cues
from reader.analysis.entities.entity_index import EntityIndex
from reader.analysis.entities.gazetteer import place_kind
from reader.analysis.entities.given_names import is_given_name
from reader.analysis.language_model import load_language_model
from reader.analysis.passage import Passage, parsed_form
from reader.analysis.quotations.scanner import QuotedSpan, scan
from reader.analysis.rules.attribution import attribute
from reader.model.analysis import Analysis, Engine
from reader.model.document import Block

_BATCH = 12_000
"""The code points that are parsed together; memory grows with them."""


class Pipeline:
    """A loaded language model with the rules on top of it."""

    def __init__(self, model: Language, engine: Engine) -> None:
        self._model = model
        self._engine = engine

    @classmethod
    def load(cls, name: str, engine: Engine) -> Pipeline:
        """The pipeline on the installed model `name`. Raises ModelError if that cannot be used."""
        # The tables take memory only while they are read: before the model is loaded this costs nothing.
        place_kind("")
        is_given_name("")
        return cls(load_language_model(name), engine)

    def analyse(self, text: str, blocks: Sequence[Block], published: str | None = None) -> Analysis:
        """The analysis of `text`. Each block is parsed on its own."""
        readable = readable_blocks(text, blocks)
        passages, quotes = self._passages(text, readable)
        entities = EntityIndex(passages, _date(published))
        return assemble(text, self._engine, quotes, readable, passages, entities, attribute(passages))

    def passages(self, text: str, blocks: Sequence[Block]) -> list[Passage]:
        """The parsed passages of `text`."""
        return self._passages(text, readable_blocks(text, blocks))[0]

    def _passages(self, text: str, blocks: Sequence[Block]) -> tuple[list[Passage], Sequence[QuotedSpan]]:
        """The passages, and all quotations of the text."""
        parsed: dict[str, Doc] = {}
        cut = list(chunks(text, blocks))
        docs = list(chain.from_iterable(self._parsed(text, batch, parsed) for batch in _batches(cut)))
        starts = (chunk.span.start for chunk in cut)
        quotes = ended_at_cues(scan(text, (block.span for block in blocks)), zip(starts, docs, strict=True))
        passages = []
        first = 0
        for chunk, doc in zip(cut, docs, strict=True):
            while first < len(quotes) and quotes[first].outer.end <= chunk.span.start:
                first += 1
            last = bisect_left(quotes, chunk.span.end, first, key=lambda quote: quote.outer.start)
            inside = [clipped for quote in quotes[first:last] if (clipped := _clipped(quote, chunk))]
            if len(doc):
                passages.append(Passage(doc, chunk.span.start, chunk.block, inside))
        return passages, quotes

    def _parsed(self, text: str, batch: Sequence[Chunk], parsed: dict[str, Doc]) -> Iterator[Doc]:
        """The parses of a batch; a chunk whose text is in `parsed` is not parsed again."""
        forms = [parsed_form(chunk.span.of(text)) for chunk in batch]
        new = [form for form in dict.fromkeys(forms) if form not in parsed]
        parsed.update(zip(new, self._model.pipe(new, batch_size=len(batch)), strict=True))
        return (parsed[form] for form in forms)


def _date(published: str | None) -> date | None:
    """The day of an ISO date; None if it has none."""
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _batches(cut: Iterable[Chunk]) -> Iterator[list[Chunk]]:
    batch: list[Chunk] = []
    length = 0
    for chunk in cut:
        if batch and length + len(chunk.span) > _BATCH:
            yield batch
            batch, length = [], 0
        batch.append(chunk)
        length += len(chunk.span)
    if batch:
        yield batch


def _clipped(quote: QuotedSpan, chunk: Chunk) -> QuotedSpan | None:
    span, outer = quote.span.clip(chunk.span), quote.outer.clip(chunk.span)
    return replace(quote, span=span, outer=outer) if span and outer else None
