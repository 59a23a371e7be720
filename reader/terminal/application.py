"""An application that sends only what the terminal does not show yet, and falls back to Textual's own output."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from rich.console import RenderableType
from textual.app import App
from textual.screen import Screen, ScreenResultType

from reader.terminal import screen_buffer, startup_snapshot
from reader.terminal.capabilities import Capabilities, newline_returns
from reader.terminal.compat_check import check_app, check_driver
from reader.terminal.dirty_update import DirtyUpdate
from reader.terminal.output import Output
from reader.terminal.rasterizer import Rasterizer
from reader.terminal.startup_snapshot import SavedScreen, StartupSnapshot
from reader.terminal.textual_internals import ChopsUpdate, LayoutUpdate, clear_dirty_widgets

if TYPE_CHECKING:
    from reader.terminal.driver import TerminalDriver

_BEGIN, _END = "\x1b[?2026h", "\x1b[?2026l"
"""Begin and end of a synchronised update."""


class ThriftyApp(App[None], inherit_bindings=False):
    """The base of the application. It shows exactly what Textual would, cell by cell."""

    def __init__(self, warn: Callable[[str], None]) -> None:
        """`warn` gets one line if an error leaves all output to Textual."""
        self._warn = warn
        self.output: Output | None = None
        """What the terminal shows; None if Textual draws."""
        try:
            driver = _driver()
        except Exception as error:
            driver = None
            self._fall_back(error)
        super().__init__(driver_class=driver)
        self.snapshot: StartupSnapshot | None = startup_snapshot.take_over()
        """The startup snapshot on the screen, until the driver takes it over."""
        self.last_screen = SavedScreen()
        self._is_lost = False
        """Whether the terminal may have lost what it showed."""
        if driver is None:
            self._leave_snapshot()
        elif not os.environ.get(startup_snapshot.PLAIN):
            try:
                check_app(self)
                self._rasterizer = Rasterizer(self.console._color_system)
            except Exception as error:
                self._fall_back(error)
            else:
                self.output = self._held_output()

    def _leave_snapshot(self) -> None:
        """Restore the terminal for Textual's own driver."""
        if self.snapshot:
            self.snapshot.leave()
        self.snapshot = None

    def _held_output(self) -> Output:
        """Return an output that starts from the snapshot and is held until the first screen is complete."""
        output = self.snapshot.output if self.snapshot else Output(Capabilities.of(os.environ), 0, 0)
        output.hold()
        return output

    def release(self) -> None:
        """Send the updates held back."""
        if self.output is not None:
            self._send(self.output.release())

    def remember_screen(self, sha256: str) -> None:
        """Keep the screen's contents, which show the text with this SHA-256, for the next start."""
        if self.output is not None:
            self.last_screen = SavedScreen(self.output.contents, sha256)

    def redraw(self) -> None:
        """Send the whole screen again."""
        self.forget_screen()
        self.screen.refresh()

    def forget_screen(self) -> None:
        """Assume nothing about what the terminal shows: the next updates are sent whole."""
        if self.output is not None:
            self.output.forget(*self.size)

    def has_margins(self) -> None:
        """Note that the terminal has reported left and right margins."""
        if self.output is not None:
            self.output.capabilities.margins = True

    def use_line_modes(self, modes: list[Any]) -> None:
        """Note the terminal's line modes (termios)."""
        if self.output is not None:
            self.output.capabilities.newline_returns = newline_returns(modes)

    def terminal_lost(self) -> None:
        """Exit: the terminal is gone."""
        self.exit()

    def terminal_changed(self) -> None:
        """Redraw once the driver reports the terminal's size."""
        self.forget_screen()
        self._is_lost = True

    def _check_resize(self) -> None:
        """Redraw even if the size is unchanged.

        A multiplexer may change the size of a terminal and change it back, which loses some of its contents.
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
        """Show what changed on the only screen. Return False to leave it to Textual."""
        update = None
        if self.output is not None:
            try:
                compositor = screen._compositor
                # Widgets report changes by messages, some of which may still be queued.
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
        """Return the bytes to send for an update of the screen."""
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
            # In one piece: each write wakes the driver's thread.
            self._driver.write(f"{_BEGIN}{data}{_END}" if self._sync_available else data)
            self._driver.flush()
        self.post_display_hook()

    def _fall_back(self, error: Exception) -> None:
        self.output = None
        self._warn(f"thrifty output is off, Textual draws ({type(error).__name__}: {error})")


class ThriftyScreen(Screen[ScreenResultType]):
    """The base of screens: it sends all that changed as one update."""

    def _compositor_refresh(self) -> None:
        if not (isinstance(self.app, ThriftyApp) and self.app.show_changes(self)):
            getattr(super(), "_compositor_refresh", self.refresh)()


def _driver() -> type[TerminalDriver]:
    """Return this program's driver. Raises if this Textual is incompatible with it."""
    # Imported here because an incompatible Textual may lack what it imports.
    from reader.terminal.driver import TerminalDriver

    check_driver()
    return TerminalDriver
