"""What a person says of sources in the sidebar: their kinds and roles."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from reader.model.analysis import Source, SourceKind
from reader.store import Store
from tests.tui.main_app import ENGINE, Desk
from tests.two_texts import FIRST, OFFICIALS, PERSON, SPOKESMAN, analysis_of

WIDE = (130, 40)


class OneText(Desk):
    """One article, open and analysed."""

    def __init__(self, tmp_path: Path) -> None:
        store = Store.in_memory()
        store.add(FIRST)
        machine = analysis_of(FIRST, ENGINE)
        store.analyses.save(FIRST.sha256, machine)
        super().__init__(tmp_path, store=store, analyses={FIRST.text: machine}, document_id=1)

    def source(self, name: str) -> Source:
        """The source of a name, as it is shown."""
        current = self.screen.session.current
        assert current is not None
        assert current.analysis is not None
        return next(each for each in current.analysis.sources if each.name == name)

    def group_of(self, name: str) -> str:
        """The heading in the sidebar above a source."""
        rows = [row[100:].strip() for row in self.text().splitlines()]
        at = next(number for number, row in enumerate(rows) if row.startswith("▌") and name in row)
        return next(row for row in reversed(rows[:at]) if row and not row.startswith("▌"))


@pytest.fixture
def desk(tmp_path: Path) -> OneText:
    return OneText(tmp_path)


async def press(pilot: Pilot[object], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


async def test_kind_and_role_are_set_in_a_form(desk: OneText) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        await press(pilot, "3", "G", "T")
        assert "Of what kind, and in what role?" in desk.text()
        await press(pilot, *"gov", "tab", *"Kremlin aides", "enter")
        assert desk.said.startswith(f"{OFFICIALS}: kind: government, role: Kremlin aides")
        assert (desk.source(OFFICIALS).kind, desk.source(OFFICIALS).role) == (
            SourceKind.GOVERNMENT,
            "Kremlin aides",
        )
        assert desk.group_of(OFFICIALS) == "Governments"
        await press(pilot, "R")
        assert desk.source(OFFICIALS).kind is SourceKind.GOVERNMENT
        desk.store.add(replace(FIRST, text=FIRST.text.replace("Officials said", "Many officials said")))
        changed = desk.store.versions.newest(1)
        machine = analysis_of(FIRST, ENGINE)
        assert desk.store.corrected(changed, machine).sources[-1].kind is SourceKind.GOVERNMENT
        await press(pilot, "U")
        assert desk.said.startswith(f"undone: describing {OFFICIALS}")
        assert desk.source(OFFICIALS).kind is SourceKind.UNNAMED
        assert desk.source(OFFICIALS).role is None


async def test_an_empty_form_changes_nothing(desk: OneText) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        await press(pilot, "3", "G", "T", "enter", "U")
        assert desk.said == "nothing to undo"


async def test_a_role_is_taken_away(desk: OneText) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        await press(pilot, "3", "g", *":source-role", "space", *"aide", "enter")
        assert desk.source(PERSON).role == "aide"
        await press(pilot, "T", "tab", *"no role", "enter")
        assert desk.source(PERSON).role is None


async def test_ticked_sources_are_described_together(desk: OneText) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        await press(pilot, "3", "G", "x", "k", "x", *":source-kind", "space", *"org", "enter")
        kinds = [desk.source(name).kind for name in (PERSON, SPOKESMAN, OFFICIALS)]
        assert kinds == [SourceKind.PERSON, SourceKind.ORGANISATION, SourceKind.ORGANISATION]
        await press(pilot, "U")
        assert desk.source(SPOKESMAN).kind is desk.source(OFFICIALS).kind is SourceKind.UNNAMED


async def test_no_other_kind_is_taken(desk: OneText) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        await press(pilot, *":source-kind", "space", "o", "enter")
        assert desk.said.startswith("there is no kind o: there are person, organisation,")
        assert desk.store.corrections.of(1) == []


async def test_in_the_article_the_source_of_the_statement_is_meant(desk: OneText) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        await press(pilot, "3", "G", "enter", "2", *":source-kind", "space", *"person", "enter")
        assert desk.source(OFFICIALS).kind is SourceKind.PERSON


async def test_a_source_that_is_made_is_filed_by_its_name(desk: OneText) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        await press(pilot, "3", "G", "enter", "2", *":split", "enter")
        assert "Who says" in desk.text()
        await press(pilot, *"Russian state media", "enter")
        assert desk.group_of("Russian state") == "Outlets"
