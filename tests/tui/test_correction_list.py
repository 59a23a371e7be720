"""The list of an article's corrections: what, when and by whom, and taking any of it back at any time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from reader.model.span import Span
from reader.store import Store
from tests.tui.main_app import ENGINE, Desk
from tests.two_texts import FIRST, OFFICIALS, PERSON, SECOND, SPOKESMAN, analysis_of, said_in

WIDE = (130, 40)
ALL = [PERSON, SPOKESMAN, OFFICIALS]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A library with the two articles, analysed."""
    path = tmp_path / "library.sqlite3"
    with Store.open(path) as store:
        for article in (FIRST, SECOND):
            store.add(article)
            store.analyses.save(article.sha256, analysis_of(article, ENGINE))
    return path


def started(tmp_path: Path, path: Path) -> Desk:
    """The program, started anew with the first article open."""
    return Desk(tmp_path, store=Store.open(path), analyses={}, document_id=1)


async def press(pilot: Pilot[object], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


def names(desk: Desk) -> list[str]:
    current = desk.screen.session.current
    assert current is not None
    assert current.analysis is not None
    return said_in(current.analysis)


LIST = (":", *"corrections", "enter")


async def test_a_rejection_is_taken_back_after_a_restart(tmp_path: Path, path: Path) -> None:
    first = started(tmp_path, path)
    async with first.app.run_test(size=WIDE) as pilot:
        await press(pilot, "3", "g", "enter", "2", "exclamation_mark")
        assert names(first) == [SPOKESMAN, OFFICIALS]
    first.store.close()
    again = started(tmp_path, path)
    async with again.app.run_test(size=WIDE) as pilot:
        await press(pilot, *LIST)
        assert "not a statement: “the talks had failed”" in again.text()
        await press(pilot, "X")
        assert "none yet" in again.text()
        assert again.said.startswith("taken back: not a statement: “the talks had failed” (U undoes it)")
        await press(pilot, "escape")
        assert names(again) == ALL
        await press(pilot, "U")
        assert again.said.startswith("undone: taking back “not a statement: “the talks had failed””")
        assert names(again) == [SPOKESMAN, OFFICIALS]
        await press(pilot, *LIST, "X", "U", "escape")
        assert names(again) == [SPOKESMAN, OFFICIALS]
    again.store.close()


async def test_everything_that_bears_on_the_article_is_listed(tmp_path: Path, path: Path) -> None:
    desk = started(tmp_path, path)
    desk.store.aliases.add(OFFICIALS, PERSON, "ann", 1)
    desk.store.aliases.add(SPOKESMAN, "Anna Berg", "ann", 2)
    desk.store.aliases.add(PERSON, "Juri Uschakow", "bob")
    desk.store.aliases.add("Vladimir Putin", "Putin, Vladimir", "bob")
    async with desk.app.run_test(size=WIDE) as pilot:
        await press(pilot, "3", "g", "exclamation_mark", *LIST)
        shown = desk.text()
        assert "ann  “Officials” counts as Yuri Ushakov in this article" in shown
        assert "bob  “Yuri Ushakov” counts as Juri Uschakow in every article" in shown
        assert "not a source: Juri Uschakow" in shown
        assert "Anna Berg" not in shown
        assert "Putin" not in shown
        assert "UTC" in shown
        await press(pilot, "j", "j", "X")
        assert "ann  “Officials” counts" not in desk.text()
        assert [each.name for each in desk.store.aliases.of(1)] == [PERSON, "Vladimir Putin"]


async def test_enter_goes_to_the_words(tmp_path: Path, path: Path) -> None:
    desk = started(tmp_path, path)
    async with desk.app.run_test(size=WIDE) as pilot:
        await press(pilot, "3", "g", "enter", "2", "exclamation_mark", *"]q", "g", *LIST, "enter")
        unit = desk.screen.navigator.current
        assert unit is not None
        assert unit.extent.of(FIRST.text) == "the talks had failed"
        assert desk.said == "not a statement: “the talks had failed”"
        await press(pilot, "T", *"Anna Berg", "enter")
        assert names(desk) == ["Anna Berg", SPOKESMAN, OFFICIALS]
        await press(pilot, *LIST, "enter")
        assert desk.said == "Anna Berg says “the talks had failed”"


@pytest.mark.parametrize("mention", [True, False])
async def test_enter_goes_to_where_the_text_has_the_old_name(tmp_path: Path, path: Path, mention: bool) -> None:
    desk = started(tmp_path, path)
    found = analysis_of(FIRST, ENGINE)
    if not mention:
        said = [replace(each, source_mention=(Span(0, 3),)) for each in found.statements]
        desk.store.analyses.save(FIRST.sha256, replace(found, statements=tuple(said)))
    desk.store.aliases.add(OFFICIALS, PERSON, "ann", 1)
    async with desk.app.run_test(size=WIDE) as pilot:
        await press(pilot, *LIST, "enter")
        unit = desk.screen.navigator.current
        assert unit is not None
        assert unit.extent.of(FIRST.text) == "prices would rise"


@pytest.mark.parametrize("window", ["corrections", "aliases"])
async def test_undo_in_the_list_shows_whatever_it_undid(tmp_path: Path, path: Path, window: str) -> None:
    desk = started(tmp_path, path)
    desk.store.aliases.add(OFFICIALS, PERSON, "ann", 1)
    async with desk.app.run_test(size=WIDE) as pilot:
        await press(pilot, "2", "m")
        assert len(desk.screen.article.overlay.bookmarks) == 1
        await press(pilot, ":", *window, "enter", "U")
        assert desk.screen.article.overlay.bookmarks == ()
        assert desk.said.startswith("undone: ")


async def test_words_that_are_gone_are_said_to_be(tmp_path: Path, path: Path) -> None:
    first = started(tmp_path, path)
    async with first.app.run_test(size=WIDE) as pilot:
        await press(pilot, "3", "g", "enter", "2", "exclamation_mark")
    words = "the talks had failed"
    first.store.add(replace(FIRST, text=FIRST.text.replace(words, "x" * len(words))))
    version = first.store.versions.newest(1)
    first.store.analyses.save(version.sha256, replace(analysis_of(FIRST, ENGINE), statements=()))
    first.store.close()
    desk = started(tmp_path, path)
    async with desk.app.run_test(size=WIDE) as pilot:
        await press(pilot, *LIST)
        assert "it changes nothing" in desk.text()
        await press(pilot, "enter")
        assert "it changes nothing" in desk.said
