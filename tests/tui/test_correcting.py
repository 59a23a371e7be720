"""Correcting what the machine found, by keys: the view, the sidebar and the counts follow, and U takes it back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from reader.model.analysis import Analysis, EntityType, Source, SourceKind, Statement, StatementKind
from reader.model.span import Span
from reader.text.wording.formatting import words_in
from reader.tui.keys.scopes import Pane
from reader.tui.widgets.sidebar import ENTITIES
from tests.tui.article_app import annotated
from tests.tui.main_app import HARBOUR, Desk

WIDE = (130, 40)
TO_SPEECH = ("right_square_bracket", "q") * 2
"""Past the headline's quotation to the first that somebody says."""


def _machine() -> Analysis:
    """What the machine found in the harbour article, with a council that says something too."""
    found, text = annotated().analysis, annotated().text
    assert found is not None
    said = Span(text.index("Oslo"), text.index("Oslo") + 20)
    council = Source("s2", "Oslo", SourceKind.GOVERNMENT, None, "e2", (), 1, words_in(said.of(text)))
    statement = Statement("t3", StatementKind.INDIRECT, (said,), (), (), "s2", (), "cue-clause", 0.6)
    return replace(found, sources=(*found.sources, council), statements=(*found.statements, statement))


MACHINE = _machine()


class Corrections(Desk):
    """The harbour article, open and analysed."""

    @property
    def analysis(self) -> Analysis:
        found = self.screen.session.current
        assert found is not None
        assert found.analysis is not None
        assert self.screen.article.annotated.analysis == found.analysis
        return found.analysis

    def names(self) -> list[str]:
        """Who says the statements, one after the other."""
        called = {source.id: source.name for source in self.analysis.sources}
        return [called.get(each.source_id or "", "") for each in self.analysis.statements]


@pytest.fixture
def desk(tmp_path: Path) -> Corrections:
    return Corrections(tmp_path, document_id=HARBOUR, analyses={annotated().text: MACHINE})


