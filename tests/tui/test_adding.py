"""What the analysis missed is added by keys, and a statement is set right: speakers, chain, cue and kind."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from reader.model.analysis import EntityType, Statement, StatementKind
from reader.model.span import Span, envelope
from tests.tui.article_app import annotated
from tests.tui.main_app import HARBOUR, Desk
from tests.tui.test_correcting import MACHINE, TO_SPEECH, Corrections, press

WIDE, SMALL = (130, 40), (60, 20)
TEXT = annotated().text
MISSED = "The engineers, 東京の技師 among them, disagreed"
NESTED = "among them, disagreed"


@pytest.fixture
def desk(tmp_path: Path) -> Corrections:
    return Corrections(tmp_path, document_id=HARBOUR, analyses={TEXT: MACHINE})


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


async def select(pilot: Pilot[object], desk: Desk, words: str) -> None:
    """Select words with a caret."""
    await press(pilot, "v")
    desk.screen.caret.select(at(words))
    await pilot.pause()


async def type_in(pilot: Pilot[object], words: str) -> None:
    await press(pilot, *("space" if letter == " " else letter for letter in words))


def of(desk: Corrections, words: str) -> list[tuple[str, Statement]]:
    """Who says some words, and the statements."""
    called = {source.id: source.name for source in desk.analysis.sources}
    return [
        (called.get(each.source_id or "", ""), each)
        for each in desk.analysis.statements
        if each.content and envelope(each.content) == at(words)
    ]


async def test_a_statement_is_added_in_two_keys_and_the_name(desk: Corrections) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        await select(pilot, desk, MISSED)
        await press(pilot, "s")
        shown = " ".join(desk.text().split())
        assert "Who says it?" in shown
        assert f"“{MISSED}”" in shown
        await type_in(pilot, "Zoe Marsh")
        await press(pilot, "enter")
        ((name, made),) = of(desk, MISSED)
        assert (name, made.kind, made.checked) == ("Zoe Marsh", StatementKind.INDIRECT, True)
        assert desk.said.startswith("added: Zoe Marsh says it (U undoes it")
        assert desk.screen.status.mode == "READ"
        assert desk.screen.navigator.current.id == made.id  # type: ignore[union-attr]
        assert "added by you" in desk.text()
        assert "Zoe Marsh" in desk.text().replace(desk.said, "")
        await press(pilot, "U")
        assert desk.analysis == MACHINE
        await press(pilot, *":redo", "enter")
        assert [name for name, _ in of(desk, MISSED)] == ["Zoe Marsh"]


async def test_the_first_source_is_a_key_away(desk: Corrections) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        await select(pilot, desk, MISSED)
        await press(pilot, "s", "enter")
        assert [name for name, _ in of(desk, MISSED)] == [MACHINE.sources[0].name]
        await select(pilot, desk, NESTED)
        await press(pilot, "s")
        await type_in(pilot, "no source")
        await press(pilot, "enter")
        assert [name for name, _ in of(desk, NESTED)] == [""]
        await press(pilot, "full_stop")
        assert desk.said.startswith("accepted: no source named")


async def test_several_say_it_with_a_chain_a_cue_and_a_kind(desk: Corrections) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        await select(pilot, desk, MISSED)
        await press(pilot, "s")
        await type_in(pilot, "berg;Zoe New")
        await press(pilot, "tab")
        await type_in(pilot, "KCNA;Oslo")
        await press(pilot, "tab")
        await type_in(pilot, "left")
        await press(pilot, "tab")
        await type_in(pilot, "neg")
        await press(pilot, "enter")
        said = of(desk, MISSED)
        names = {source.id: source.name for source in desk.analysis.sources}
        assert [name for name, _ in said] == ["Anna Berg", "Zoe New"]
        assert {each.kind for _, each in said} == {StatementKind.NEGATED}
        assert {each.cue for _, each in said} == {(at("left"),)}
        assert [[names[via] for via in each.via] for _, each in said] == [["KCNA", "Oslo"]] * 2
        counted = {source.name: source.statements for source in desk.analysis.sources}
        assert (counted["Zoe New"], counted["Anna Berg"]) == (0, MACHINE.sources[0].statements)
        await press(pilot, "T")
        assert "Anna Berg; Zoe New" in desk.text()
        await press(pilot, "tab", "tab", "tab")
        await type_in(pilot, "ind")
        await press(pilot, "enter")
        assert {each.kind for _, each in of(desk, MISSED)} == {StatementKind.INDIRECT}
        await press(pilot, "U", "U")
        assert desk.analysis == MACHINE


async def test_a_speaker_is_added_to_those_there(desk: Corrections) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        await press(pilot, *TO_SPEECH, "T")
        before = [each.source_id for each in desk.analysis.statements]
        await type_in(pilot, ";Zoe")
        await press(pilot, "enter")
        assert len(desk.analysis.statements) == len(before) + 1
        assert desk.said.startswith("Anna Berg and Zoe say it")
        await press(pilot, "exclamation_mark")
        assert len(desk.analysis.statements) == len(before) - 1
        await press(pilot, "U", "U")
        assert desk.analysis == MACHINE


async def test_nothing_filled_in_changes_nothing(desk: Corrections) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        await press(pilot, *TO_SPEECH, "T", "tab", "shift+tab", "enter")
        assert (desk.said, desk.analysis) == ("nothing was changed", MACHINE)
        await press(pilot, "T", "escape", "U")
        assert desk.said == "nothing to undo"


async def test_what_cannot_be_taken_is_said_and_what_was_typed_stays(desk: Corrections) -> None:
    async with desk.app.run_test(size=SMALL) as pilot:
        await press(pilot, *TO_SPEECH, "T")
        await type_in(pilot, "Zoe")
        await press(pilot, "tab", "tab")
        await type_in(pilot, "was mumbled")
        await press(pilot, "enter")
        assert "does not stand near" in " ".join(desk.text().split())
        assert "Zoe" in desk.text()
        await press(pilot, "ctrl+u", "tab")
        await type_in(pilot, "loud")
        await press(pilot, "enter")
        assert "there is no loud" in " ".join(desk.text().split())
        await press(pilot, "ctrl+u", "enter")
        assert desk.said.startswith("Zoe says it")


async def test_a_selection_outlives_what_cannot_be_done(desk: Corrections) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        await select(pilot, desk, MISSED)
        for key, why in (("T", "in no statement"), ("c", "no statement or name is here")):
            await press(pilot, key)
            assert why in desk.said
            assert desk.screen.article.overlay.selection == at(MISSED)
            assert desk.screen.status.mode == "SELECT"
        for key in ("s", "E"):
            await press(pilot, key, "escape")
            assert desk.screen.article.overlay.selection == at(MISSED)
        await press(pilot, "v", "s")
        assert desk.said.startswith("no words are selected")
        assert desk.screen.status.mode == "CARET"


async def test_the_speaker_of_the_statement_selected_in(desk: Corrections) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        spoken = next(each for each in MACHINE.statements if each.kind is StatementKind.DIRECT)
        words = envelope(spoken.content).of(TEXT)
        await select(pilot, desk, words.split()[1])
        await press(pilot, "T")
        await type_in(pilot, "Zoe")
        await press(pilot, "enter")
        assert [name for name, _ in of(desk, words)] == ["Zoe"]


async def test_known_words_are_not_a_second_statement(desk: Corrections) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        spoken = next(each for each in MACHINE.statements if each.kind is StatementKind.DIRECT)
        start, end = envelope(spoken.content).start, envelope(spoken.content).end
        await press(pilot, "v")
        desk.screen.caret.select(Span(start - 1, end + 1))
        await press(pilot, "s")
        assert "This statement is known" in desk.text()
        await type_in(pilot, "Zoe")
        await press(pilot, "enter")
        assert len(desk.analysis.statements) == len(MACHINE.statements)


async def test_a_name_is_added_and_undone(desk: Corrections) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        await select(pilot, desk, "engineers")
        await press(pilot, "E")
        assert "What is “engineers”?" in desk.text()
        await type_in(pilot, "group")
        await press(pilot, "enter")
        made = desk.analysis.entities[-1]
        assert (made.name, made.type, made.mentions) == ("engineers", EntityType.GROUP, (at("engineers"),))
        await press(pilot, "exclamation_mark")
        assert desk.analysis.entities == MACHINE.entities
        await press(pilot, "U", "U")
        assert desk.analysis == MACHINE


async def test_by_keys_alone_from_the_first_to_the_last(desk: Corrections) -> None:
    """Search for the words, select a sentence, add it, put one inside it, and see both after a later analysis."""
    async with desk.app.run_test(size=WIDE) as pilot:
        await press(pilot, "v", "/", *"engineers", "enter", "V", "s")
        await type_in(pilot, "Zoe")
        await press(pilot, "enter")
        assert len(desk.analysis.statements) == len(MACHINE.statements) + 1
        await press(pilot, "v", "/", *"among", "enter", "v", "e", "e", "s")
        await type_in(pilot, "berg")
        await press(pilot, "enter", "R")
        (outer,) = [each for each in desk.analysis.statements if envelope(each.content).covers(at(NESTED))]
        assert outer.content[0].of(TEXT).startswith("The engineers")
        (inner,) = [each for each in desk.analysis.statements if envelope(each.content) == at("among them")]
        assert (outer.rule, inner.rule) == ("added", "added")


async def test_what_was_not_said_has_a_sign_of_its_own(desk: Corrections) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        await select(pilot, desk, MISSED)
        await press(pilot, "s")
        await type_in(pilot, "Zoe")
        await press(pilot, "tab", "tab", "tab")
        await type_in(pilot, "neg")
        await press(pilot, "enter")
        rows = desk.text().splitlines()
        assert any("× The engineers" in row for row in rows)
        assert any("Zoe" in row and "1×" in row for row in rows)
        assert any("reported as not said" in row for row in rows)
        await press(pilot, "U")
        assert not any("×" in row for row in desk.text().splitlines())


async def test_what_was_added_is_a_stop_of_the_walk(desk: Corrections) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        for words in (MISSED, NESTED):
            await select(pilot, desk, words)
            await press(pilot, "s")
            await type_in(pilot, "Zoe")
            await press(pilot, "enter")
        await press(pilot, "g")
        stops = []
        for _ in desk.analysis.statements:
            await press(pilot, "]", "s")
            stops.append(desk.screen.navigator.current.id)  # type: ignore[union-attr]
        assert sorted(map(str, stops)) == sorted(each.id for each in desk.analysis.statements)


async def test_it_is_taken_back_after_a_restart(desk: Corrections, tmp_path: Path) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        await select(pilot, desk, MISSED)
        await press(pilot, "s")
        await type_in(pilot, "Zoe")
        await press(pilot, "enter", "T", "tab")
        await type_in(pilot, "TASS")
        await press(pilot, "enter")
    again = Corrections(tmp_path, store=desk.store, document_id=HARBOUR, analyses={TEXT: MACHINE})
    async with again.app.run_test(size=WIDE) as pilot:
        await press(pilot, *":corrections", "enter")
        assert "added: Zoe says" in again.text()
        assert "was passed on by TASS" in again.text()
        await press(pilot, "j", "X", "escape")
        assert again.analysis == MACHINE
        await press(pilot, "U")
        assert [name for name, _ in of(again, MISSED)] == ["Zoe"]


async def test_selected_words_become_those_of_the_statement_they_share_most_with(desk: Corrections) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        for words, name in ((MISSED, "Zoe"), (NESTED, "Bo")):
            await select(pilot, desk, words)
            await press(pilot, "s")
            await type_in(pilot, name)
            await press(pilot, "enter")
        await press(pilot, "g", *TO_SPEECH)
        await select(pilot, desk, "among them")
        await press(pilot, "c")
        assert [name for name, _ in of(desk, "among them")] == ["Bo"]
        assert [name for name, _ in of(desk, MISSED)] == ["Zoe"]
