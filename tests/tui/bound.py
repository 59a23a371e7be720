"""The program's commands with keys bound to them."""

from __future__ import annotations

from reader.tui.commands.registry import COMMANDS
from reader.tui.keys import bindings
from reader.tui.keys.bindings import Bindings
from reader.tui.keys.key_map import Keys


def bind(preset: str = "default", own: Keys | None = None) -> Bindings:
    return bindings.bind(COMMANDS, preset, own)


def bind_or_default(preset: str, own: Keys) -> Bindings:
    return bindings.bind_or_default(COMMANDS, preset, own)
