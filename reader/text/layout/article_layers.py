"""Which layers an article has, and which speakers have one of the six hues."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace

from reader.model.analysis import Analysis, Quotation, QuotationRole, SourceKind, Statement, StatementKind
from reader.model.document import BlockKind, Markup
from reader.text.layout.layers import Layer, StyledSpan, make_layer
from reader.text.wording.quotation_marks import with_quotation_marks

HUES = 6
"""How many speakers have a hue of their own; the others share the neutral one."""
NEUTRAL = "speaker-neutral"

ENTITIES, QUOTATIONS, DOUBTFUL = "entities", "quotations", "doubtful"

_ROLE_STYLES = {
    QuotationRole.SCARE: "scare",
    QuotationRole.TITLE: "title",
    QuotationRole.HEADLINE: "headline-quotation",
    QuotationRole.SPEECH: NEUTRAL,
}


def speaker_styles(analysis: Analysis) -> dict[str, str]:
    """Return the style name of each source: `speaker-1` to `speaker-6` by first appearance, then the neutral.

    Sources that are quoted come before those whose words are only reported. Outlets that only report are always
    neutral, so that hues go to the voices that a reader follows through the text.
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
    return styles | {source: f"speaker-{number}" for number, source in enumerate(ranked[:HUES], 1)}


def layers_of(
    text: str,
    markups: Sequence[Markup],
    analysis: Analysis | None,
    speakers: Mapping[str, str],
    doubtful: Set[str] = frozenset(),
    left_out: Set[str] = frozenset(),
) -> tuple[Layer, ...]:
    """Return the layers of an article itself, lowest first: its markup, and what the analysis found.

    `speakers` maps the ids of sources to their styles, `doubtful` and `left_out` hold ids of statements.
    """
    markup = make_layer("markup", (StyledSpan(each.span, each.kind.value) for each in markups))
    if analysis is None:
        return (markup,)
    shown = [each for each in analysis.statements if each.id in doubtful - left_out]
    doubt = (StyledSpan(with_quotation_marks(text, span), "doubtful") for each in shown for span in each.content)
    return (
        markup,
        make_layer(DOUBTFUL, doubt),
        make_layer(QUOTATIONS, quotation_spans(text, analysis, speakers, left_out)),
        make_layer(ENTITIES, entity_spans(analysis)),
    )


def led_by(analysis: Analysis, source_id: str) -> Analysis:
    """Return the analysis with all that a source says ascribed to it alone, for its colour."""
    said = {each.content for each in analysis.statements if each.source_id == source_id}
    return replace(
        analysis,
        statements=tuple(
            replace(each, source_id=source_id) if each.content in said else each for each in analysis.statements
        ),
    )


def entity_spans(analysis: Analysis) -> Iterator[StyledSpan]:
    """Yield each mention in the style of its entity's type."""
    for entity in analysis.entities:
        for span in entity.mentions:
            yield StyledSpan(span, f"entity-{entity.type.value}")


def quotation_spans(
    text: str, analysis: Analysis, speakers: Mapping[str, str], left_out: Set[str] = frozenset()
) -> Iterator[StyledSpan]:
    """Yield each quotation with its quotation marks, in its speaker's style or that of its role.

    Those of the statements with an id in `left_out` are left out.
    """
    statements = {statement.id: statement for statement in analysis.statements}
    for quotation in analysis.quotations:
        if quotation.statement in left_out:
            continue
        style = _quotation_style(quotation, statements, speakers)
        yield StyledSpan(with_quotation_marks(text, quotation.span), style)


def _quotation_style(
    quotation: Quotation, statements: Mapping[str, Statement], speakers: Mapping[str, str]
) -> str:
    statement = statements.get(quotation.statement or "")
    spoken = quotation.role in (QuotationRole.SPEECH, QuotationRole.HEADLINE)
    if spoken and statement is not None and statement.source_id is not None:
        return speakers.get(statement.source_id, NEUTRAL)
    return _ROLE_STYLES[quotation.role]


def statement_spans(statements: Iterable[Statement], speakers: Mapping[str, str]) -> Iterator[StyledSpan]:
    """Yield the content of each statement in its speaker's style."""
    for statement in statements:
        style = speakers.get(statement.source_id or "", NEUTRAL)
        for span in statement.content:
            yield StyledSpan(span, style)


def effective_styles(styles: tuple[str, ...], kind: BlockKind) -> tuple[str, ...]:
    """Return `styles` without those that another one takes the place of.

    Headlines and a speaker's words stand out already and need no entities; what is current needs no highlight, and
    is told by that from what is only highlighted, without colour too.
    """
    if "annotation" in styles and "current" in styles:
        styles = tuple(style for style in styles if style != "annotation")
    if kind is BlockKind.HEADLINE or any(style.startswith("speaker-") for style in styles):
        return tuple(style for style in styles if not style.startswith("entity-"))
    return styles
