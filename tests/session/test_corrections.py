"""Corrections of a session: any acts and undos leave what the acts in force say, whatever engine comes later."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.corrections.apply import corrected
from reader.model.analysis import Analysis, EntityType, StatementKind
from reader.model.document import Article, Block, BlockKind
from reader.model.span import Span, envelope
from reader.session.correction_targets import AnalysedVersion, StatementChanges, StatementTarget
from reader.session.corrections import Corrections
from reader.session.source_corrections import SourceCorrections
from reader.session.undo import UndoHistory
from reader.store import Store
from tests.store.samples import article
from tests.unit.corrections.test_apply import ANALYSIS, FERRIES, TEXT, TIDE, WELL, at

HARBOUR, MAY = "in the May harbour", "told Harbour Radio"


class Desk:
    """A library with one article, a session that corrects it, and what the analyses were before each act."""

    def __init__(self, store: Store, machine: Analysis = ANALYSIS) -> None:
        self.store = store
        store._db.run("DELETE FROM corrections")
        self.history = UndoHistory()
        self.corrections = Corrections(self.store, self.history, "ann")
        self.version = self.store.versions.newest(1)
        self.machine = machine

    @property
    def now(self) -> AnalysedVersion:
        return AnalysedVersion(self.version, self.machine, self.store.corrected(self.version, self.machine))

    @property
    def said(self) -> list[tuple[str, str]]:
        analysis = self.now.analysis
        called = {source.id: source.name for source in analysis.sources}
        return sorted(
            (envelope(each.content).of(TEXT), called.get(each.source_id or "", "")) for each in analysis.statements
        )

    def target(self, words: str | Span) -> StatementTarget:
        return self.corrections.meant(self.now, at(words) if isinstance(words, str) else words)

    def add(self, words: str | Span, *speakers: str, **changes: object) -> None:
        self.corrections.change(self.now, self.target(words), StatementChanges(speakers, **changes))  # type: ignore[arg-type]


@cache
def _library() -> Store:
    """Return one library for all tests, since opening one takes longer than a test."""
    store = Store.in_memory()
    store.add(Article("Ferries", TEXT, (Block(Span(0, len(TEXT)), BlockKind.PARAGRAPH),)))
    return store


@pytest.fixture
def desk() -> Desk:
    return Desk(_library())


def test_adding_correcting_rejecting_and_undoing(desk: Desk) -> None:
    before = desk.now.analysis
    desk.add(HARBOUR, "Mara Lind", "Putin", kind=StatementKind.NEGATED, via=("an aide",))
    assert [name for words, name in desk.said if words == HARBOUR] == ["Mara Lind", "Putin"]
    assert len(desk.store.corrections.of(1)) == 3
    desk.corrections.set_words(desk.now, desk.target(HARBOUR), at("the May harbour"))
    desk.corrections.reject(desk.now, desk.target("the May harbour"))
    assert not any("harbour" in words for words, _ in desk.said)
    desk.history.undo()
    assert [name for words, name in desk.said if words == "the May harbour"] == ["Mara Lind", "Putin"]
    desk.history.undo()
    desk.history.undo()
    assert desk.now.analysis == before
    desk.history.redo()
    assert [each.kind for each in desk.now.analysis.statements[-2:]] == ["negated", "negated"]


def test_adding_known_words_corrects_that_statement(desk: Desk) -> None:
    desk.add(f'{FERRIES}"', "Putin")
    assert [each.id for each in desk.now.analysis.statements] == ["t1", "t2", "t3"]
    assert desk.said[0] == (f'{FERRIES}"', "Putin")
    desk.corrections.set_words(desk.now, desk.target(TIDE), at("The tide"))
    desk.add(TIDE, "Ann New")
    assert (("The tide", "an aide") in desk.said, (TIDE, "Ann New") in desk.said) == (True, True)
    desk.corrections.reject(desk.now, desk.target(TIDE))
    assert (("The tide", "an aide") in desk.said, (TIDE, "Ann New") in desk.said) == (True, False)


def test_a_rejected_statement_is_taken_up_again(desk: Desk) -> None:
    desk.corrections.reject(desk.now, desk.target(TIDE))
    desk.add(TIDE, "Putin")
    assert (TIDE, "Putin") in desk.said
    assert [each.id for each in desk.now.analysis.statements] == ["t1", "t2", "t3"]


def test_two_of_different_words_that_come_to_have_the_same_are_rejected_together(desk: Desk) -> None:
    desk.add(HARBOUR, "Mara Lind")
    desk.corrections.set_words(desk.now, desk.target(TIDE), at(HARBOUR))
    assert [name for words, name in desk.said if words == HARBOUR] == ["Mara Lind", "an aide"]
    desk.corrections.reject(desk.now, desk.target(HARBOUR))
    assert len(desk.now.analysis.statements) == 2
    desk.history.undo()
    assert len(desk.now.analysis.statements) == 4


def test_a_name_is_added_and_undone(desk: Desk) -> None:
    desk.corrections.add_name(desk.now, at("Harbour Radio"), EntityType.ORGANISATION)
    assert desk.now.analysis.entities[-1].name == "Harbour Radio"
    desk.history.undo()
    assert desk.now.analysis == ANALYSIS


def test_what_was_added_is_taken_back_with_all_that_was_corrected_of_it(desk: Desk) -> None:
    before = desk.now.analysis
    desk.add(HARBOUR, "Mara Lind")
    desk.corrections.set_words(desk.now, desk.target(HARBOUR), at("the May harbour"))
    desk.corrections.accept(desk.now, desk.target("the May harbour"))
    desk.corrections.accept(desk.now, desk.target(TIDE))
    after = desk.now.analysis
    added = desk.store.corrections.of(1)[0].correction
    desk.corrections.withdraw(added, "added")
    assert [each.correction.act for each in desk.store.corrections.of(1)] == ["accept"]
    assert len(desk.now.analysis.statements) == len(before.statements)
    desk.history.undo()
    assert desk.now.analysis == after
    desk.corrections.withdraw(desk.store.corrections.of(1)[1].correction, "other words")
    assert (HARBOUR, "Mara Lind") in desk.said


@pytest.mark.parametrize("wider", [f'{FERRIES}"', FERRIES])
def test_to_correct_a_known_statement_is_no_addition(desk: Desk, wider: str) -> None:
    desk.corrections.set_words(desk.now, desk.target(FERRIES), Span(at(FERRIES).start, at(FERRIES).end + 2))
    desk.add(wider, "Putin")
    assert (wider, "Putin") in desk.said
    made = [each.correction for each in desk.store.corrections.of(1)]
    assert [(each.act, each.is_addition) for each in made[1:]] == [("span", False), ("speaker", False)]
    desk.corrections.accept(desk.now, desk.target(wider))
    desk.corrections.withdraw(made[2], "Putin says it")
    assert [each.correction.act for each in desk.store.corrections.of(1)] == ["span", "span", "accept"]


def test_a_source_that_was_rejected_says_what_a_person_ascribes_to_it_since(desk: Desk) -> None:
    sources = SourceCorrections(desk.store, desk.history, "ann")
    lind = desk.now.analysis.sources[0]
    desk.add(HARBOUR, "Mara Lind")
    sources.reject(desk.now, lind)
    assert dict(desk.said)[HARBOUR] == dict(desk.said)[FERRIES] == ""
    desk.add(MAY, "Mara Lind", via=("Putin",))
    assert [words for words, name in desk.said if name == "Mara Lind"] == [MAY]
    assert {source.name: source.statements for source in desk.now.analysis.sources}["Mara Lind"] == 1
    desk.history.undo()
    assert "Mara Lind" not in {source.name for source in desk.now.analysis.sources}


def test_a_name_that_is_added_on_nearly_the_words_of_one_is_that_one(desk: Desk) -> None:
    wider = Span(at("Mara Lind").start, at("Mara Lind").end + 1)
    desk.corrections.add_name(desk.now, wider, EntityType.GROUP)
    assert [(each.id, each.type, each.mentions) for each in desk.now.analysis.entities] == [
        ("e1", EntityType.GROUP, (wider,)),
        ("e2", EntityType.PERSON, (at("May"),)),
    ]
    desk.history.undo()
    assert desk.now.analysis == ANALYSIS


def test_a_change_of_nothing_is_no_step(desk: Desk) -> None:
    desk.corrections.change(desk.now, desk.target(TIDE), StatementChanges())
    assert desk.history.undo() == "nothing to undo"


def test_what_was_added_is_in_a_new_version_too() -> None:
    old, new = TEXT, f"This article was corrected.\n\n{TEXT} More is to come."
    with Store.in_memory() as store:
        version = store.add(article(old, path="/a")).version
        corrections = Corrections(store, UndoHistory(), "ann")
        now = AnalysedVersion(version, ANALYSIS, ANALYSIS)
        said = StatementChanges(("Ann New", "Putin"), via=("an aide",), kind=StatementKind.NEGATED)
        corrections.change(now, StatementTarget(at(HARBOUR)), said)
        corrections.add_name(now, at("Harbour Radio"), EntityType.ORGANISATION)
        later = store.add(article(new, path="/a")).version
        analysis = store.corrected(later, Analysis(ANALYSIS.engine))
        names = {source.id: source.name for source in analysis.sources}
        assert [(each.content[0].of(new), names[each.source_id or ""]) for each in analysis.statements] == [
            (HARBOUR, "Ann New"),
            (HARBOUR, "Putin"),
        ]
        assert {(each.kind, names[each.via[0]]) for each in analysis.statements} == {("negated", "an aide")}
        assert [each.mentions[0].of(new) for each in analysis.entities] == ["Harbour Radio"]


PLACES = st.sampled_from([FERRIES, TIDE, WELL, HARBOUR, MAY, f'{FERRIES}"', "The tide", "all is"])
NAMES = st.lists(st.sampled_from(["Mara Lind", "an aide", "Putin", "Ann New"]), max_size=2, unique=True).map(tuple)
KINDS = st.none() | st.sampled_from(StatementKind)
ACTS = st.lists(
    st.tuples(
        st.sampled_from(["add", "words", "accept", "reject", "undo", "redo", "withdraw"]),
        PLACES,
        PLACES,
        NAMES,
        KINDS,
        st.integers(0, 9),
    ),
    max_size=8,
)
ENGINES = st.lists(st.sampled_from(ANALYSIS.statements), unique=True).map(
    lambda found: replace(ANALYSIS, statements=tuple(found))
)


@given(ACTS)
@settings(max_examples=60)
def test_the_analysis_is_that_of_the_acts_in_force(acts: list[tuple]) -> None:  # type: ignore[type-arg]
    desk = Desk(_library())
    steps: list[Analysis] = []
    for act, words, other, names, kind, number in acts:
        before, rows = desk.now.analysis, len(desk.store.corrections.of(1))
        target = desk.target(words)
        if act == "add":
            desk.add(words, *names, kind=kind)
            own = [name for content, name in desk.said if content == words]
            assert sorted(own) == sorted(names or ("",))
        elif act == "words" and target.statement is not None:
            desk.corrections.set_words(desk.now, target, at(other))
        elif act == "accept" and target.statement is not None:
            desk.corrections.accept(desk.now, target)
            assert desk.target(words).statement is not None
        elif act == "reject" and target.statement is not None:
            desk.corrections.reject(desk.now, target)
            assert target.statement.id not in {each.id for each in desk.now.analysis.statements}
        elif act == "undo" and steps:
            desk.history.undo()
            assert desk.now.analysis == steps.pop()
            continue
        elif act == "withdraw" and rows:
            desk.store.corrections.withdraw(desk.store.corrections.of(1)[number % rows].correction.id)
            steps.clear()
            desk.history = desk.corrections._history = UndoHistory()
            continue
        if len(desk.store.corrections.of(1)) > rows:
            steps.append(before)
    placed = desk.store.corrections.of(1)
    assert desk.now.analysis == corrected(ANALYSIS, TEXT, placed)
    ids = [each.id for each in desk.now.analysis.statements]
    assert len(set(ids)) == len(ids)
    assert len({each.correction.created for each in placed}) == len(placed)
    while steps:
        desk.history.undo()
        assert desk.now.analysis == steps.pop()


@given(PLACES, NAMES, PLACES, ENGINES)
@settings(max_examples=60)
def test_what_a_person_said_is_said_in_every_later_analysis(
    words: str, names: tuple[str, ...], other: str, engine: Analysis
) -> None:
    desk = Desk(_library())
    desk.add(words, *names)
    desk.corrections.set_words(desk.now, desk.target(words), at(other))
    wanted = [name for content, name in desk.said if content == other]
    desk.machine = engine
    now = [name for content, name in desk.said if content == other]
    assert set(names or ("",)) <= set(now) <= set(wanted)
