"""Splits an article into Pygments tokens: the text as it is, or laid out in rows for a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from pygments.lexer import Lexer
from pygments.token import Token, _TokenType

from reader.model.document import BlockKind
from reader.model.span import Span
from reader.render.tokens import token_of
from reader.text.annotated_text import AnnotatedText, Visible
from reader.text.layout.layers import Layer, styled_runs
from reader.text.layout.layout import Layout
from reader.text.layout.wrap import Cells
from reader.text.safety.sanitise import Shown, blank, joined, own, sanitise, sanitise_line

BULLET = own("•")
TokenStream = Iterator[tuple[_TokenType, Shown]]


class ArticleLexer(Lexer):
    """Lexes one annotated text, and no other; the tokens hold every character."""

    name = "Article"
    aliases = ("article",)

    def __init__(self, annotated: AnnotatedText, **options: Any) -> None:
        super().__init__(stripnl=False, ensurenl=False, **options)
        self._annotated = annotated

    def get_tokens(self, text: str, unfiltered: bool = False) -> TokenStream:
        """Yield the tokens without offsets; unlike in other lexers, nothing is normalised."""
        return ((token, words) for _, token, words in self.get_tokens_unprocessed(text))

    def get_tokens_unprocessed(self, text: str) -> Iterator[tuple[int, _TokenType, Shown]]:
        """Yield the tokens of the text, with stand-ins for characters that could act on a terminal."""
        layers, position = self._annotated.visible_layers(Visible.ALL), 0
        for block in self._annotated.blocks:
            yield from self._between(position, block.span.start)
            for start, end, token in _token_spans(layers, block.span, block.kind):
                yield start, token, sanitise(self._annotated.text[start:end])
            position = block.span.end
        yield from self._between(position, len(text))

    def _between(self, start: int, end: int) -> Iterator[tuple[int, _TokenType, Shown]]:
        if start < end:
            yield start, Token.Text, sanitise(self._annotated.text[start:end])


def rows_of_tokens(annotated: AnnotatedText, width: int, cells: Cells) -> TokenStream:
    """Yield the tokens of an article in rows of at most `width` cells, each with a line feed."""
    layout = Layout(annotated.text, annotated.blocks, width, cells)
    layers = annotated.visible_layers(Visible.ALL)
    after_meta = False
    for _, row in layout.rows(layout.top, sys.maxsize):
        if row.meta or after_meta:
            after_meta = row.meta
            continue
        if row.indent:
            yield Token.Text, joined((BULLET, blank(row.indent - 1))) if row.bullet else blank(row.indent)
        for start, end, token in _token_spans(layers, row.span, row.kind):
            yield token, sanitise_line(annotated.text[start:end])
        yield Token.Text, own("\n")


def _token_spans(
    layers: Sequence[Layer], span: Span, kind: BlockKind | None
) -> Iterator[tuple[int, int, _TokenType]]:
    """The parts of `span` with one token type each: start, end and type."""
    for token, group in groupby(styled_runs(layers, span), key=lambda run: token_of(run.styles, kind)):
        alike = list(group)
        yield alike[0].start, alike[-1].end, token
