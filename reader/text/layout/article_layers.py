"""Which layers an article has, and which speaker wears which of the six hues."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from reader.model.analysis import Analysis, Quotation, QuotationRole, SourceKind, Statement, StatementKind
from reader.model.document import Block, BlockKind, Markup
from reader.model.span import Span
from reader.text.layout.layers import Layer, Mark, layer

HUES = 6
"""How many speakers have a hue of their own; the rest share the neutral."""
NEUTRAL = "speaker-neutral"
QUOTE_MARKS = frozenset("\"'“”„‟‘’‚‛«»‹›`")

BLOCKS, MARKUP, ENTITIES, QUOTATIONS = "blocks", "markup", "entities", "quotations"

_ROLE_STYLES = {
    QuotationRole.SCARE: "scare",
    QuotationRole.TITLE: "title",
    QuotationRole.HEADLINE: "headline-quotation",
    QuotationRole.SPEECH: NEUTRAL,
}


def speaker_styles(analysis: Analysis) -> dict[str, str]:
    """The style name of each source: `speaker-1` to `speaker-6` in order of first appearance, then the neutral.

    Sources that are quoted come before those whose words are only reported, and outlets that only report come
    last of all with the neutral, so that hues go to the voices that a person follows through the text.
    """
    first: dict[str, tuple[bool, int]] = {}
    for statement in analysis.statements:
        if statement.source_id is None or not statement.content:
            continue
        key = (statement.kind is StatementKind.INDIRECT, statement.content[0].start)
        first[statement.source_id] = min(key, first.get(statement.source_id, key))
    kinds = {source.id: source.kind for source in analysis.sources}
    ranked = sorted(
        (source for source, key in first.items() if not key[0] or kinds.get(source) is not SourceKind.OUTLET),
        key=lambda source: first[source],
    )
    styles = {source.id: NEUTRAL for source in analysis.sources}
    styles |= {source: f"speaker-{number}" for number, source in enumerate(ranked[:HUES], 1)}
    return styles


def with_marks(text: str, span: Span) -> Span:
    """`span` and the quotation marks that stand directly around it, at most two code points a side."""
    start, end = span.start, span.end
    while start > 0 and span.start - start < 2 and text[start - 1] in QUOTE_MARKS:
        start -= 1
    while end < len(text) and end - span.end < 2 and text[end] in QUOTE_MARKS:
        end += 1
    if span.start - start == 2 and text[start] != text[start + 1]:
        start += 1
    if end - span.end == 2 and text[end - 1] != text[end - 2]:
        end -= 1
    return Span(start, end)


def layers_of(
    text: str, blocks: Sequence[Block], markups: Sequence[Markup], analysis: Analysis | None
) -> tuple[Layer, ...]:
    """The layers that an article itself has, lowest first: blocks, markup, and what the analysis found."""
    base = (
        layer(BLOCKS, (Mark(block.span, block.kind.value) for block in blocks)),
        layer(MARKUP, (Mark(markup.span, markup.kind.value) for markup in markups)),
    )
    if analysis is None:
        return base
    return (
        *base,
        layer(QUOTATIONS, quotation_marks(text, analysis, speaker_styles(analysis))),
        layer(ENTITIES, entity_marks(analysis)),
    )


def entity_marks(analysis: Analysis) -> Iterator[Mark]:
    """Each mention in the style of its entity's type."""
    for entity in analysis.entities:
        for span in entity.mentions:
            yield Mark(span, f"entity-{entity.type.value}")


def quotation_marks(text: str, analysis: Analysis, speakers: Mapping[str, str]) -> Iterator[Mark]:
    """Each quotation with its quotation marks, in its speaker's style or that of its role."""
    statements = {statement.id: statement for statement in analysis.statements}
    for quotation in analysis.quotations:
        yield Mark(with_marks(text, quotation.span), quotation_style(quotation, statements, speakers))


def quotation_style(quotation: Quotation, statements: Mapping[str, Statement], speakers: Mapping[str, str]) -> str:
    """The style name of one quotation: its speaker's, or its role's where nobody is known to speak."""
    statement = statements.get(quotation.statement or "")
    spoken = quotation.role in (QuotationRole.SPEECH, QuotationRole.HEADLINE)
    if spoken and statement is not None and statement.source_id is not None:
        return speakers.get(statement.source_id, NEUTRAL)
    return _ROLE_STYLES[quotation.role]


def statement_marks(statements: Iterable[Statement], speakers: Mapping[str, str]) -> Iterator[Mark]:
    """The content of each statement in its speaker's style: what the bars of the gutter are drawn from."""
    for statement in statements:
        style = speakers.get(statement.source_id or "", NEUTRAL)
        for span in statement.content:
            yield Mark(span, style)


def fitting(styles: tuple[str, ...], kind: BlockKind) -> tuple[str, ...]:
    """`styles` without names of entities where more is said already: in headlines and in a speaker's words."""
    if kind is BlockKind.HEADLINE or any(style.startswith("speaker-") for style in styles):
        return tuple(style for style in styles if not style.startswith("entity-"))
    return styles


def outside(spans: Sequence[Span], length: int, style: str) -> Iterator[Mark]:
    """Marks of `style` over all of a text of `length` code points but `spans`."""
    position = 0
    for span in sorted(spans):
        if span.start > position:
            yield Mark(Span(position, span.start), style)
        position = max(position, span.end)
    if position < length:
        yield Mark(Span(position, length), style)
