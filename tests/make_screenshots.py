"""Write screenshots/*.svg from the real program: `python -m tests.make_screenshots [FOLDER]`.

The sample articles are analysed by the real analysis process; clock and library are fixed, so that running it
twice gives the same bytes.
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import cast

from rich.color import Color, ColorSystem
from textual.pilot import Pilot

from reader.analysis.client import AnalysisClient
from reader.analysis.protocol import engine
from reader.config.palette import load_palettes
from reader.config.paths import themes_dir
from reader.config.settings import Settings
from reader.ingest.samples import articles
from reader.model.analysis import Analysis
from reader.model.document import Article
from reader.store import Store
from reader.tui.app import ReaderApp
from reader.tui.appearance.display_profile import ColourDepth, DisplayProfile
from reader.tui.context import Context
from tests.analysed import analyses_of
from tests.tui.bound import bind
from tests.tui.main_app import FakeClient

SCREENSHOTS = Path(__file__).resolve().parents[1] / "screenshots"
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
WIDE, NARROW = (120, 36), (60, 20)
JUMP, STEP = ("right_square_bracket", "q"), ("right_square_bracket", "s")
MISSED = (
    "2",
    "slash",
    *"missile",
    "enter",
    "v",
    "plus",
    "plus",
    "s",
    *"John",
    "space",
    *"F.",
    "space",
    *"Kennedy",
)


@dataclass(frozen=True)
class Shot:
    """A picture: which sample is open, how large the screen is, and the keys that lead to it."""

    sample: str
    keys: Sequence[str]
    size: tuple[int, int] = WIDE
    theme: str = "ink"
    profile: DisplayProfile = field(default_factory=DisplayProfile)


NOTED = (*JUMP * 3, "a", *"who", "space", *"signed?", "escape", *JUMP, "t", "i")
SHOTS = {
    "three-panes": Shot("Shuttle", JUMP * 6),
    "source": Shot("Shuttle", ("3", "enter", "right_square_bracket", "s")),
    "statements": Shot("Shuttle", ("2", *STEP * 3, "full_stop", "full_stop")),
    "doubt": Shot("Shuttle", ("2", "G", "left_square_bracket", "s")),
    "added": Shot("Eisenhower", MISSED),
    "corrections": Shot(
        "Eisenhower",
        (*MISSED, "enter", *STEP, "full_stop", "exclamation_mark", "colon", *"corrections", "enter"),
    ),
    "light": Shot("Wright", JUMP * 3, theme="paper"),
    "narrow": Shot("Eisenhower", JUMP * 2, NARROW),
    "bookmarks": Shot("Eisenhower", ("space", *JUMP, "m", *JUMP, *JUMP, "m", "apostrophe")),
    "note": Shot("Shuttle", (*NOTED, *JUMP * 2, "a", *"compare", "space", *"volume", "space", "2")),
    "caret": Shot("Shuttle", (*NOTED, "g", *JUMP * 2, "v", "l", "v", ")", "w", "w", "e")),
    "notes": Shot("Shuttle", (*NOTED, "ampersand", "escape")),
    "changes": Shot("Shuttle", ("2", "D")),
    "256-colours": Shot("Shuttle", JUMP * 6, profile=DisplayProfile(ColourDepth.MANY)),
    "terminal-colours": Shot("Shuttle", JUMP * 6, theme="ansi-dark"),
    "no-colour": Shot("Shuttle", JUMP * 6, profile=DisplayProfile(ColourDepth.NONE)),
    "ascii": Shot("Shuttle", JUMP * 6, profile=DisplayProfile(ascii=True)),
}


def main() -> int:
    """Analyse the samples, take every picture."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SCREENSHOTS
    asyncio.run(take(folder))
    return 0


async def take(folder: Path) -> None:
    """Write all pictures to a folder."""
    samples = articles()
    with tempfile.TemporaryDirectory() as room:
        analyses = await analyses_of(samples, Path(room) / "analysis.log")
        for name, shot in SHOTS.items():
            svg = await picture(shot, dict(zip(samples, analyses, strict=True)), Path(room))
            (folder / f"{name}.svg").write_text(svg, encoding="utf-8")
            print(folder / f"{name}.svg")


async def picture(shot: Shot, analyses: Mapping[Article, Analysis], room: Path) -> str:
    """One picture as SVG."""
    now = ticking()
    with Store.in_memory(clock=now) as store:
        document_id = fill(store, analyses, shot.sample)
        context = Context(
            store=store,
            settings=Settings(theme=shot.theme, author="Ann Reader"),
            settings_path=room / "settings.toml",
            palettes=shot.profile.adapt(load_palettes([themes_dir()])[0]),
            profile=shot.profile,
            engine=engine(),
            client=lambda: cast(AnalysisClient, FakeClient({})),
            now=now,
            bindings=bind(),
        )
        app = ReaderApp(context, document_id)
        async with app.run_test(size=shot.size) as pilot:
            await press(pilot, shot.keys)
            svg = portable(app.export_screenshot(title="reader"))
            return in_256(svg) if shot.profile.colours is ColourDepth.MANY else svg


def ticking() -> Callable[[], datetime]:
    """A clock that is a second later each time it is asked, so that of two things one is always the later."""
    seconds = count()
    return lambda: NOON + timedelta(seconds=next(seconds))


def fill(store: Store, analyses: Mapping[Article, Analysis], sample: str) -> int:
    """Put the samples and their analyses into a library; the id of the one whose title holds a word."""
    ids = {}
    for article, analysis in analyses.items():
        if "Shuttle" in article.title:
            article = _in_two_versions(store, article)
        document_id = store.add(article).document.id
        store.analyses.save(store.versions.newest(document_id).sha256, analysis)
        ids[article.title] = document_id
    return next(id for title, id in ids.items() if sample in title)


def _in_two_versions(store: Store, article: Article) -> Article:
    """The article with a place to come from, after an earlier version of it was added from there."""
    placed = replace(article, provenance=replace(article.provenance, path="/shuttle.md"))
    earlier = placed.text.replace("73 seconds", "about 75 seconds").replace(
        "All seven members of the crew", "The crew"
    )
    store.add(replace(placed, text=earlier, blocks=(), markups=()))
    return placed


async def press(pilot: Pilot[None], keys: Sequence[str]) -> None:
    """Press keys, each when what the one before did is on the screen."""
    await pilot.pause()
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


def portable(svg: str) -> str:
    """The picture with plain spaces that every renderer keeps, not only browsers."""
    return re.sub(r"<text ", '<text xml:space="preserve" ', svg.replace("&#160;", " "))


def in_256(svg: str) -> str:
    """The picture in the colours that Rich chooses for a terminal of 256."""
    return re.sub(r"#[0-9a-fA-F]{6}\b", lambda found: _near(found[0]), svg)


def _near(colour: str) -> str:
    return Color.parse(colour).downgrade(ColorSystem.EIGHT_BIT).get_truecolor().hex


if __name__ == "__main__":
    sys.exit(main())
