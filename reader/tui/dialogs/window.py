"""What all windows share: keys that come by the keyboard one by one, a frame that names them, and an answer."""

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

if TYPE_CHECKING:
    from textual.events import Key

WindowResult = TypeVar("WindowResult")
Actions = Mapping[str, Callable[[], object]]
"""What commands mean in a window, by their names."""

SHEET = styles_dir() / "dialogs.tcss"
"""The style sheet of all windows: it is parsed when the first of them opens."""
HELP_HINT = ("help", "help")
READING_HINTS = (("down", "down"), ("up", "up"), ("page-down", "a page on"))
"""What is said of the keys where there is only text."""
BETWEEN = own(" · ")
FULL_WIDTH = (1.0, 0, 1_000_000)
"""The share of the screen that a page has: all of it."""
CORNERS = 6
"""Cells of a frame's edge that its words cannot have."""


class Navigable(Protocol):
    """What can be moved through: rows, text."""

    def move(self, by: int) -> object:
        """Move by lines or entries, down, or up if negative."""

    def page(self, pages: float) -> object:
        """Move by pages."""

    def to_top(self) -> object:
        """Move to the top."""

    def to_bottom(self) -> object:
        """Move to the bottom."""


class Window(ModalScreen[None], ThriftyScreen[None], Generic[WindowResult]):
    """A window over a screen. It answers once, with None where it is only closed."""

    AUTO_FOCUS = ""
    CSS_PATH = SHEET
    where: Scope
    """Where its keys mean what they mean."""
    hints: Sequence[tuple[str, str]] = ()
    """Commands, and what is said of the key of each, the likeliest ones first."""
    close_hint: tuple[str, str] = ("close", "closes")
    """The command that closes it, which is named however little room there is."""
    share: ClassVar[tuple[float, int, int]] = (0.8, 38, 84)
    """The width of the frame as in the style sheet: a part of the screen, at least and at most so many cells."""

    def __init__(self, bindings: Bindings, title: Shown) -> None:
        super().__init__()
        self.keys_held = bindings
        self.heading = title
        self.is_ready = False
        """Whether it is laid out, and can take keys."""
        self._frame: Widget | None = None
        self._answered: Callable[[WindowResult | None], object] = lambda answer: None
        self._went_ready: Callable[[], None] = lambda: None
        self._is_answered = False

    def set_callbacks(
        self, answered: Callable[[WindowResult | None], object] | None, ready: Callable[[], None]
    ) -> None:
        """Take note of who is told what is answered, and who that keys may come."""
        self._answered = answered or self._answered
        self._went_ready = ready

    def with_frame(self, frame: Widget) -> Widget:
        """Write title and keys into a frame, now and whenever the width changes."""
        self._frame = frame
        self.update_titles()
        return frame

    def on_mount(self) -> None:
        """Take keys as soon as there is a layout to move in."""
        self.call_after_refresh(self._become_ready)

    def _compositor_refresh(self) -> None:
        # Until then what is changed is kept by the compositor: the first picture has its bars and their colours.
        if self.is_ready:
            super()._compositor_refresh()
        else:
            clear_dirty_widgets(self)

    def _become_ready(self) -> None:
        self.is_ready = True
        self._compositor_refresh()
        self._went_ready()

    def on_resize(self) -> None:
        """Name as many keys as there is room for."""
        self.update_titles()

    def update_titles(self) -> None:
        """Write title and keys into the frame."""
        if self._frame is not None:
            set_border_titles(self._frame, self.heading, self._help(self.frame_width - CORNERS))

    @property
    def frame_width(self) -> int:
        """The width of the frame in cells."""
        part, least, most = self.share
        width = self.app.size.width
        return min(width, max(least, min(most, int(width * part))))

    def _help(self, cells: int) -> Shown:
        """The keys that hold; without room the last are left out first, the key of the help after all others."""
        hints = self._hints(*(hint for hint in self.hints if hint != HELP_HINT))
        help, out = self._hints(HELP_HINT) if HELP_HINT in self.hints else [], self._hints(self.close_hint)
        while (hints or help) and cell_len(joined([*hints, *help, *out], BETWEEN)) > cells:
            (hints or help).pop()
        return joined([*hints, *help, *out], BETWEEN)

    def _hints(self, *said: tuple[str, str]) -> list[Shown]:
        return [sanitise_line(hint) for hint in self.keys_held.hints(self.scope, said)]

    # What the keyboard asks

    @property
    def scope(self) -> Scope:
        """Where keys mean what they mean now."""
        return self.where

    def actions(self) -> Actions:
        """What commands mean here, by their names."""
        return {"close": self.finish}

    def do(self, name: str) -> bool:
        """Do what a command means here. Whether it means something of its own."""
        if act := self.actions().get(name):
            act()
        return act is not None

    def type_key(self, event: Key) -> None:
        """Nothing is typed here, unless a subclass has a line for it."""

    def paste(self, text: str) -> None:
        """Nothing is typed here, unless a subclass has a line for it."""

    def finish(self, answer: WindowResult | None = None) -> None:
        """Close, and answer, once."""
        if not self._is_answered:
            self._is_answered = True
            self.dismiss()
            self._answered(answer)


def navigation_actions(what: Navigable) -> Actions:
    """The commands that move as everywhere."""
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
