"""The way from a text to its analysis: one parse, then quotations, entities, statements and sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from reader.analysis.assembly import assemble
from reader.analysis.chunks import Chunk, chunks, readable_blocks
from reader.analysis.entities.entity_index import EntityIndex
from reader.analysis.entities.gazetteer import place_kind
from reader.analysis.entities.given_names import is_given_name
from reader.analysis.passage import Passage, parsed_form
from reader.analysis.quotations.scanner import QuotedSpan, scan
from reader.analysis.rules.attribution import attribute
from reader.model.analysis import Analysis, Engine
from reader.model.document import Block

_BATCH = 12_000
"""Code points that are parsed together."""


class Pipeline:
    """A loaded language model with the rules on top of it."""

    def __init__(self, model: Language, engine: Engine) -> None:
        self._model = model
        self._engine = engine

    @classmethod
    def load(cls, name: str, engine: Engine) -> Pipeline:
        """The pipeline on the installed model `name`. Raises OSError when there is none."""
        # Their tables take some memory while they are read, and give it back: before the model that costs nothing.
        place_kind("")
        is_given_name("")
        return cls(spacy.load(name), engine)

    def analyse(self, text: str, blocks: Sequence[Block], published: str | None = None) -> Analysis:
        """All that is found in `text`. Every block is parsed once and apart from the others."""
        readable = readable_blocks(text, blocks)
        quotes = scan(text, (block.span for block in readable))
        cut = list(chunks(text, readable))
        passages = self._passages(text, cut, quotes)
        entities = EntityIndex(passages, _date(published))
        return assemble(text, self._engine, quotes, readable, passages, entities, attribute(passages))

    def passages(self, text: str, blocks: Sequence[Block]) -> list[Passage]:
        """The text parsed, as the rules get it."""
        readable = readable_blocks(text, blocks)
        quotes = scan(text, (block.span for block in readable))
        return self._passages(text, list(chunks(text, readable)), quotes)

    def _passages(self, text: str, cut: Sequence[Chunk], quotes: Sequence[QuotedSpan]) -> list[Passage]:
        known: dict[str, Doc] = {}
        docs = chain.from_iterable(self._parsed(text, batch, known) for batch in _batches(cut))
        passages = []
        first = 0
        for chunk, doc in zip(cut, docs, strict=True):
            while first < len(quotes) and quotes[first].outer.end <= chunk.span.start:
                first += 1
            inside = chain.from_iterable(_clipped(quote, chunk) for quote in _until(quotes, first, chunk.span.end))
            if len(doc):
                passages.append(Passage(doc, chunk.span.start, chunk.block, list(inside), chunk.number))
        return passages

    def _parsed(self, text: str, batch: Sequence[Chunk], known: dict[str, Doc]) -> Iterator[Doc]:
        """The parses of a batch; words that came before have the parse that they are `known` with."""
        forms = [parsed_form(chunk.span.of(text)) for chunk in batch]
        new = [form for form in dict.fromkeys(forms) if form not in known]
        known.update(zip(new, self._model.pipe(new, batch_size=len(batch)), strict=True))
        return (known[form] for form in forms)


def _date(published: str | None) -> date | None:
    """The day of an ISO date, or None where it is not known to the day."""
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _batches(cut: Iterable[Chunk]) -> Iterator[list[Chunk]]:
    """Pieces that are parsed together; what a batch takes of memory grows with its length."""
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


def _until(quotes: Sequence[QuotedSpan], first: int, end: int) -> Sequence[QuotedSpan]:
    last = first
    while last < len(quotes) and quotes[last].outer.start < end:
        last += 1
    return quotes[first:last]


def _clipped(quote: QuotedSpan, chunk: Chunk) -> list[QuotedSpan]:
    span, outer = quote.span.clip(chunk.span), quote.outer.clip(chunk.span)
    return [QuotedSpan(span, outer, quote.depth, quote.open)] if span and outer else []
