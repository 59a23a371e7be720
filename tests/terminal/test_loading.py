"""Textual is loaded without its palette of commands, which is still to be had, or whole where it wants more."""

from __future__ import annotations

import subprocess
import sys

from reader.tui.app import ReaderApp


def said_by(code: str) -> list[str]:
    """The lines that a fresh interpreter prints."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_the_palette_is_not_loaded_and_nothing_stays_in_its_place() -> None:
    code = (
        "import sys\nfrom reader.terminal.loading import load_textual\nprint(repr(load_textual()))\n"
        "import reader.tui.app\nprint('textual.app' in sys.modules, 'textual.command' in sys.modules)\n"
        "import textual.command\nfrom textual.screen import Screen\n"
        "print(issubclass(textual.command.CommandPalette, Screen))"
    )
    assert said_by(code) == ["''", "True False", "True"]


def test_textual_that_wants_more_of_it_is_loaded_whole() -> None:
    code = (
        "import sys\nfrom reader.terminal import loading\nloading.NAMES = loading.NAMES - {'Provider'}\n"
        "print(loading.load_textual())\nprint(any(name.startswith('textual') for name in sys.modules))\n"
        "import reader.tui.app, textual.app, textual.command\n"
        "print(textual.app.CommandPalette is textual.command.CommandPalette)"
    )
    why, loaded, whole = said_by(code)
    assert why.startswith("Textual is loaded with its palette (ImportError: cannot import name 'Provider'")
    assert (loaded, whole) == ("False", "True")


def test_textual_that_is_loaded_already_is_left_alone() -> None:
    code = (
        "import textual.app, textual.command\nfrom reader.terminal.loading import load_textual\n"
        "print(repr(load_textual()))\nprint(textual.app.CommandPalette is textual.command.CommandPalette)"
    )
    assert said_by(code) == ["''", "True"]


def test_the_application_opens_no_palette_of_textuals() -> None:
    assert not ReaderApp.ENABLE_COMMAND_PALETTE
    assert not ReaderApp._merge_bindings().key_to_bindings
