"""What a terminal understands, told from its name. What it alone can tell, it is asked; standard library alone."""

from __future__ import annotations

import termios
from collections.abc import Mapping, Sequence
from typing import Any

_ERASES_IN_COLOUR = (
    *("xterm", "linux", "tmux", "alacritty", "foot", "kitty", "konsole", "putty", "rxvt", "st", "vte", "wezterm"),
    *("contour", "ghostty", "gnome", "iterm", "mintty"),
)
"""Terminals that erase in the colour of the present ground. GNU screen does not, and of others nobody knows."""
_FILLS_IN_COLOUR = ("linux", "tmux", "alacritty", "ghostty", "st")
"""Those of which it is known that rows that are scrolled in take that colour too. kitty, whose users often have it
called xterm, leaves them in its own."""


class Capabilities:
    """Which of the shorter ways a terminal takes."""

    __slots__ = ("background_erase", "background_scroll", "margins", "newline_returns", "scrolls")

    def __init__(
        self,
        *,
        background_erase: bool,
        scrolls: bool,
        background_scroll: bool = False,
        margins: bool = False,
    ) -> None:
        self.background_erase = background_erase
        """Whether what is erased takes the ground of the pen, and not the terminal's own."""
        self.background_scroll = background_scroll
        """Whether what is scrolled in does so too; where it is not known, nobody knows what it looks like."""
        self.scrolls = scrolls
        """Whether it knows SU and SD; all know IL and DL."""
        self.margins = margins
        """Whether it has left and right margins (DECLRMM); held to be so only once it has said it."""
        self.newline_returns = False
        """Whether a line feed goes to the beginning of the next row; the modes of the line tell it."""

    @classmethod
    def of(cls, environ: Mapping[str, str]) -> Capabilities:
        """The dialect of the terminal that `TERM` names, inside tmux where `TMUX` is set."""
        name = environ.get("TERM", "")
        family = name.split("-")[0].split(".")[0]
        in_tmux = family == "tmux" or (family == "screen" and "TMUX" in environ)
        return cls(
            background_erase=in_tmux or family in _ERASES_IN_COLOUR,
            background_scroll=in_tmux or family in _FILLS_IN_COLOUR,
            scrolls=family != "linux",
        )


def newline_returns(modes: Sequence[Any]) -> bool:
    """Whether, with such modes of its line (termios), a carriage return is sent before each line feed."""
    return bool(modes[1] & termios.OPOST and modes[1] & termios.ONLCR)
