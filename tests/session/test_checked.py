"""How many statements are checked: kept with the document whenever its corrected analysis changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from reader.model.analysis import Analysis, Engine, Statement, StatementKind
from reader.model.document import Article
from reader.model.errors import NotFoundError, StoreError, StoreReadOnlyError
from reader.model.span import Span
from reader.session.correction_targets import AnalysedVersion, StatementTarget
from reader.session.session import Session
from reader.store import Store

ENGINE = Engine("by hand", "1", "none")
TEXT = "One said this. Two said that. Three have not said why."


def said(number: int, kind: StatementKind = StatementKind.INDIRECT) -> Statement:
    span = Span(10 * number, 10 * number + 6)
    return Statement(f"t{number}", kind, (span,), (), (), None, (), "cue-clause", 0.9)


ANALYSIS = Analysis(ENGINE, statements=(said(0), said(1), said(2), said(3, StatementKind.NEGATED)))


def session_on(store: Store) -> Session:
    return Session(store, ENGINE, lambda: datetime(2026, 1, 5, tzinfo=UTC))


def accept(session: Session, number: int) -> None:
    current = session.current
    assert current is not None
    assert current.machine is not None
    assert current.analysis is not None
    at = AnalysedVersion(current.version, current.machine, current.analysis)
    statement = current.analysis.statements[number]
    session.corrections.accept(at, StatementTarget(statement.content[0], statement))
    session.recorrect()


@pytest.fixture
def store() -> Store:
    store = Store.in_memory()
    store.add(Article("Who said what", TEXT, ()))
    return store


def counts(store: Store) -> tuple[int | None, int | None]:
    row = store.documents.row(1)
    return row.statements, row.checked


def test_they_are_counted_on_opening_and_after_every_change(store: Store) -> None:
    assert counts(store) == (None, None)
    session = session_on(store)
    opened = session.open(1)
    assert counts(store) == (None, None), "not analysed yet"
    session.keep_analysis(opened.version, ANALYSIS)
    assert session.take_analysis(opened.version, ANALYSIS)
    assert counts(store) == (3, 0), "what was not said is not counted"
    accept(session, 0)
    accept(session, 1)
    assert counts(store) == (3, 2)
    session.history.undo()
    session.recorrect()
    assert counts(store) == (3, 1)
    assert store.check() == []


def test_another_programs_corrections_are_counted_when_they_are_seen_and_on_opening(store: Store) -> None:
    one, other = session_on(store), session_on(store)
    store.analyses.save(store.versions.newest(1).sha256, ANALYSIS)
    one.open(1)
    other.open(1)
    accept(one, 2)
    store.documents.set_checked(1, 9, 0)
    assert other.recorrect()
    assert counts(store) == (3, 1)
    store.documents.set_checked(1, 9, 0)
    session_on(store).open(1)
    assert counts(store) == (3, 1)


@pytest.mark.parametrize("error", [StoreError("busy"), StoreReadOnlyError("full"), NotFoundError("removed")])
def test_a_library_that_does_not_take_the_counts_keeps_nothing_else_back(
    store: Store, monkeypatch: pytest.MonkeyPatch, error: StoreError
) -> None:
    def fail(*_: object) -> None:
        raise error

    session, version = session_on(store), store.versions.newest(1)
    with monkeypatch.context() as patch:
        patch.setattr("reader.store.documents.DocumentTable.set_checked", fail)
        session.open(1)
        assert session.take_analysis(version, ANALYSIS)
        session.keep_analysis(version, ANALYSIS)
        assert session.open(1).analysis == ANALYSIS
        assert session.current is not None
        accept(session, 0)
        assert session.current.analysis is not None
        assert session.current.analysis.statements[0].checked
        assert counts(store) == (None, None)
    accept(session, 1)
    assert counts(store) == (3, 2), "as soon as it takes them"


def test_those_of_an_article_that_is_not_open_can_be_counted(store: Store) -> None:
    store.recount_statements(1)
    assert counts(store) == (None, None), "not analysed yet"
    store.analyses.save(store.versions.newest(1).sha256, ANALYSIS)
    store.recount_statements(1)
    assert counts(store) == (3, 0)


def test_a_new_text_is_not_checked(store: Store) -> None:
    session = session_on(store)
    placed = Article("Who said what", TEXT, (), url="https://example.org/a")
    document_id = store.add(placed).document.id
    store.analyses.save(store.versions.newest(document_id).sha256, ANALYSIS)
    session.open(document_id)
    accept(session, 0)
    store.add(replace(placed, text=TEXT + " And more."))
    row = store.documents.row(document_id)
    assert (row.statements, row.checked) == (None, None)


@pytest.mark.parametrize(("statements", "checked"), [(3, 4), (3, -1), (None, 1), (3, None)])
def test_the_check_finds_a_count_that_cannot_be(store: Store, statements: int | None, checked: int | None) -> None:
    store.documents._set(1, "statements = ?, checked = ?", statements, checked)
    assert store.check() == ["document 1: its count of checked statements is wrong"]
