"""A program in a real pseudo-terminal, its screen emulated, driven by keys."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

import pyte

KEYS = {
    "Enter": "\r",
    "Esc": "\x1b",
    "Tab": "\t",
    "PageDown": "\x1b[6~",
    "PageUp": "\x1b[5~",
    "Down": "\x1b[B",
    "Up": "\x1b[A",
    "Backspace": "\x7f",
}
_QUERY, _ANSWER = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
"""Whether the terminal can hold a frame back until it is whole, and that it can."""
_BEGIN, _END = b"\x1b[?2026h", b"\x1b[?2026l"
PATIENCE = 60.0
"""Seconds after which what does not come is not coming."""
IDLE = 0.1
"""The most of some time for which a program has work that is taken to do nothing meanwhile."""

_NOT_FOR_PYTE = re.compile(
    rb"\x1b\[[?>=<][0-9;]*\$p|\x1b\[[>=<][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*u|\x1bP.*?\x1b\\|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)",
    re.DOTALL,
)
_UNFINISHED = re.compile(rb"\x1b(?:\[[0-9;?>=<$]*|[P\]][^\x07\x1b]*)?\Z")


class _Screen(pyte.Screen):  # type: ignore[misc]  # pyte has no hints
    """A screen that scrolls as terminals do."""

    def scroll_up(self, count: int = 1) -> None:
        self._scroll(self.delete_lines, count)

    def scroll_down(self, count: int = 1) -> None:
        self._scroll(self.insert_lines, count)

    def erase_in_display(self, how: int = 0, *arguments: Any, **options: Any) -> None:
        """Erase in the colour of the ground cells that were never written, too."""
        for y in range(self.lines):
            self.buffer[y].update({x: self.buffer[y][x] for x in range(self.columns)})
        super().erase_in_display(how, *arguments, **options)

    def _scroll(self, move: Callable[[int], None], count: int) -> None:
        before = self.cursor.y, self.cursor.x
        self.cursor.y = self.margins.top if self.margins else 0
        move(count or 1)
        self.cursor.y, self.cursor.x = before


class _Stream(pyte.ByteStream):  # type: ignore[misc]  # pyte has no hints
    """A stream that knows SU and SD."""

    csi: ClassVar = {**pyte.ByteStream.csi, "S": "scroll_up", "T": "scroll_down"}
    events = frozenset({*pyte.ByteStream.events, "scroll_up", "scroll_down"})


def looks_after(received: bytes, columns: int, rows: int) -> list[list[tuple[object, ...]]]:
    """Return what a terminal shows after some bytes: cells with their styles, as `Terminal.looks`."""
    screen = _Screen(columns, rows)
    _Stream(screen).feed(received)
    return _looks(screen)


def lines_after(received: bytes, columns: int, rows: int) -> list[str]:
    """Return the words that a terminal shows after some bytes, as `Terminal.lines`."""
    screen = _Screen(columns, rows)
    _Stream(screen).feed(received)
    return [line.rstrip() for line in screen.display]


def _looks(screen: _Screen) -> list[list[tuple[object, ...]]]:
    return [[_look(screen.buffer[y][x]) for x in range(screen.columns)] for y in range(screen.lines)]


class Terminal:
    """Starts a program and sees what a person would see."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str], columns: int = 120, rows: int = 36) -> None:
        self._screen = _Screen(columns, rows)
        self._stream = _Stream(self._screen)
        self._rows: dict[int, str] = {}
        self._rest = b""
        self._received = bytearray()
        self._hung_up = False
        self._starved = 0.0
        self.status: int | None = None
        """The exit status, or minus the signal, once it has ended."""
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            _set_size(0, columns, rows)
            # Whoever runs the tests may ignore it, as nohup does, and a program inherits that.
            signal.signal(signal.SIGHUP, signal.SIG_DFL)
            os.execvpe(command[0], list(command), dict(env))
        _set_size(self._fd, columns, rows)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *error: object) -> None:
        if self.status is None:
            self.kill(signal.SIGKILL)
        if not self._hung_up:
            os.close(self._fd)

    @property
    def received(self) -> bytes:
        """Every byte that the program sent."""
        return bytes(self._received)

    @property
    def columns(self) -> int:
        """The width of the screen, in cells."""
        return int(self._screen.columns)

    @property
    def lines(self) -> list[str]:
        """The rows of the screen; those that were drawn on since they were asked for last are read anew."""
        screen = self._screen
        for y in screen.dirty:
            row = screen.buffer[y]
            self._rows[y] = "".join(row[x].data for x in range(screen.columns)).rstrip()
        screen.dirty.clear()
        return [self._rows.get(y, "") for y in range(screen.lines)]

    @property
    def echoes(self) -> bool:
        """Whether the terminal itself shows what is typed, as it does in a shell."""
        return bool(termios.tcgetattr(self._fd)[3] & termios.ECHO)

    @property
    def text(self) -> str:
        """The screen as one string."""
        return "\n".join(self.lines)

    @property
    def looks(self) -> list[list[tuple[object, ...]]]:
        """The cells with their styles; of blanks their ground alone."""
        return _looks(self._screen)

    @property
    def modes(self) -> list[Any]:
        """How the terminal treats what is typed, as `termios` has it."""
        return termios.tcgetattr(self._fd)

    @property
    def threads(self) -> int:
        """How many threads the program has."""
        return sum(1 for _ in Path(f"/proc/{self.pid}/task").iterdir())

    @property
    def is_stopped(self) -> bool:
        """Whether the program is stopped, as by the key of a shell's job control."""
        return Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()[0] == "T"

    def scribble(self) -> None:
        """Write over the screen as something else might that writes to the terminal."""
        self._stream.feed(b"\x1b7\x1b[5;5Hscribble\x1b8")

    def clear(self) -> None:
        """Blank the screen, as another program might."""
        self._stream.feed(b"\x1b[2J")

    def press(self, *keys: str) -> None:
        """Send keys: names from `KEYS`, or characters as they are."""
        for key in keys:
            self.send(KEYS.get(key, key).encode())

    def send(self, data: bytes) -> None:
        """Send bytes as they are, reading meanwhile what comes back."""
        while data:
            sent = os.write(self._fd, data[:1024])
            data = data[sent:]
            if data:
                self._read(0)

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        self._screen.resize(rows, columns)
        _set_size(self._fd, columns, rows)
        os.kill(self.pid, signal.SIGWINCH)

    def wait_for(self, wanted: str | Callable[[Terminal], bool], seconds: float = PATIENCE) -> None:
        """Read until some words, or what is wanted, are on the screen; only whole frames are looked at.

        Time for which the program waits for a processor, on a busy machine, does not count.
        """
        until = self._clock() + seconds
        while not self._holds(wanted):
            assert self._clock() < until, f"never came: {wanted}\n{self.text}"
            assert self._read(0.2) or self.status is None, f"ended ({self.status}) before: {wanted}\n{self.text}"

    def wait_for_line(self, wanted: str, row: int = -1, seconds: float = PATIENCE) -> None:
        """Read until one row, the last one unless said otherwise, holds some words."""
        self.wait_for(lambda terminal: wanted in terminal.lines[row], seconds)

    def wait_until_quiet(self, seconds: float = 0.3) -> None:
        """Read until nothing has come for some seconds, in which the program had next to nothing to do either."""
        had_work = True
        while had_work:
            before = sum(self._work())
            had_work = self._read(seconds) or sum(self._work()) - before > IDLE * seconds

    def wait_for_end(self, seconds: float = PATIENCE) -> int:
        """Read until the program ends; its exit status, or minus the signal that ended it."""
        until = self._clock() + seconds
        while self.status is None:
            assert self._clock() < until, f"does not end\n{self.text}"
            self._read(0.1)
        return self.status

    def read_to_the_end(self) -> bytes:
        """All that a program sends that looks at no screen; none is drawn."""
        self._feed = lambda data: None  # type: ignore[method-assign]  # drawing takes long
        with self:
            self.wait_for_end()
        return self.received

    def kill(self, number: int) -> int:
        """Send a signal that ends it, and wait for the end."""
        os.kill(self.pid, number)
        return self.wait_for_end()

    def hang_up(self, *signals: int) -> int:
        """Cut the line, as when a connection is lost, send signals too, and wait for the end; the exit status."""
        os.close(self._fd)
        self._hung_up = True
        for number in signals:
            os.kill(self.pid, number)
        return self.wait_for_end()

    def _clock(self) -> float:
        """Return the time in seconds, which stands still while the program waits for a processor."""
        self._starved = max(self._starved, self._work()[1])
        return time.monotonic() - self._starved

    def _work(self) -> tuple[float, float]:
        """Return the seconds that the program's threads have run, and have waited for a processor."""
        ran = waited = 0
        for task in Path(f"/proc/{self.pid}/task").glob("*/schedstat"):
            # A thread may end before it is looked at.
            with contextlib.suppress(OSError):
                numbers = task.read_text().split()
                ran, waited = ran + int(numbers[0]), waited + int(numbers[1])
        return ran / 1e9, waited / 1e9

    def _holds(self, wanted: str | Callable[[Terminal], bool]) -> bool:
        if self._received.rfind(_BEGIN) > self._received.rfind(_END):
            return False
        return wanted in self.text if isinstance(wanted, str) else wanted(self)

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([] if self._hung_up else [self._fd], [], [], seconds)
        data = b""
        if ready:
            with contextlib.suppress(OSError):
                data = os.read(self._fd, 65536)
        if not data:
            self._reap()
            return False
        if _QUERY in self._received[-len(_QUERY) :] + data:
            os.write(self._fd, _ANSWER)
        self._received += data
        self._feed(data)
        return True

    def _feed(self, data: bytes) -> None:
        data = _NOT_FOR_PYTE.sub(b"", self._rest + data)
        unfinished = _UNFINISHED.search(data)
        cut = unfinished.start() if unfinished else len(data)
        self._rest = data[cut:]
        self._stream.feed(data[:cut])

    def _reap(self) -> None:
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)


def _look(cell: Any) -> tuple[object, ...]:
    if cell.data == " " and not (cell.reverse or cell.underscore or cell.strikethrough):
        return (cell.bg,)
    return (cell.data, cell.fg, cell.bg, cell.bold, cell.italics, cell.underscore, cell.reverse)


def _set_size(fd: int, columns: int, rows: int) -> None:
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
