"""What a terminal can do, judged by its name. Standard library only."""

from __future__ import annotations

import termios
from collections.abc import Mapping, Sequence
from typing import Any

_BACKGROUND_ERASE = (
    *("xterm", "linux", "tmux", "alacritty", "foot", "kitty", "konsole", "putty", "rxvt", "st", "vte", "wezterm"),
    *("contour", "ghostty", "gnome", "iterm", "mintty"),
)
"""Terminals known to have background colour erase (terminfo's bce). GNU screen does not."""
_BACKGROUND_SCROLL = ("linux", "tmux", "alacritty", "ghostty", "st")
"""Terminals known to give scrolled-in rows the current background too. kitty, which often calls itself xterm, does
not."""


class Capabilities:
    """Which shorter sequences a terminal understands."""

    def __init__(
        self,
        *,
        background_erase: bool,
        scrolls: bool,
        background_scroll: bool = False,
        margins: bool = False,
    ) -> None:
        self.background_erase = background_erase
        """Whether erased cells take the current background instead of the terminal's default."""
        self.background_scroll = background_scroll
        """Whether scrolled-in rows do too; if False, their colour is unknown."""
        self.scrolls = scrolls
        """Whether it understands SU and SD; IL and DL always work."""
        self.margins = margins
        """Whether it has left and right margins (DECLRMM). False until the terminal reports them."""
        self.newline_returns = False
        """Whether a line feed moves to the start of the next row. Set from the terminal's line modes."""

    @classmethod
    def of(cls, environ: Mapping[str, str]) -> Capabilities:
        """Judge by `TERM`, and by `TMUX` for tmux that calls itself screen."""
        name = environ.get("TERM", "")
        family = name.split("-")[0].split(".")[0]
        in_tmux = family == "tmux" or (family == "screen" and "TMUX" in environ)
        return cls(
            background_erase=in_tmux or family in _BACKGROUND_ERASE,
            background_scroll=in_tmux or family in _BACKGROUND_SCROLL,
            scrolls=family != "linux",
        )


def newline_returns(modes: Sequence[Any]) -> bool:
    """Return True if these line modes (termios) send a carriage return before each line feed."""
    return bool(modes[1] & termios.OPOST and modes[1] & termios.ONLCR)
