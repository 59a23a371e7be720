"""Textual is imported without its command palette, which stays available, or whole if it needs more of it."""

from __future__ import annotations

import subprocess
import sys

from reader.tui.app import ReaderApp


def said_by(code: str) -> list[str]:
    """What a fresh interpreter prints, line by line."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_the_palette_is_not_imported_and_no_stand_in_stays() -> None:
    code = (
        "import sys\nfrom reader.terminal.textual_import import import_textual\nprint(repr(import_textual()))\n"
        "import reader.tui.app\nprint('textual.app' in sys.modules, 'textual.command' in sys.modules)\n"
        "import textual.command\nfrom textual.screen import Screen\n"
        "print(issubclass(textual.command.CommandPalette, Screen))"
    )
    assert said_by(code) == ["''", "True False", "True"]


def test_a_textual_that_needs_more_is_imported_whole() -> None:
    code = (
        "import sys\nfrom reader.terminal import textual_import as it\nit.NAMES = it.NAMES - {'Provider'}\n"
        "print(it.import_textual())\nprint(any(name.startswith('textual') for name in sys.modules))\n"
        "import reader.tui.app, textual.app, textual.command\n"
        "print(textual.app.CommandPalette is textual.command.CommandPalette)"
    )
    why, loaded, whole = said_by(code)
    assert why.startswith(
        "Textual was imported with its command palette (ImportError: cannot import name 'Provider'"
    )
    assert (loaded, whole) == ("False", "True")


def test_an_imported_textual_is_left_alone() -> None:
    code = (
        "import textual.app, textual.command\nfrom reader.terminal.textual_import import import_textual\n"
        "print(repr(import_textual()))\nprint(textual.app.CommandPalette is textual.command.CommandPalette)"
    )
    assert said_by(code) == ["''", "True"]


def test_the_application_never_opens_textuals_palette() -> None:
    assert not ReaderApp.ENABLE_COMMAND_PALETTE
    assert not ReaderApp._merge_bindings().key_to_bindings
