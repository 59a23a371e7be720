"""Names given to sources: they hold in this article unless a person says otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from reader.model.analysis import Analysis
from reader.store import Store
from reader.tui.keys.scopes import Pane
from tests.tui.main_app import ENGINE, Desk
from tests.two_texts import FIRST, OFFICIALS, PERSON, SECOND, SPOKESMAN, analysis_of, said_in

WIDE = (130, 40)
ALL = [PERSON, SPOKESMAN, OFFICIALS]


class TwoTexts(Desk):
    """Two articles in one library; the first is open."""

    def __init__(self, tmp_path: Path) -> None:
        store = Store.in_memory()
        for article in (SECOND, FIRST):
            store.add(article)
            store.analyses.save(article.sha256, analysis_of(article, ENGINE))
        super().__init__(tmp_path, store=store, analyses={}, document_id=2)

    @property
    def analysis(self) -> Analysis:
        """The analysis of the open article, as it is shown."""
        found = self.screen.session.current
        assert found is not None
        assert found.analysis is not None
        return found.analysis

    def said_in_second(self) -> list[str]:
        """Who says the statements of the other article."""
        version = self.store.versions.newest(1)
        machine = self.store.analyses.get(version.sha256, ENGINE)
        assert machine is not None
        return said_in(self.store.corrected(version, machine))

    def holds(self) -> list[tuple[str, str, int | None]]:
        """The names given, and where."""
        return [(each.name, each.becomes, each.document_id) for each in self.store.aliases.all()]


@pytest.fixture
def desk(tmp_path: Path) -> TwoTexts:
    return TwoTexts(tmp_path)


async def press(pilot: Pilot[object], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


async def highlight(pilot: Pilot[object], desk: TwoTexts, *names: str) -> None:
    """Tick sources, or with one name only highlight it."""
    await press(pilot, *([] if desk.screen.pane is Pane.SIDEBAR else ["3"]), "g")
    ids = {source.name: source.id for source in desk.analysis.sources}
    for name in names:
        for _ in range(9):
            if desk.screen.sidebar.highlighted_key == ids[name]:
                break
            await press(pilot, "j")
        await press(pilot, *(["x", "g"] if len(names) > 1 else []))


async def test_a_merge_holds_in_this_article_only(desk: TwoTexts) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        await highlight(pilot, desk, OFFICIALS, PERSON)
        await press(pilot, "M")
        assert "Which name stays?" in desk.text()
        await press(pilot, "enter")
        assert desk.said.startswith(f"“{OFFICIALS}” now counts as {PERSON} in this article")
        assert said_in(desk.analysis) == [PERSON, SPOKESMAN, PERSON]
        assert desk.said_in_second() == ALL
        assert desk.holds() == [(OFFICIALS, PERSON, 2)]
        await press(pilot, "1", "j", "enter", "3")
        assert f"▌ {OFFICIALS}  " in desk.text()
        await press(pilot, "U")
        assert desk.said_in_second() == ALL
        assert desk.holds() == []


async def test_the_card_says_what_the_text_has(desk: TwoTexts) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        desk.store.aliases.add(OFFICIALS, PERSON, "ann", 2)
        desk.screen.reading.recorrect()
        await highlight(pilot, desk, PERSON)
        await press(pilot, "enter")
        assert "named by you" not in desk.text()
        await press(pilot, "right_square_bracket", "s")
        assert "named by you; the" in desk.text()
        assert "“Officials”" in desk.text()


async def test_the_whole_name_is_offered_first_wherever_the_highlight_is(desk: TwoTexts) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        await highlight(pilot, desk, PERSON, OFFICIALS)
        await press(pilot, "G", "M", "enter")
        assert said_in(desk.analysis) == [PERSON, SPOKESMAN, PERSON]


async def test_any_of_the_names_may_stay_and_none_does_after_escape(desk: TwoTexts) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        await highlight(pilot, desk, *ALL)
        await press(pilot, "M", "escape")
        assert desk.holds() == []
        await press(pilot, "U")
        assert desk.said == "nothing to undo"
        await press(pilot, "M", *"a spokes", "enter")
        assert desk.holds() == [(PERSON, SPOKESMAN, 2), (OFFICIALS, SPOKESMAN, 2)]


async def test_the_highlight_stays_on_what_was_merged_or_renamed(desk: TwoTexts) -> None:
    def highlighted() -> str:
        key = desk.screen.sidebar.highlighted_key
        return next(source.name for source in desk.analysis.sources if source.id == key)

    async with desk.app.run_test(size=WIDE) as pilot:
        await highlight(pilot, desk, OFFICIALS, SPOKESMAN)
        await press(pilot, "g", "M", *OFFICIALS, "enter")
        assert said_in(desk.analysis) == [PERSON, OFFICIALS, OFFICIALS]
        assert highlighted() == OFFICIALS
        await press(pilot, "E", "ctrl+u", *"Anna Berg", "enter")
        assert highlighted() == "Anna Berg"


async def test_a_merge_of_three_is_one_step(desk: TwoTexts) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        await highlight(pilot, desk, *ALL)
        await press(pilot, "M", "enter")
        assert said_in(desk.analysis) == [PERSON] * 3
        assert desk.screen.pane is Pane.SIDEBAR
        await press(pilot, "U")
        assert said_in(desk.analysis) == ALL
        await press(pilot, *":redo", "enter")
        assert said_in(desk.analysis) == [PERSON] * 3


async def test_what_is_no_name_is_renamed_here_only(desk: TwoTexts) -> None:
    name = SPOKESMAN
    async with desk.app.run_test(size=WIDE) as pilot:
        await highlight(pilot, desk, name)
        await press(pilot, "E", "ctrl+u", *"Anna Berg", "enter")
        assert desk.said.startswith(f"“{name}” now counts as Anna Berg in this article")
        assert desk.holds() == [(name, "Anna Berg", 2)]
        assert desk.said_in_second() == ALL


@pytest.mark.parametrize("becomes", ["a Kremlin aide", "Ushakov"])
async def test_a_name_becomes_no_description_in_every_article(desk: TwoTexts, becomes: str) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        await highlight(pilot, desk, PERSON)
        await press(pilot, "E", "ctrl+u", *becomes, "enter")
        assert desk.holds() == [(PERSON, becomes, 2)]
        assert desk.said_in_second() == ALL


async def test_enter_twice_renames_a_person_in_this_article(desk: TwoTexts) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        await highlight(pilot, desk, PERSON)
        await press(pilot, "E", "ctrl+u", *"Juri Uschakow", "enter")
        assert "in every article" in desk.text()
        await press(pilot, "enter")
        assert desk.holds() == [(PERSON, "Juri Uschakow", 2)]
        assert desk.said_in_second() == ALL


async def test_a_named_person_is_renamed_everywhere_when_asked_for(desk: TwoTexts) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        await highlight(pilot, desk, PERSON)
        await press(pilot, "E", "ctrl+u", *"Juri Uschakow", "enter", "down", "enter")
        assert desk.said.startswith(f"“{PERSON}” now counts as Juri Uschakow in every article")
        renamed = ["Juri Uschakow", SPOKESMAN, OFFICIALS]
        assert (said_in(desk.analysis), desk.said_in_second()) == (renamed, renamed)
        await press(pilot, *":aliases", "enter")
        assert f"{PERSON} → Juri Uschakow   in every article" in desk.text()
        await press(pilot, "X")
        assert desk.said.startswith(f"taken back: “{PERSON}” counts as Juri Uschakow in every article (")
        await press(pilot, "escape")
        assert (said_in(desk.analysis), desk.said_in_second()) == (ALL, ALL)
        await press(pilot, "U")
        assert desk.said_in_second() == renamed


async def test_what_the_text_does_not_name_is_renamed_here_only_whatever_it_is_called(desk: TwoTexts) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        await highlight(pilot, desk, OFFICIALS)
        await press(pilot, "E", "ctrl+u", *"Anna Berg", "enter")
        await highlight(pilot, desk, "Anna Berg")
        await press(pilot, "T", *"pers", "enter", "E", "ctrl+u", *"Anna Lund", "enter")
        assert desk.said.startswith("“Anna Berg” now counts as Anna Lund in this article")
        assert said_in(desk.analysis) == [PERSON, SPOKESMAN, "Anna Lund"]


async def test_aliases_say_where_each_holds(desk: TwoTexts) -> None:
    desk.store.aliases.add(OFFICIALS, PERSON, "ann", 1)
    desk.store.aliases.add(SPOKESMAN, PERSON, "ann", 2)
    async with desk.app.run_test(size=WIDE) as pilot:
        await press(pilot, *":aliases", "enter")
        assert f"{OFFICIALS} → {PERSON}   in “{SECOND.title}”" in desk.text()
        assert f"{SPOKESMAN} → {PERSON}   in this article" in desk.text()
        assert "by ann" in desk.text()
