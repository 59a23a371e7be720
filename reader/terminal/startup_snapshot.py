"""The startup snapshot: the saved screen that is shown before Textual is loaded.

It is shown only if nothing that could change the first screen has changed: the library, the settings and themes,
the terminal with its size and colours, the program. Its file is trusted no more than any other.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import termios
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

from reader import __version__
from reader.config.atomic_file import write_atomically
from reader.config.careful_files import files_in, read_regular
from reader.config.paths import config_dir, data_dir, library_path, settings_path, themes_dir
from reader.model.errors import ReaderError
from reader.terminal.capabilities import Capabilities, newline_returns
from reader.terminal.output import Output
from reader.terminal.screen_buffer import CellRow, cell_text, row_of, style_of
from reader.terminal.sgr import ATTRIBUTES, CellStyle, cell_style
from reader.terminal.size import terminal_size

FILE = "last-view.json"
PLAIN = "READER_PLAIN_OUTPUT"
"""The environment variable that leaves all output to Textual."""
_TERMINAL = ("TERM", "COLORTERM", "NO_COLOR", "FORCE_COLOR", "TMUX", "LANG", "LC_ALL", "LC_CTYPE", PLAIN)
"""The environment variables, besides Textual's, that may change what the screen looks like."""
_LONGEST_CELL = 8
"""The maximum number of code points in one cell."""
_LARGEST = 1 << 24
"""In bytes: a larger file is no saved screen."""
_ENTER = "\x1b[?1049h\x1b[?25l\x1b[?7l"
_LEAVE = "\x1b[m\x1b[?7h\x1b[?1049l\x1b[?25h"
"""Default colours, wrapping, main screen, visible cursor."""
_Run = tuple[str, str | list[str]]


class SavedScreen(NamedTuple):
    """A screen to save for the next start, and the SHA-256 of the text in it; empty if there is none to show."""

    rows: Sequence[CellRow] = ()
    sha256: str = ""


class StartupSnapshot:
    """A terminal that shows the snapshot, and its modes before that."""

    def __init__(self, output: Output, modes: list[Any], resized: Sequence[int]) -> None:
        self.output = output
        self.modes = modes
        """The terminal's line modes (termios), to restore at the end."""
        self._resized = resized

    @property
    def is_intact(self) -> bool:
        """Whether the terminal has not been resized: one that was smaller for a moment has lost some of it."""
        return not self._resized

    def leave(self) -> None:
        """Restore the terminal if no application takes the snapshot over."""
        _send(_LEAVE)
        termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, self.modes)


_shown: list[StartupSnapshot] = []


def is_possible() -> bool:
    """Return True if a screen can be shown before Textual is loaded."""
    terminal = os.environ.get("TERM", "dumb") not in ("", "dumb", "unknown")
    return terminal and not os.environ.get(PLAIN) and all(os.isatty(number) for number in range(3))


def show(sha256: str = "", found: Mapping[str, object] | None = None) -> bool:
    """Show the saved screen if it is still valid, and of the text with this SHA-256. Return True if shown.

    The conditions are those `found` before the library was looked at: that alone may leave a file beside it.
    """
    if is_possible():
        with suppress(ReaderError, OSError, ValueError):
            width, height = terminal_size()
            if rows := load(data_dir() / FILE, found or conditions(width, height), width, height, sha256):
                return show_rows(rows, width)
    return False


def show_rows(rows: Sequence[CellRow], width: int) -> bool:
    """Show a screen so wide; return False if that fails. Keys typed from now on wait for the program."""
    with suppress(OSError, ValueError, termios.error):
        resized: list[int] = []
        signal.signal(signal.SIGWINCH, lambda number, frame: resized.append(number))
        if terminal_size() != (width, len(rows)):
            return False
        modes = termios.tcgetattr(sys.stdin.fileno())
        output = Output(Capabilities.of(os.environ), width, len(rows))
        output.capabilities.newline_returns = newline_returns(modes)
        screen = output.update([(y, 0, row) for y, row in enumerate(rows)], (0, 0))
        _restore_on_signals(modes)
        _without_echo(modes)
        _shown.append(StartupSnapshot(output, modes, resized))
        _send(_ENTER + screen)
        return True
    return False


def take_over() -> StartupSnapshot | None:
    """Return the snapshot on the screen, once, or None."""
    return _shown.pop() if _shown else None


def conditions(width: int, height: int) -> dict[str, object]:
    """Return all that the first screen of this size depends on. Raises ReaderError without a home directory."""
    library = library_path()
    themes = config_dir() / "themes"
    files = [library, library.with_name(f"{library.name}-wal"), settings_path(), themes, themes_dir()]
    for folder in (themes, themes_dir()):
        files.extend(files_in(folder, ".toml"))
    return {
        "version": __version__,
        "size": [width, height],
        "terminal": {
            name: value for name, value in os.environ.items() if name in _TERMINAL or name.startswith("TEXTUAL")
        },
        "files": [_state(path) for path in files],
    }