async def press(pilot: Pilot[object], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


async def test_a_statement_is_accepted_and_that_is_undone(desk: Corrections) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        await press(pilot, *TO_SPEECH)
        id = desk.screen.navigator.current.id  # type: ignore[union-attr]
        await press(pilot, "full_stop")
        assert desk.said.startswith("accepted: said by Anna Berg · statement 2 of 3 · 1 checked")
        here = [each for each in desk.analysis.statements if each.checked]
        assert [(each.confidence, each.id) for each in here] == [(1.0, id)]
        assert desk.screen.navigator.current.id != id  # type: ignore[union-attr]
        await press(pilot, "U")
        assert desk.screen.navigator.current.id == id  # type: ignore[union-attr]
        assert desk.analysis == MACHINE
        await press(pilot, *":redo", "enter")
        assert any(each.checked for each in desk.analysis.statements)


async def test_a_quotation_that_begins_with_a_name_stays_what_is_current(tmp_path: Path) -> None:
    text = annotated().text
    at = text.index("the numbers do not")
    first, *others = MACHINE.entities
    named = replace(first, mentions=(*first.mentions, Span(at, at + len("the numbers"))))
    desk = Corrections(tmp_path, document_id=HARBOUR, analyses={text: replace(MACHINE, entities=(named, *others))})
    async with desk.app.run_test(size=WIDE) as pilot:
        await press(pilot, *TO_SPEECH)
        before = desk.screen.navigator.current
        assert before is not None
        assert before.words[0].start == at
        await press(pilot, "full_stop", "U")
        after = desk.screen.navigator.current
        assert after is not None
        assert (after.id, after.words) == (before.id, before.words)


def _council(*words: str) -> Analysis:
    """The council says some words without marks, each a statement of its own."""
    text = annotated().text
    spans = [Span(text.index(each), text.index(each) + len(each)) for each in words]
    *others, last = MACHINE.statements
    said = (replace(last, id=f"c{number}", content=(span,)) for number, span in enumerate(spans))
    source = replace(MACHINE.sources[-1], statements=len(spans))
    return replace(MACHINE, sources=(*MACHINE.sources[:-1], source), statements=(*others, *said))


async def _follow_the_council(pilot: Pilot[object], desk: Corrections) -> None:
    await pilot.pause()
    desk.screen.follower.follow("sources", "s2")
    assert desk.said.startswith("statement 1 of 3")


def _current(desk: Corrections) -> str:
    unit = desk.screen.navigator.current
    assert unit is not None
    return unit.extent.of(annotated().text)


COUNCIL = ("on Tuesday", "and left for", "disagreed")
"""Two in one sentence, and one in the next."""


@pytest.fixture
def council(tmp_path: Path) -> Corrections:
    return Corrections(tmp_path, document_id=HARBOUR, analyses={annotated().text: _council(*COUNCIL)})


async def test_a_statement_without_marks_stays_current_when_an_analysis_arrives(council: Corrections) -> None:
    async with council.app.run_test(size=WIDE) as pilot:
        await _follow_the_council(pilot, council)
        before = council.screen.navigator.current
        await press(pilot, "R")
        assert council.screen.navigator.current == before
        await press(pilot, "]", "s")
        assert council.said.startswith("statement 2 of 3")


async def test_a_source_is_checked_statement_by_statement(council: Corrections) -> None:
    async with council.app.run_test(size=WIDE) as pilot:
        await _follow_the_council(pilot, council)
        for words in COUNCIL[1:]:
            await press(pilot, "full_stop")
            assert _current(council) == words
        await press(pilot, "full_stop")
        assert council.said.endswith("that was the last one · 3 of 3 checked")
        assert [each.checked for each in council.analysis.statements] == [False, False, True, True, True]


async def test_no_other_statement_takes_the_place_of_one_that_was_rejected(council: Corrections) -> None:
    async with council.app.run_test(size=WIDE) as pilot:
        await _follow_the_council(pilot, council)
        await press(pilot, "]", "s", "exclamation_mark", "exclamation_mark")
        assert council.said.startswith("nothing here to correct")
        assert len(council.analysis.statements) == 4
        walked = council.screen.article.overlay.undimmed
        assert [span.of(annotated().text) for span in walked] == [COUNCIL[0], COUNCIL[2]]
        await press(pilot, "]", "s")
        assert _current(council) == COUNCIL[2]
        await press(pilot, "[", "s")
        assert _current(council) == COUNCIL[0]


async def test_a_rejected_statement_can_be_given_a_speaker(council: Corrections) -> None:
    async with council.app.run_test(size=WIDE) as pilot:
        await _follow_the_council(pilot, council)
        await press(pilot, "exclamation_mark", "T", *"berg", "enter")
        assert council.names().count("Anna Berg") == 3
        assert len(council.analysis.statements) == 5


async def test_a_name_that_was_rejected_lets_no_key_correct_what_is_said_around_it(desk: Corrections) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        await press(pilot, "]", "e", "]", "e", "exclamation_mark", "exclamation_mark")
        assert desk.said.startswith("nothing here to correct")
        assert desk.analysis.statements == MACHINE.statements
        await press(pilot, "*")
        assert desk.said.startswith("no name here to look for")


async def test_a_source_that_is_gone_is_followed_no_longer(council: Corrections) -> None:
    async with council.app.run_test(size=WIDE) as pilot:
        await _follow_the_council(pilot, council)
        for _ in COUNCIL:
            await press(pilot, "exclamation_mark", "]", "s")
        assert council.screen.article.overlay.undimmed == ()
        assert council.screen.sidebar.chosen_source is None


async def test_a_rejected_statement_leaves_the_sidebar(desk: Corrections) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        await press(pilot, *TO_SPEECH)
        before = len(desk.analysis.statements)
        id = desk.screen.navigator.current.id  # type: ignore[union-attr]
        await press(pilot, "exclamation_mark")
        assert id not in {each.id for each in desk.analysis.statements}
        assert len(desk.analysis.statements) == before - 1
        assert desk.screen.navigator.current.id is None  # type: ignore[union-attr]
        await press(pilot, "U")
        assert desk.analysis == MACHINE


async def test_a_statement_is_given_a_speaker_by_name(desk: Corrections) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        await press(pilot, *TO_SPEECH)
        id = desk.screen.navigator.current.id  # type: ignore[union-attr]
        await press(pilot, "T")
        await press(pilot, *"Zoe", "space", *"New", "enter")
        says = next(each for each in desk.analysis.statements if each.id == id)
        source = next(each for each in desk.analysis.sources if each.id == says.source_id)
        assert (source.name, source.statements) == ("Zoe New", 1)
        assert "Zoe New" in desk.text()
        await press(pilot, "U")
        assert "Zoe New" not in desk.text().replace(desk.said, "")
        assert desk.analysis == MACHINE


async def test_a_speaker_is_chosen_among_the_sources(desk: Corrections) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        await press(pilot, *TO_SPEECH, "T")
        other = MACHINE.sources[-1].name
        await press(pilot, *["space" if letter == " " else letter for letter in other], "enter")
        assert f"{other} says it" in desk.said


async def test_a_statement_has_the_words_that_are_selected(desk: Corrections) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        await press(pilot, *TO_SPEECH)
        unit = desk.screen.navigator.current
        assert unit is not None
        start = unit.words[0].start
        await press(pilot, "v", "l", "v", "e", "c")
        says = next(each for each in desk.analysis.statements if each.id == unit.id)
        assert says.content == (Span(start, says.content[0].end),)
        assert says.content[0].of(desk.screen.article.annotated.text).isalpha()
        assert not says.checked
        await press(pilot, "full_stop")
        assert next(each for each in desk.analysis.statements if each.id == unit.id).checked
        await press(pilot, "U", "U")
        assert desk.analysis == MACHINE


async def test_a_name_is_of_another_type(desk: Corrections) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        await press(pilot, "right_square_bracket", "e", "T")
        id = desk.screen.navigator.current.id  # type: ignore[union-attr]
        await press(pilot, *"event", "enter")
        assert next(each for each in desk.analysis.entities if each.id == id).type is EntityType.EVENT
        await press(pilot, "exclamation_mark")
        assert desk.said.startswith("rejected")


async def test_sources_are_ticked_and_merged(desk: Corrections) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        await press(pilot, "3", "x", "j", "x")
        assert len(desk.screen.sidebar.ticked) == 2
        assert desk.text().count("✓") == 2
        before = len(desk.analysis.sources)
        await press(pilot, "M", "enter", "enter")
        assert len(desk.analysis.sources) == before - 1
        assert len(desk.store.aliases.all()) == 1
        assert desk.screen.sidebar.ticked == frozenset()
        assert desk.screen.pane is Pane.SIDEBAR
        await press(pilot, *":aliases", "enter")
        assert "→" in desk.text()
        await press(pilot, "X")
        assert desk.store.aliases.all() == []
        assert "none yet" in desk.text()
        await press(pilot, "escape")
        assert desk.analysis == MACHINE
        await press(pilot, "U", "U")
        assert desk.said == "undone: counting “Oslo” as Anna Berg"


async def test_a_source_is_renamed(desk: Corrections) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        await press(pilot, "3", "E")
        await press(pilot, *"X", "enter", "enter")
        (alias,) = desk.store.aliases.all()
        assert alias.becomes == f"{alias.name}X"
        assert alias.becomes in desk.text()
        assert alias.author == desk.screen.session.annotations.author
        await press(pilot, "U")
        assert desk.analysis == MACHINE


async def test_what_is_not_a_source_is_gone_from_the_sidebar(desk: Corrections) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        await press(pilot, "3")
        key = desk.screen.sidebar.highlighted_key
        await press(pilot, "exclamation_mark")
        assert key not in {source.id for source in desk.analysis.sources}
        assert desk.said.startswith("not a source: ")
        await press(pilot, "U")
        assert desk.analysis == MACHINE


async def test_ticked_statements_become_another_sources(desk: Corrections) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        await press(pilot, *TO_SPEECH, "x", "right_square_bracket", "q", "x")
        assert desk.said.startswith("ticked: 2 statements")
        await press(pilot, *":split", "space", *"Second", "enter")
        assert desk.names().count("Second") == 2
        await press(pilot, "U")
        assert desk.analysis == MACHINE


async def test_ticked_statements_are_seen_in_the_gutter_until_something_is_done_with_them(
    desk: Corrections,
) -> None:
    def ticks() -> int:
        view = desk.screen.article
        return sum("✓" in view.render_line(y).text for y in range(view.size.height))

    async with desk.app.run_test(size=WIDE) as pilot:
        await press(pilot, *TO_SPEECH, "x")
        assert ticks() == 1
        await press(pilot, "right_square_bracket", "q", "x")
        assert ticks() == 2
        await press(pilot, "x")
        assert ticks() == 1
        await press(pilot, "escape")
        assert ticks() == 0
        await press(pilot, "g", *TO_SPEECH, "x", *":split", "space", *"Third", "enter")
        assert desk.names().count("Third") == 1
        assert ticks() == 0


async def test_no_tick_outlives_the_article_on_the_screen(desk: Corrections) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        await press(pilot, *TO_SPEECH, "x", "J", "H")
        assert "✓" not in desk.text()
        await press(pilot, *TO_SPEECH, "right_square_bracket", "q", "x")
        assert desk.said.startswith("ticked: 1 statement ")


async def test_a_name_is_corrected_in_the_sidebar(desk: Corrections) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        await press(pilot, "3")
        desk.screen.sidebar.show_tab(ENTITIES)
        await pilot.pause()
        key = desk.screen.sidebar.highlighted_key
        await press(pilot, "T", *"group", "enter")
        assert next(each for each in desk.analysis.entities if each.id == key).type is EntityType.GROUP


async def test_corrections_win_over_a_later_analysis(desk: Corrections) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        await press(pilot, *TO_SPEECH, "exclamation_mark")
        left = len(desk.analysis.statements)
        await press(pilot, "R")
        assert len(desk.client.asked) > 2
        assert len(desk.analysis.statements) == left


async def test_another_programs_corrections_are_seen(desk: Corrections, tmp_path: Path) -> None:
    from reader.store import Store
    from tests.tui.main_app import harbour

    library = tmp_path / "library.sqlite3"
    with Store.open(library) as store, Store.open(library) as other:
        id = store.add(harbour()).document.id
        desk = Corrections(tmp_path, store=store, document_id=id)
        async with desk.app.run_test(size=WIDE) as pilot:
            await pilot.pause()
            name = desk.analysis.sources[0].name
            other.aliases.add(name, "Bertha Else")
            desk.screen._watch()
            await pilot.pause()
            assert "Bertha Else" in desk.text()


async def test_where_nothing_is_current_it_says_so(desk: Corrections) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        for key in ("full_stop", "exclamation_mark"):
            await press(pilot, key)
            assert "nothing here to correct" in desk.said
        assert desk.store.corrections.of(HARBOUR) == []
