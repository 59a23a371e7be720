"""The whole interface, each of its pictures shown twice: by Textual's own output, and by the thrifty one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from rich.console import RenderableType
from rich.control import Control
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.screen import Screen

from reader.terminal.capabilities import Dialect
from reader.terminal.output import Output
from reader.tui.app import ReaderApp
from tests.terminal.emulator import Emulator


class Named(NamedTuple):
    """A terminal by its name and environment, and what it can do."""

    environ: dict[str, str]
    erases_in_colour: bool
    scrolls: bool = True
    margins: bool = False
    fills_in_colour: bool = False


DIALECTS = {
    "xterm": Named({"TERM": "xterm-256color"}, erases_in_colour=True),
    "xterm with margins": Named({"TERM": "xterm-256color"}, erases_in_colour=True, margins=True),
    "tmux": Named({"TERM": "tmux-256color"}, erases_in_colour=True, fills_in_colour=True),
    "tmux, as screen": Named(
        {"TERM": "screen-256color", "TMUX": "/tmp/tmux"}, erases_in_colour=True, fills_in_colour=True
    ),
    "screen": Named({"TERM": "screen-256color"}, erases_in_colour=False),
    "console": Named({"TERM": "linux"}, erases_in_colour=True, scrolls=False, fills_in_colour=True),
    "unheard of": Named({"TERM": "teletype"}, erases_in_colour=False),
}
RETURNING = {"xterm", "tmux", "console"}
"""Those on whose lines a line feed goes to the beginning of the next row."""


class Twice:
    """One terminal that Textual draws on, and one that is drawn on thriftily."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.named = DIALECTS[name]
        self.plain = self.thrifty = Emulator(0, 0)
        self.plain_bytes = self.thrifty_bytes = self.frames = 0
        self.last_thrifty = ""
        dialect = Dialect.of(self.named.environ)
        dialect.margins = self.named.margins
        dialect.returns = name in RETURNING
        self.output = Output(dialect, 0, 0)

    def show(self, app: ComparedApp, update: LayoutUpdate | ChopsUpdate) -> None:
        """Show an update on both, and find the same picture on both."""
        self._fit(*app.size)
        cursor = app.screen.outer_size.clamp_offset(app.cursor_position)
        plain = update.render_segments(app.console) + Control.move_to(*cursor).segment.text
        thrifty = app.changes(self.output, update)
        self.plain.feed(plain)
        self.thrifty.feed(thrifty)
        self.plain_bytes += len(plain.encode())
        self.thrifty_bytes += len(thrifty.encode())
        self.last_thrifty = thrifty
        self.frames += 1
        self._compare(thrifty)

    def _fit(self, width: int, height: int) -> None:
        if (self.plain.columns, self.plain.rows) != (width, height):
            self.plain, self.thrifty = (Emulator(width, height, *self.named[1:]) for _ in range(2))

    def _compare(self, thrifty: str) -> None:
        for y, (ours, theirs) in enumerate(zip(self.thrifty.looks, self.plain.looks, strict=True)):
            for x, (our, their) in enumerate(zip(ours, theirs, strict=True)):
                assert our == their, (self.name, self.frames, y, x, our, their, thrifty)
        assert (self.thrifty.x, self.thrifty.y) == (self.plain.x, self.plain.y)


class ComparedApp(ReaderApp):
    """Shows every picture on the terminals given to it."""

    terminals: Sequence[Twice] = ()

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        if isinstance(renderable, LayoutUpdate | ChopsUpdate) and not self._batch_count and self.size:
            for terminal in self.terminals:
                terminal.show(self, renderable)
        super()._display(screen, renderable)
