"""The base of all windows: actions for keys, a frame with a title and hints, and a result."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, Generic, Protocol, TypeVar

from rich.cells import cell_len
from textual.screen import ModalScreen
from textual.widget import Widget

from reader.config.paths import styles_dir
from reader.terminal.application import ThriftyScreen
from reader.terminal.textual_internals import clear_dirty_widgets
from reader.text.safety.sanitise import Shown, joined, own, sanitise_line
from reader.tui.keys.bindings import Bindings
from reader.tui.keys.scopes import Scope
from reader.tui.safe import set_border_titles
from reader.tui.widgets.lines import wrap_lines

if TYPE_CHECKING:
    from textual.events import Key

WindowResult = TypeVar("WindowResult")
Actions = Mapping[str, Callable[[], object]]
"""What a window does for a command, by the command's name."""

SHEET = styles_dir() / "dialogs.tcss"
"""The style sheet of all windows, parsed when the first of them opens."""
HELP_HINT = ("help", "help")
READING_HINTS = (("down", "down"), ("up", "up"), ("page-down", "page down"))
"""The hints of windows that only show text."""
SEPARATOR = own(" · ")
FULL_WIDTH = (1.0, 0, 1_000_000)
"""The width of a window that fills the screen."""
CORNERS = 6
"""Cells of a frame's edge that its title cannot use."""


class Navigable(Protocol):
    """A list or a text that can be moved through."""

    def move(self, by: int) -> object:
        """Move down by lines or rows, or up if negative."""

    def page(self, pages: float) -> object:
        """Move by pages."""

    def to_top(self) -> object:
        """Move to the top."""

    def to_bottom(self) -> object:
        """Move to the bottom."""


class Window(ModalScreen[None], ThriftyScreen[None], Generic[WindowResult]):
    """A window over a screen. It returns one result, None if it is only closed."""

    AUTO_FOCUS = ""
    CSS_PATH = SHEET
    where: Scope
    """Where its keys have their meaning."""
    hints: Sequence[tuple[str, str]] = ()
    """Commands, each with a hint for its key, the likeliest first."""
    close_hint: tuple[str, str] = ("close", "closes")
    """The command that closes it, whose hint is never left out."""
    share: ClassVar[tuple[float, int, int]] = (0.8, 38, 84)
    """The width of the frame in the style sheet: a share of the screen, minimum and maximum in cells."""

    def __init__(self, bindings: Bindings, title: Shown) -> None:
        super().__init__()
        self.keys = bindings
        self.heading = title
        self.is_ready = False
        """Whether it is laid out and can take keys."""
        self._frame: Widget | None = None
        self._on_result: Callable[[WindowResult | None], object] = lambda result: None
        self._on_ready: Callable[[], None] = lambda: None
        self._is_finished = False

    def set_callbacks(
        self, on_result: Callable[[WindowResult | None], object] | None, on_ready: Callable[[], None]
    ) -> None:
        """Set the callbacks for the result and for readiness."""
        self._on_result = on_result or self._on_result
        self._on_ready = on_ready

    def with_frame(self, frame: Widget) -> Widget:
        """Keep the title and hints of a frame fitted to its width."""
        self._frame = frame
        self.update_titles()
        return frame

    def on_mount(self) -> None:
        """Take keys once there is a layout."""
        self.call_after_refresh(self._become_ready)

    def _compositor_refresh(self) -> None:
        # Until then, changes stay in the compositor, so that the first frame has its scroll bars in colour.
        if self.is_ready:
            super()._compositor_refresh()
        else:
            clear_dirty_widgets(self)

    def _become_ready(self) -> None:
        self.is_ready = True
        self._compositor_refresh()
        self._on_ready()

    def on_resize(self) -> None:
        """Fit the hints to the width."""
        self.update_titles()

    def update_titles(self) -> None:
        """Set the title and hints of the frame."""
        if self._frame is not None:
            set_border_titles(self._frame, self.heading, self._help(self.frame_width - CORNERS))

    def excerpt(self, words: Shown, lines: int) -> Shown:
        """Return words in so many lines of the frame at most, the last one cut if they need more."""
        return joined(wrap_lines(words, max(1, self.frame_width - CORNERS), lines), own("\n"))

    @property
    def frame_width(self) -> int:
        """The width of the frame in cells."""
        part, least, most = self.share
        width = self.app.size.width
        return min(width, max(least, min(most, int(width * part))))

    def _help(self, cells: int) -> Shown:
        """Return as many hints as fit, dropping the last first and the hint for help after all others."""
        hints = self._hints(*(hint for hint in self.hints if hint != HELP_HINT))
        help, out = self._hints(HELP_HINT) if HELP_HINT in self.hints else [], self._hints(self.close_hint)
        while (hints or help) and cell_len(joined([*hints, *help, *out], SEPARATOR)) > cells:
            (hints or help).pop()
        return joined([*hints, *help, *out], SEPARATOR)

    def _hints(self, *said: tuple[str, str]) -> list[Shown]:
        return [sanitise_line(hint) for hint in self.keys.hints(self.scope, said)]

    # For the keyboard

    @property
    def scope(self) -> Scope:
        """Where keys have their meaning now."""
        return self.where

    def actions(self) -> Actions:
        """Return what the window does for each command."""
        return {"close": self.finish}

    def do(self, name: str) -> bool:
        """Perform the action for a command. Return False if there is none."""
        if action := self.actions().get(name):
            action()
        return action is not None

    def type_key(self, event: Key) -> None:
        """Handle a key that is no command: nothing, unless a subclass has an input."""

    def paste(self, text: str) -> None:
        """Handle pasted text: nothing, unless a subclass has an input."""

    def finish(self, result: WindowResult | None = None) -> None:
        """Close and return a result, once."""
        if not self._is_finished:
            self._is_finished = True
            self.dismiss()
            self._on_result(result)


def navigation_actions(what: Navigable) -> Actions:
    """Return the actions that move through a list or a text."""
    return {
        "down": lambda: what.move(1),
        "up": lambda: what.move(-1),
        "page-down": lambda: what.page(1),
        "page-up": lambda: what.page(-1),
        "half-page-down": lambda: what.page(0.5),
        "half-page-up": lambda: what.page(-0.5),
        "top": what.to_top,
        "bottom": what.to_bottom,
    }
