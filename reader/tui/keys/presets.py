"""Presets with the keys of other programs, as differences from the default keys by command name."""

from __future__ import annotations

from collections.abc import Mapping

from reader.tui.keys.key_map import Keys

LESS: Keys = {
    "down": ("j", "down", "ctrl+e", "ctrl+n"),
    "up": ("k", "up", "ctrl+y", "ctrl+k"),
    "page-down": ("f", "space", "ctrl+f", "ctrl+v", "pagedown"),
    "top": ("g", "<", "home"),
    "bottom": ("G", ">", "end"),
    "pane-wider": (),
    "pane-narrower": (),
    "help": ("h", "?"),
    "pane-left": ("left",),
    "caret-left": ("left",),
}
"""f and b page, < and > go to the ends, h opens the help; the width of panes has no keys."""

NEWSBOAT: Keys = {
    "next-unread": ("n", "] u"),
    "previous-unread": ("p", "[ u"),
    "read": ("N", "r"),
    "next-match": ("] n",),
    "previous-match": ("[ n",),
}
"""n and p go to the next and previous unread document, N marks as read, ]n and [n go from match to match."""

VIM: Keys = {
    "down": ("j", "down", "ctrl+e"),
    "up": ("k", "up", "ctrl+y"),
    "page-down": ("ctrl+f", "space", "pagedown"),
    "half-page-down": ("ctrl+d",),
    "half-page-up": ("ctrl+u",),
    "top": ("g g", "home"),
    "undo": ("u",),
    "jump-back": ("`", "ctrl+o"),
    "pane-left": ("h", "left", "ctrl+w h"),
    "pane-right": ("l", "right", "ctrl+w l"),
    "next-pane": ("tab", "ctrl+w w"),
    "open-url": ("g x",),
    "quit": ("Z Z", "Z Q"),
    "close": ("escape", "q", "ctrl+c", "Z Z", "Z Q"),
}
"""gg goes to the top, u undoes, Ctrl-R redoes, Ctrl-W moves between panes, ZZ quits, gx opens the URL."""

PRESETS: Mapping[str, Keys] = {"default": {}, "less": LESS, "newsboat": NEWSBOAT, "vim": VIM}
"""All presets by their names in the settings."""