def save(path: Path, screen: SavedScreen, conditions: Mapping[str, object]) -> None:
    """Write a screen and its conditions to a file; delete the file if the screen has links or unknown cells."""
    runs = [_runs(row) for row in screen.rows]
    if not runs or any(row is None for row in runs):
        path.unlink(missing_ok=True)
    else:
        kept = {"conditions": conditions, "sha256": screen.sha256, "rows": runs}
        write_atomically(path, json.dumps(kept, separators=(",", ":")), mode=0o600)


def keep(screen: SavedScreen) -> None:
    """Save a screen for the next start, or delete the saved one if it is empty. Errors are ignored."""
    with suppress(ReaderError, OSError, ValueError):
        save(data_dir() / FILE, screen, conditions(*terminal_size()))


class SnapshotSaver:
    """Saves the screen while the program runs, so that there is a snapshot after a kill too."""

    def __init__(self) -> None:
        self._seen = SavedScreen()
        self._kept: tuple[SavedScreen, dict[str, object]] | None = None

    def look(self, screen: SavedScreen) -> None:
        """Save a screen that has not changed since the last look, unless it is already saved and valid."""
        is_same, self._seen = self._seen == screen, screen
        with suppress(ReaderError):
            if is_same and self._kept != (now := (screen, conditions(*terminal_size()))):
                self._kept = now
                keep(screen)


def load(
    path: Path, conditions: Mapping[str, object], width: int, height: int, sha256: str = ""
) -> list[CellRow] | None:
    """Read a saved screen, or None if its conditions, or the text asked for, differ.

    Raises OSError or ValueError for a bad file.
    """
    try:
        kept = json.loads(read_regular(path, _LARGEST))
        if not isinstance(kept, dict) or kept.get("conditions") != conditions:
            return None
        if sha256 and kept.get("sha256") != sha256:
            return None
        rows = [_row(runs) for runs in kept["rows"]]
    except (AttributeError, LookupError, RecursionError, TypeError) as error:
        raise ValueError("not a saved screen") from error
    if len(rows) != height or any(len(row) != width for row in rows):
        raise ValueError("a saved screen of another size")
    return rows


def _state(path: Path) -> list[object]:
    try:
        state = path.stat()
    except OSError:
        return [path.name]
    return [path.name, state.st_ino, state.st_size, state.st_mtime_ns]


def _runs(row: CellRow) -> list[_Run] | None:
    """Runs of one style: its SGR parameters, and the cells, as a string if each is one code point."""
    runs: list[tuple[CellStyle, list[str]]] = []
    for code in row:
        cell, style = cell_text(code), style_of(code)
        if style is None or style.link or not _is_safe(cell):
            return None
        if not runs or runs[-1][0] is not style:
            runs.append((style, []))
        runs[-1][1].append(cell)
    return [
        (style.parameters, "".join(cells) if all(len(cell) == 1 for cell in cells) else cells)
        for style, cells in runs
    ]


def _row(runs: Any) -> CellRow:
    cells: list[tuple[str, CellStyle]] = []
    for parameters, text in runs:
        if not set(parameters) <= set("0123456789;") or not all(map(_is_safe, text)):
            raise ValueError("not a saved screen")
        style = cell_style(parameters)
        if not ATTRIBUTES.issuperset(style.attributes):
            raise ValueError("not a style")
        cells.extend((cell, style) for cell in text)
    return row_of(cells)


def _is_safe(cell: str) -> bool:
    """Return True if nothing in a cell could act on a terminal."""
    return cell.isprintable() and len(cell) <= _LONGEST_CELL


def _restore_on_signals(modes: list[Any]) -> None:
    """Restore the terminal, with these line modes, before SIGHUP, SIGTERM or SIGINT ends the program.

    Signals that are ignored are left alone.
    """

    def restore(number: int, frame: FrameType | None) -> None:
        with suppress(OSError, termios.error):
            os.write(sys.stderr.fileno(), _LEAVE.encode())
            termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, modes)
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    for number in (signal.SIGHUP, signal.SIGTERM, signal.SIGINT):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, restore)


def _without_echo(modes: Sequence[Any]) -> None:
    """Read keys one by one without echo, as Textual will. Keys already typed are kept."""
    changed = [*modes]
    changed[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
    changed[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
    termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, changed)


def _send(sequences: str) -> None:
    data = sequences.encode()
    while data:
        data = data[os.write(sys.stderr.fileno(), data) :]
