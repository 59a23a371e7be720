"""The walk through statements: every one once, in the order of the text, also where they begin together."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reader.model.analysis import Analysis, Engine, Statement, StatementKind
from reader.model.span import Span
from reader.text.annotated_text import AnnotatedText
from reader.text.navigation.statement_walk import StatementWalk
from reader.text.navigation.statements import NOBODY
from reader.text.navigation.units import Unit, UnitKind

TEXT = "x" * 100
SPANS = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 20), st.integers(1, 6))


def said(number: int, *content: Span, source: str | None = None, **parts: object) -> Statement:
    made = Statement(f"t{number}", StatementKind.INDIRECT, content, (), (), source, (), "cue-clause", 0.9)
    return replace(made, **parts)  # type: ignore[arg-type]  # fields of Statement


def annotated(*statements: Statement, doubt: float = 0.0, hides: bool = False) -> AnnotatedText:
    found = Analysis(Engine("by hand", "1", "none"), statements=statements)
    return AnnotatedText(TEXT, (), (), found, doubt=doubt, hides_doubtful=hides)


def walk_of(text: AnnotatedText, source: str | None = None) -> StatementWalk:
    units = text.units_of(source) if source else text.statement_units
    return StatementWalk(units, text.statements_by_id)


def steps(walk: StatementWalk, start: Unit, *, forward: bool) -> list[Unit]:
    found, unit = [start], walk.beside(start, walk.units, forward=forward)
    while unit is not None:
        found.append(unit)
        unit = walk.beside(unit, walk.units, forward=forward)
    return found


@given(st.lists(SPANS, min_size=1, max_size=12))
def test_every_statement_is_met_once_in_the_order_of_the_text(spans: list[Span]) -> None:
    walk = walk_of(annotated(*(said(number, span) for number, span in enumerate(spans))))
    met = steps(walk, walk.units[0], forward=True)
    assert met == [*walk.units]
    assert sorted(id for unit in met for id in unit.ids) == sorted(f"t{number}" for number in range(len(spans)))
    assert [unit.start for unit in met] == sorted(unit.start for unit in met)
    assert steps(walk, met[-1], forward=False) == met[::-1]


def test_several_speakers_of_the_same_words_are_one_step_and_count_each() -> None:
    together = [said(number, Span(5, 9), source=f"s{number}") for number in (1, 2, 3)]
    text = annotated(said(0, Span(0, 4)), *together, said(4, Span(12, 15), source="s2", checked=True))
    walk = walk_of(text)
    assert [unit.ids for unit in walk.units] == [("t0",), ("t1", "t2", "t3"), ("t4",)]
    assert [walk.place_of(unit) for unit in walk.units] == [
        "statement 1 of 5 · 1 checked",
        "statements 2–4 of 5 · 1 checked",
        "statement 5 of 5 · 1 checked",
    ]
    assert [unit.ids for unit in walk_of(text, "s2").units] == [("t2",), ("t4",)]
    assert [unit.ids for unit in walk_of(text, NOBODY).units] == [("t0",)]


def test_what_was_not_said_is_met_and_not_counted() -> None:
    denied = said(2, Span(5, 9), kind=StatementKind.NEGATED)
    walk = walk_of(annotated(said(1, Span(0, 4)), denied, said(3, Span(12, 15))))
    assert [walk.place_of(unit) for unit in walk.units] == [
        "statement 1 of 2",
        "reported as not said · 2 statements",
        "statement 2 of 2",
    ]
    assert [unit.id for unit in walk.unchecked] == ["t1", "t3"]


def test_from_one_that_is_gone_the_walk_goes_on_at_its_place() -> None:
    walk = walk_of(annotated(said(1, Span(0, 4)), said(2, Span(0, 9)), said(3, Span(12, 15))))
    gone = Unit(UnitKind.STATEMENT, (Span(0, 6),))
    assert walk.beside(gone, walk.units, forward=True) == walk.units[1]
    assert walk.beside(gone, walk.units, forward=False) == walk.units[0]


def test_a_statement_below_the_doubt_that_nobody_checked_is_doubtful_and_can_be_left_out() -> None:
    low, sure = said(1, Span(0, 4), confidence=0.49), said(2, Span(5, 9), confidence=0.5)
    agreed = said(3, Span(12, 15), confidence=0.1, checked=True)
    shown = annotated(low, sure, agreed, doubt=0.5)
    assert shown.doubtful == {"t1"}
    assert len(shown.statement_units) == 3
    hidden = annotated(low, sure, agreed, doubt=0.5, hides=True)
    assert [unit.id for unit in hidden.statement_units] == ["t2", "t3"]
    assert [each.span for each in hidden.statement_layer.spans] == [Span(5, 9), Span(12, 15)]
    assert not hidden.doubtful_layer.spans
    assert [each.span for each in shown.doubtful_layer.spans] == [Span(0, 4)]
