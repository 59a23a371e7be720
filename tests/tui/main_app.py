"""The whole interface on a library in memory, with an analysis process that answers as it is told."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from textual.pilot import Pilot

from reader.analysis.client import AnalysisClient
from reader.config.palette import load_palettes
from reader.config.paths import themes_dir
from reader.config.settings import Settings
from reader.model.analysis import Analysis, Engine
from reader.model.document import Article, Block
from reader.model.errors import AnalysisError
from reader.store import Store
from reader.tui.app import ReaderApp
from reader.tui.appearance.display_profile import DisplayProfile
from reader.tui.context import Context
from reader.tui.keys.bindings import Bindings
from reader.tui.screens.main import MainScreen
from reader.tui.system.clipboard import Clipboard
from reader.tui.system.opener import Opener
from tests.tui import article_app
from tests.tui.bound import bind

NO_OPENER = Opener()
PROFILE = DisplayProfile()
ENGINE = Engine("by hand", "1", "none")
NOON = datetime(2024, 6, 18, 12, tzinfo=UTC)


class FakeClient:
    """Answers with the analyses it was given, by text; other texts are never answered; None fails."""

    def __init__(self, analyses: dict[str, Analysis | None]) -> None:
        self.analyses = analyses
        self.asked: list[tuple[str, bool]] = []
        self.closed = False

    def is_running(self, text: str) -> bool:
        """Return True: what was asked for is being answered."""
        return True

    async def analyse(
        self,
        text: str,
        blocks: Sequence[Block],
        published: str | None = None,
        markups: object = (),
        *,
        urgent: bool = False,
    ) -> Analysis:
        self.asked.append((text, urgent))
        if text not in self.analyses:
            await asyncio.Event().wait()
        analysis = self.analyses[text]
        if analysis is None:
            raise AnalysisError("the analysis process ended with signal 9")
        return analysis

    async def close(self) -> None:
        self.closed = True


def harbour() -> Article:
    """The article of `article_app`."""
    text, blocks = article_app.article()
    return Article(
        "Minister calls harbour plan 'unworkable'", text, blocks, outlet="Harbour Post", published="2021-05-03"
    )


def plain(number: int) -> Article:
    """An article without an analysis."""
    text = f"Paper number {number}\n\nSome words about it."
    return Article(f"Paper number {number}", text, (), outlet="Daily", published=f"2020-01-{number:02}")


class Desk:
    """A running interface, seen from outside."""

    def __init__(
        self,
        tmp_path: Path,
        *,
        store: Store | None = None,
        analyses: dict[str, Analysis | None] | None = None,
        settings: Settings | None = None,
        document_id: int | None = None,
        notices: Sequence[str] = (),
        bindings: Bindings | None = None,
        opener: Opener = NO_OPENER,
        clipboard: Clipboard | None = None,
        profile: DisplayProfile = PROFILE,
        app: type[ReaderApp] = ReaderApp,
    ) -> None:
        annotated = article_app.annotated()
        self.store = store or library()
        self.client = FakeClient({annotated.text: annotated.analysis} if analyses is None else analyses)
        self.settings_path = tmp_path / "settings.toml"
        context = Context(
            store=self.store,
            settings=settings or Settings(),
            settings_path=self.settings_path,
            palettes=profile.adapt(load_palettes([themes_dir()])[0]),
            profile=profile,
            engine=ENGINE,
            client=cast(Callable[[], AnalysisClient], lambda: self.client),
            now=lambda: NOON,
            bindings=bindings or bind(),
            opener=opener,
            clipboard=clipboard or Clipboard(),
            notices=notices,
        )
        self.app = app(context, document_id)

    @property
    def screen(self) -> MainScreen:
        """The main screen, whatever window lies over it."""
        return next(screen for screen in self.app.screen_stack if isinstance(screen, MainScreen))

    @property
    def said(self) -> str:
        """What the status line says."""
        return self.screen.status.message

    def place_of(self, words: str) -> tuple[int, int]:
        """Where words stand in the article's pane: the column and the row, in cells."""
        view = self.screen.article
        rows = [view.render_line(y).text for y in range(view.size.height)]
        return next((row.index(words), y) for y, row in enumerate(rows) if words in row)

    def text(self) -> str:
        """The words on the screen."""
        rows = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in rows)


async def until(pilot: Pilot[Any], is_so: Callable[[], bool]) -> None:
    """Let the program go on until something is so; what must never be is not asked for in this way."""
    async with asyncio.timeout(20):
        while not is_so():
            await pilot.pause()


def library() -> Store:
    """Two papers and the harbour article, which is document 3 and the newest."""
    store = Store.in_memory()
    for article in (plain(1), plain(2), harbour()):
        store.add(article)
    return store


HARBOUR = 3
"""The id of the harbour article in `library`."""
