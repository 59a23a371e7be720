"""Analyses that the library does not take: they are shown, it is said, and the others go on or end in order."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.model.analysis import Analysis
from reader.model.errors import NotFoundError, StoreError, StoreReadOnlyError
from reader.store import Store
from tests.tui.article_app import annotated, article
from tests.tui.main_app import ENGINE, HARBOUR, Desk, library, plain, until

TEXT, _ = article()
NOTHING = Analysis(ENGINE, (), (), (), ())
FOUND = {TEXT: annotated().analysis, plain(1).text: NOTHING, plain(2).text: NOTHING}
FULL = StoreReadOnlyError("library: the disk is full, nothing was written")
LOCKED = StoreError("library: another program has locked it")
SIZE = (160, 36)


def refusing(monkeypatch: pytest.MonkeyPatch, error: StoreError) -> Store:
    """A library that takes no analysis."""
    store = library()

    def save_analysis(sha256: str, analysis: Analysis) -> None:
        raise error

    monkeypatch.setattr(store.analyses, "save", save_analysis)
    return store


def asked(desk: Desk) -> list[str]:
    return [text.splitlines()[0] for text, _ in desk.client.asked]


@pytest.mark.parametrize("error", [FULL, LOCKED])
async def test_it_is_shown_and_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: StoreError) -> None:
    desk = Desk(tmp_path, store=refusing(monkeypatch, error), document_id=HARBOUR, analyses=FOUND)
    async with desk.app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: bool(desk.said))
        assert desk.said == f"an analysis could not be saved: {error}"
        assert len(desk.screen.article.annotated.quotation_units) == 3
        assert " statements" in desk.text()
        assert "nalysing…" not in desk.text()
        before = len(asked(desk))
        await pilot.press("R")
        await until(pilot, lambda: len(asked(desk)) > before and desk.said.startswith("an analysis"))
        assert "nalysing…" not in desk.text()


async def test_what_may_pass_does_not_end_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(tmp_path, store=refusing(monkeypatch, LOCKED), document_id=HARBOUR, analyses=FOUND)
    async with desk.app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: len(asked(desk)) == 3)
        assert asked(desk)[1:] == ["Paper number 2", "Paper number 1"]


async def test_a_full_disk_ends_the_others_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(tmp_path, store=refusing(monkeypatch, FULL), analyses=FOUND)
    async with desk.app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: bool(desk.said))
        await others_ended(desk)
        assert len(asked(desk)) == 1, "none is analysed for nothing"
        desk.screen.open_document(2)
        await until(pilot, lambda: desk.screen.article.annotated.analysis is not None)
        assert asked(desk)[1:] == ["Paper number 2"], "what is opened is analysed all the same"


async def test_one_that_another_process_removed_does_not_end_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = library()
    version = store.versions.get

    def without_the_second(version_id: int) -> object:
        if version_id == 2:
            raise NotFoundError("no version 2")
        return version(version_id)

    monkeypatch.setattr(store.versions, "get", without_the_second)
    desk = Desk(tmp_path, store=store, document_id=HARBOUR, analyses=FOUND)
    async with desk.app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await others_ended(desk)
        assert asked(desk)[1:] == ["Paper number 1"]


async def test_behind_a_library_that_is_read_only_nothing_is_analysed(tmp_path: Path) -> None:
    store = library()
    store._db.refusal = "opened read-only"
    desk = Desk(tmp_path, store=store, document_id=HARBOUR, analyses=FOUND)
    async with desk.app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: " statements" in desk.text())
        assert desk.screen.reading.analysis_queue is not None
        assert desk.screen.reading.analysis_queue._rest is None
        assert len(asked(desk)) == 1


async def others_ended(desk: Desk) -> None:
    """Wait for the end of what is analysed behind, which raises what ended it, if anything did."""
    assert desk.screen.reading.analysis_queue is not None
    assert desk.screen.reading.analysis_queue._rest is not None
    await desk.screen.reading.analysis_queue._rest
