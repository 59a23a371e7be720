"""An application that sends only what the terminal does not show yet; it can fall back to Textual's output."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from rich.console import RenderableType
from textual.app import App
from textual.screen import Screen

from reader.terminal import screen_buffer, startup_snapshot
from reader.terminal.capabilities import Capabilities, newline_returns
from reader.terminal.compat_check import check_app, check_driver
from reader.terminal.dirty_update import DirtyUpdate
from reader.terminal.output import Output
from reader.terminal.rasterizer import Rasterizer
from reader.terminal.screen_buffer import CellRow
from reader.terminal.startup_snapshot import StartupSnapshot
from reader.terminal.textual_internals import ChopsUpdate, LayoutUpdate, clear_dirty_widgets

if TYPE_CHECKING:
    from reader.terminal.driver import TerminalDriver

_BEGIN, _END = "\x1b[?2026h", "\x1b[?2026l"
"""Around what a terminal that knows synchronised output shows at once."""


class ThriftyApp(App[None], inherit_bindings=False):
    """The base of an application. What it shows is the same, cell by cell, as Textual would show."""

    def __init__(self, warn: Callable[[str], None]) -> None:
        """Begin; `warn` is told in one line why all output is left to Textual, where it is for a fault."""
        self._warn = warn
        self.output: Output | None = None
        """What the terminal shows; None where Textual draws."""
        try:
            driver = _driver()
        except Exception as error:
            driver = None
            self._fall_back(error)
        super().__init__(driver_class=driver)
        self.snapshot: StartupSnapshot | None = startup_snapshot.take_over()
        """The picture that was shown before this application began, until the driver has taken it over."""
        self.last_screen: list[CellRow] = []
        self._is_lost = False
        """Whether what the terminal showed may be gone."""
        if driver is None:
            self._leave_early()
        elif not os.environ.get(startup_snapshot.PLAIN):
            try:
                check_app(self)
                self._rasterizer = Rasterizer(self.console._color_system)
            except Exception as error:
                self._fall_back(error)
            else:
                self.output = self._begun()

    def _leave_early(self) -> None:
        """Give the terminal back to Textual's own driver as it was before the early picture."""
        if self.snapshot:
            self.snapshot.leave()
        self.snapshot = None

    def _begun(self) -> Output:
        """What the early picture shows, or nothing; held until the first picture is whole."""
        output = self.snapshot.output if self.snapshot else Output(Capabilities.of(os.environ), 0, 0)
        output.hold()
        return output

    def release(self) -> None:
        """Send what was held."""
        if self.output is not None:
            self._send(self.output.release())

    def remember_screen(self) -> None:
        """Keep what is shown, or will be, for the next start to show early."""
        if self.output is not None:
            self.last_screen = self.output.contents

    def redraw(self) -> None:
        """Send all of the screen anew."""
        self.forget_screen()
        self.screen.refresh()

    def forget_screen(self) -> None:
        """Let nothing be known of what the terminal shows: the next updates are sent whole."""
        if self.output is not None:
            self.output.forget(*self.size)

    def has_margins(self) -> None:
        """The terminal has said that it has left and right margins."""
        if self.output is not None:
            self.output.capabilities.margins = True

    def use_line_modes(self, modes: list[Any]) -> None:
        """The line to the terminal has these modes (termios)."""
        if self.output is not None:
            self.output.capabilities.newline_returns = newline_returns(modes)

    def terminal_lost(self) -> None:
        """End: there is nobody to read from."""
        self.exit()

    def terminal_changed(self) -> None:
        """Let all be drawn anew once the size is known, which the driver tells too."""
        self.forget_screen()
        self._is_lost = True

    def _check_resize(self) -> None:
        """Draw anew, which a screen does by itself only where its size is not what it was.

        A multiplexer changes the size of a terminal there and back, which leaves less on it than there was.
        """
        event = self._resize_event
        super()._check_resize()
        if self._is_lost and event is not None and self.screen.outer_size == event.size:
            self._is_lost = False
            self.redraw()

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        if self.output is None or renderable is None or not self._can_show:
            super()._display(screen, renderable)
            return
        if not isinstance(renderable, LayoutUpdate | ChopsUpdate):
            self.forget_screen()
            super()._display(screen, renderable)
            return
        try:
            data = self.changes(self.output, renderable)
        except Exception as error:
            self._fall_back(error)
            super()._display(screen, renderable)
            self.screen.refresh()
            return
        self._send(data)

    def show_changes(self, screen: Screen[Any]) -> bool:
        """Show what changed on a screen that lies on no other one; False where that is left to Textual."""
        update = None
        if self.output is not None:
            try:
                compositor = screen._compositor
                # Widgets tell of changes by messages, and some of those may still be on their way.
                compositor.update_widgets({*compositor.visible_widgets})
                update = DirtyUpdate.of(compositor) if self.screen_stack == [screen] else None
            except Exception as error:
                self._fall_back(error)
        if update is None:
            return False
        self._display(screen, update)
        clear_dirty_widgets(screen)
        self._update_mouse_over(screen)
        return True

    def changes(self, output: Output, update: LayoutUpdate | ChopsUpdate) -> str:
        """What to send for an update of the screen."""
        size = self.size
        if screen_buffer.is_full() and not output.is_held:
            screen_buffer.reset()
            self._rasterizer.forget()
            output.forget(*size)
        if (output.width, output.height) != size:
            output.forget(*size)
        return output.update(
            self._rasterizer.pieces(update), self.screen.outer_size.clamp_offset(self.cursor_position)
        )

    @property
    def _can_show(self) -> bool:
        driver = self._driver
        showing = self._running and not self._closed and not self._batch_count
        return showing and driver is not None and not (driver.is_headless or driver.is_inline)

    def _send(self, data: str) -> None:
        if data and self._driver is not None:
            # As one piece: each that is given to the driver wakes the thread that writes it.
            self._driver.write(f"{_BEGIN}{data}{_END}" if self._sync_available else data)
            self._driver.flush()
        self.post_display_hook()

    def _fall_back(self, error: Exception) -> None:
        self.output = None
        self._warn(f"thrifty output is off, Textual draws ({type(error).__name__}: {error})")


def _driver() -> type[TerminalDriver]:
    """The driver of this program. Raises where Textual is not what it takes it for."""
    # Imported here because what it builds on may be gone, and Textual's own does then.
    from reader.terminal.driver import TerminalDriver

    check_driver()
    return TerminalDriver
