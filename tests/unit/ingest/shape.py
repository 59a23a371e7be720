"""Checks for every article that is read."""

from __future__ import annotations

from itertools import pairwise

from reader.ingest import read_bytes
from reader.ingest.parser_process import ParserProcess
from reader.model.document import Article

PARSER = ParserProcess()
"""One for all tests of a process, at whose end it ends too."""


def read(source: str | bytes, name: str = "note.txt") -> Article:
    return read_bytes(source.encode() if isinstance(source, str) else source, name, parser=PARSER)


def shape(article: Article) -> list[tuple[str, str]]:
    """The kind and text of each block."""
    return [(block.kind.value, block.span.of(article.text)) for block in article.blocks]


def kinds(article: Article) -> list[str]:
    return [block.kind.value for block in article.blocks]


def assert_sound(article: Article) -> None:
    """Check that blocks are inside the text, in order, apart and not empty, with only white space outside."""
    spans = [block.span for block in article.blocks]
    assert spans
    assert all(span and span.of(article.text).strip() for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    edges = [0, *(edge for span in spans for edge in (span.start, span.end)), len(article.text)]
    outside = [article.text[edges[i] : edges[i + 1]] for i in range(0, len(edges), 2)]
    assert not any(part.strip() for part in outside)
    assert spans[-1].end <= len(article.text)
    for markup in article.markups:
        assert any(span.covers(markup.span) for span in spans)
        assert markup.span
