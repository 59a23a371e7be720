"""Who wears which hue, and which words are painted."""

from reader.model.analysis import (
    Analysis,
    Engine,
    Entity,
    EntityType,
    Quotation,
    QuotationRole,
    Source,
    SourceKind,
    Statement,
    StatementKind,
)
from reader.model.span import Span
from reader.text.annotated_text import AnnotatedText, Overlay, Visible
from reader.text.layout.article_layers import (
    layers_of,
    quotation_spans,
    speaker_styles,
)
from reader.text.layout.layers import StyledSpan, styled_runs
from reader.text.navigation.units import Unit, UnitKind
from reader.text.wording.quotation_marks import with_quotation_marks

ENGINE = Engine("test", "1", "none")
D, INDIRECT = StatementKind.DIRECT, StatementKind.INDIRECT


def source(id: str, kind: SourceKind = SourceKind.PERSON) -> Source:
    return Source(id, id.upper(), kind, None, None, (), 1, 1)


def said(id: str, source_id: str | None, kind: StatementKind, start: int, end: int) -> Statement:
    return Statement(id, kind, (Span(start, end),), (), (), source_id, (), "test", 1.0)


def analysis(**parts: object) -> Analysis:
    return Analysis(ENGINE, **parts)  # type: ignore[arg-type]  # parts of an analysis


def test_hues_go_to_who_is_quoted_in_order_of_appearance_then_to_the_rest() -> None:
    found = analysis(
        sources=(*map(source, "abc"), source("d", SourceKind.OUTLET)),
        statements=(
            said("1", "a", INDIRECT, 0, 3),
            said("2", "d", INDIRECT, 4, 6),
            said("3", "b", D, 7, 9),
            said("4", "c", D, 10, 12),
        ),
    )
    assert speaker_styles(found) == {"b": "speaker-1", "c": "speaker-2", "a": "speaker-3", "d": "speaker-neutral"}


def test_the_seventh_speaker_shares_the_neutral() -> None:
    names = "abcdefgh"
    found = analysis(
        sources=tuple(map(source, names)),
        statements=tuple(said(name, name, D, n, n + 1) for n, name in enumerate(names)),
    )
    assert [speaker_styles(found)[name] for name in "afgh"] == [
        "speaker-1", "speaker-6", "speaker-neutral", "speaker-neutral",
    ]  # fmt: skip


def test_quotation_marks_are_painted_with_what_they_hold() -> None:
    text = "He said ''no'' and “yes”. \"'maybe'\""
    assert with_quotation_marks(text, Span(10, 12)).of(text) == "''no''"
    assert with_quotation_marks(text, Span(20, 23)).of(text) == "“yes”"
    inner = text.index("maybe")
    assert with_quotation_marks(text, Span(inner, inner + 5)).of(text) == "'maybe'"
    assert with_quotation_marks("yes", Span(0, 3)) == Span(0, 3)


def test_a_quotation_wears_its_speaker_or_its_role() -> None:
    text = '"a" "b" "c"'
    found = analysis(
        sources=(source("s"),),
        statements=(said("1", "s", D, 1, 2),),
        quotations=(
            Quotation(Span(1, 2), QuotationRole.SPEECH, "1"),
            Quotation(Span(5, 6), QuotationRole.SCARE),
            Quotation(Span(9, 10), QuotationRole.SPEECH),
        ),
    )
    assert list(quotation_spans(text, found, speaker_styles(found))) == [
        StyledSpan(Span(0, 3), "speaker-1"),
        StyledSpan(Span(4, 7), "scare"),
        StyledSpan(Span(8, 11), "speaker-neutral"),
    ]


def test_choosing_layers_hides_the_others() -> None:
    text = '"Seoul"'
    found = analysis(
        entities=(Entity("e", "Seoul", EntityType.PLACE, (Span(1, 6),)),),
        quotations=(Quotation(Span(1, 6), QuotationRole.SPEECH),),
    )
    annotated = AnnotatedText(text, (), (), found)

    def styles(visible: Visible) -> set[str]:
        return {
            style for run in styled_runs(annotated.visible_layers(visible), Span(0, 7)) for style in run.styles
        }

    assert styles(Visible.ALL) == {"entity-place", "speaker-neutral"}
    assert styles(Visible.QUOTATIONS) == {"speaker-neutral"}
    assert styles(Visible.ENTITIES) == {"entity-place"}
    assert styles(Visible.MINE) == styles(Visible.NONE) == set()


def test_an_article_without_an_analysis_has_its_own_layers() -> None:
    assert [layer.name for layer in layers_of("text", (), None, {})] == ["markup"]


def test_all_but_the_words_of_a_source_is_dimmed() -> None:
    current = Unit(UnitKind.STATEMENT, (Span(2, 4),))
    over = {layer.name: layer.spans for layer in Overlay(undimmed=(Span(2, 4),), current=current).layers(6)}
    assert over["dimmed"] == (StyledSpan(Span(0, 2), "dimmed"), StyledSpan(Span(4, 6), "dimmed"))
    assert over["current"] == (StyledSpan(Span(2, 4), "current"),)


def test_layers_go_round() -> None:
    seen = [Visible.ALL]
    while (following := seen[-1].next) is not Visible.ALL:
        seen.append(following)
    assert seen == list(Visible)
