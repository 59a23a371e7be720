"""The whole interface with each screen drawn twice: by Textual's output and by the thrifty one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from rich.console import RenderableType
from rich.control import Control
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.screen import Screen

from reader.terminal.capabilities import Capabilities
from reader.terminal.output import Output
from reader.tui.app import ReaderApp
from tests.terminal.emulator import Emulator


class NamedTerminal(NamedTuple):
    """A terminal's environment and what it can do."""

    environ: dict[str, str]
    background_erase: bool
    scrolls: bool = True
    margins: bool = False
    background_scroll: bool = False


TERMINALS = {
    "xterm": NamedTerminal({"TERM": "xterm-256color"}, background_erase=True),
    "xterm with margins": NamedTerminal({"TERM": "xterm-256color"}, background_erase=True, margins=True),
    "tmux": NamedTerminal({"TERM": "tmux-256color"}, background_erase=True, background_scroll=True),
    "tmux, as screen": NamedTerminal(
        {"TERM": "screen-256color", "TMUX": "/tmp/tmux"}, background_erase=True, background_scroll=True
    ),
    "screen": NamedTerminal({"TERM": "screen-256color"}, background_erase=False),
    "console": NamedTerminal({"TERM": "linux"}, background_erase=True, scrolls=False, background_scroll=True),
    "unheard of": NamedTerminal({"TERM": "teletype"}, background_erase=False),
}
WITH_NEWLINE_RETURNS = {"xterm", "tmux", "console"}
"""Terminals whose line feed moves to the start of the next row."""


class Plain(Emulator):
    """The terminal that Textual draws on: one for all, as they differ only in what Textual never sends."""

    def _erase(self, name: str, first: int, count: int) -> None:
        raise AssertionError("Textual's own output erases")

    def _scroll(self, name: str, count: int) -> None:
        raise AssertionError("Textual's own output scrolls")


class ComparedTerminal:
    """A terminal with thrifty output, compared with the one that Textual draws on."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.named = TERMINALS[name]
        self.thrifty = Emulator(0, 0)
        self.plain_bytes = self.thrifty_bytes = self.frames = 0
        self.last_thrifty = ""
        capabilities = Capabilities.of(self.named.environ)
        capabilities.margins = self.named.margins
        capabilities.newline_returns = name in WITH_NEWLINE_RETURNS
        self.output = Output(capabilities, 0, 0)

    def show(self, app: ComparedApp, update: LayoutUpdate | ChopsUpdate, plain: str) -> None:
        """Draw an update and compare the screen with Textual's, which `plain` holds."""
        if (self.thrifty.columns, self.thrifty.rows) != app.size:
            self.thrifty = Emulator(*app.size, *self.named[1:])
        thrifty = app.changes(self.output, update)
        self.thrifty.feed(thrifty)
        self.plain_bytes += len(plain.encode())
        self.thrifty_bytes += len(thrifty.encode())
        self.last_thrifty = thrifty
        self.frames += 1
        self._compare(app.plain, thrifty)

    def _compare(self, plain: Plain, thrifty: str) -> None:
        for y, (ours, theirs) in enumerate(zip(self.thrifty.cells, plain.cells, strict=True)):
            if ours == theirs:
                continue
            for x, (our, their) in enumerate(zip(ours, theirs, strict=True)):
                assert our.look is their.look, (self.name, self.frames, y, x, our, their, thrifty)
        assert (self.thrifty.x, self.thrifty.y) == (plain.x, plain.y)


class ComparedApp(ReaderApp):
    """Draws every screen on the terminals given to it."""

    terminals: Sequence[ComparedTerminal] = ()
    plain = Plain(0, 0)

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        if isinstance(renderable, LayoutUpdate | ChopsUpdate) and not self._batch_count and self.size:
            plain = self._show_plain(renderable) if self.terminals else ""
            for terminal in self.terminals:
                terminal.show(self, renderable, plain)
        super()._display(screen, renderable)

    def _show_plain(self, update: LayoutUpdate | ChopsUpdate) -> str:
        if (self.plain.columns, self.plain.rows) != self.size:
            self.plain = Plain(*self.size)
        cursor = self.screen.outer_size.clamp_offset(self.cursor_position)
        sent = update.render_segments(self.console) + Control.move_to(*cursor).segment.text
        self.plain.feed(sent)
        return sent
