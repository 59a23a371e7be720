"""The driver: it reads keys without polling and stops at once."""

from __future__ import annotations

import contextlib
import os
import re
import select
import signal
import termios
import time
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator
from typing import IO, Any, Protocol, cast

from textual.drivers.linux_driver import LinuxDriver

from reader.terminal.bracketed_paste import PasteGuard
from reader.terminal.escape_splitter import EscapeSplitter
from reader.terminal.key_parser import KeyParser
from reader.terminal.size import terminal_size
from reader.terminal.startup_snapshot import StartupSnapshot

_ENTER = "\x1b[?1049h"
_POP_KEYBOARD = "\x1b[<u"
"""Pops one entry from the stack of kitty's keyboard protocol."""
_ASK_FOR_MARGINS = "\x1b[?69$p"
_MARGINS = re.compile(r"\x1b\[\?69;([12])\$y")
"""The report of a terminal that has left and right margins (DECRPM: set or reset, not permanently so)."""
_LONGEST_REPORT = 16
_SEQUENCE_TIMEOUT = 0.1
"""Seconds after which an unfinished sequence is read as an escape key."""


class _Host(Protocol):
    """The application, as the driver uses it."""

    snapshot: StartupSnapshot | None

    def terminal_changed(self) -> None: ...
    def forget_screen(self) -> None: ...
    def has_margins(self) -> None: ...
    def use_line_modes(self, modes: list[Any]) -> None: ...
    def terminal_lost(self) -> None: ...


class _TerminalStream:
    """An output stream that drops what it can no longer write: the terminal may be gone."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        with contextlib.suppress(OSError):
            self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        with contextlib.suppress(OSError):
            self._stream.flush()

    def fileno(self) -> int:
        return self._stream.fileno()


class TerminalDriver(LinuxDriver):
    """Textual's Unix driver with a guard against pastes, and a query for margins.

    It stops at once, and survives bytes that are not UTF-8.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        # Should the writer thread end by an error, its queue would fill and the program hang.
        self._file = cast(Any, _TerminalStream(cast(IO[str], self._file)))
        self._wake, self._waker = os.pipe()
        os.set_blocking(self._wake, False)
        self._is_entered = False
        self._last_input = ""
        """The end of the input, which may be part of a report."""
        self._is_taken = False
        """Whether this program has the terminal. If not, output is dropped."""

    @property
    def _host(self) -> _Host:
        return cast(_Host, self._app)

    def start_application_mode(self) -> None:
        """Take over the terminal and query its margins.

        A process that was stopped by SIGSTOP takes it over a second time when it continues.
        """
        modes = self.attrs_before if self._is_taken else None
        if self._is_taken:
            self._end_input()
            self.write(_POP_KEYBOARD)
        if self._writer_thread is not None:
            self._writer_thread.stop()
        snapshot, self._host.snapshot = self._host.snapshot, None
        modes = snapshot.modes if snapshot is not None else modes
        with contextlib.suppress(BlockingIOError):
            os.read(self._wake, 64)
        with _no_resizing():
            self._is_entered = snapshot is not None and snapshot.is_intact
            if not self._is_entered:
                self._host.forget_screen()
            self._is_taken = True
            super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual's has no type hints
            self._is_entered = False
            self._handle_resizes()
        with contextlib.suppress(OSError, termios.error):
            self._host.use_line_modes(termios.tcgetattr(cast(_TerminalStream, self._file).fileno()))
        self._is_taken = self._writer_thread is not None and self._writer_thread.is_alive()
        if modes is not None:
            self.attrs_before = modes
        if self.input_tty:
            self.write(_ASK_FOR_MARGINS)
            self.flush()

    def _handle_resizes(self) -> None:
        """Handle SIGWINCH in the event loop, so that a second resize cannot overtake the first."""
        handler = signal.getsignal(signal.SIGWINCH)

        def resized() -> None:
            if callable(handler):
                handler(signal.SIGWINCH, None)
            self._host.terminal_changed()

        signal.signal(signal.SIGWINCH, lambda number, frame: self._soon(resized))

    def _sigtstp_application(self, *_: object) -> None:
        """Restore the terminal and stop, in the event loop: the interrupted code may hold locks.

        While another program, such as an editor, has the terminal, stop at once.
        """
        if not self._auto_restart:
            os.kill(os.getpid(), signal.SIGSTOP)
        else:
            self._soon(self._stop)

    def _sigcont_application(self, *_: object) -> None:
        """Take over the terminal again, in the event loop, and redraw."""
        self._soon(self._go_on)

    def _soon(self, act: Callable[[], None]) -> None:
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(act)

    def _stop(self) -> None:
        if self._is_taken:
            super()._sigtstp_application()
        else:
            os.kill(os.getpid(), signal.SIGSTOP)

    def _go_on(self) -> None:
        if self._auto_restart:
            super()._sigcont_application()
            self._host.terminal_changed()

    def write(self, data: str) -> None:
        """Send data, but do not enter the alternate screen again: that would clear the startup snapshot."""
        if self._is_taken and not (self._is_entered and data == _ENTER):
            super().write(data)

    def stop_application_mode(self) -> None:
        """Restore the terminal, with its default colours."""
        self.write("\x1b[m")
        super().stop_application_mode()
        self._is_taken = False

    def _end_input(self) -> None:
        """End the input thread. Unread keys stay for the next one."""
        os.write(self._waker, b"\0")
        self.exit_event.set()
        if self._key_thread is not None:
            self._key_thread.join()
        self.exit_event.clear()

    def disable_input(self) -> None:
        """Wake the input thread, so that it ends now, and wait for it."""
        os.write(self._waker, b"\0")
        super().disable_input()

    def run_input_thread(self) -> None:
        """Read keys until told to stop, blocking unless a sequence is unfinished."""
        parser, paste, splitter = KeyParser(debug=self._debug), PasteGuard(), EscapeSplitter()
        decode = getincrementaldecoder("utf-8")("replace").decode
        poll = select.poll()
        for descriptor in (self.fileno, self._wake):
            poll.register(descriptor, select.POLLIN)

        def take(data: bytes) -> bool:
            if typed := paste.feed(decode(data), time.monotonic()):
                self._find_margins(typed)
                self._parse(parser, splitter.feed(typed))
            return bool(typed)

        take(self._typed_ahead(poll))
        while not self.exit_event.is_set():
            waiting = splitter.waiting or paste.waits
            ready = {descriptor for descriptor, _ in poll.poll(1000 * _SEQUENCE_TIMEOUT if waiting else None)}
            if self._wake in ready:
                return
            data = self._read() if ready else b""
            if ready and not data:
                self._loop.call_soon_threadsafe(self._host.terminal_lost)
                return
            if not take(data) and not ready:
                self._parse(parser, splitter.tick())

    def _parse(self, parser: KeyParser, pieces: Iterable[str]) -> None:
        for piece in pieces:
            for message in parser.feed(piece):
                self.process_message(message)

    def _get_terminal_size(self) -> tuple[int, int]:
        """Return the columns and rows to draw: a terminal may claim any number of them."""
        return terminal_size()

    def _read(self) -> bytes:
        """Read input; return nothing once the terminal is gone."""
        try:
            return os.read(self.fileno, 4096)
        except OSError:
            return b""

    def _typed_ahead(self, poll: select.poll) -> bytes:
        """Read what was typed before this program had the terminal, which then turned Enter into line feeds."""
        there = any(descriptor == self.fileno for descriptor, _ in poll.poll(0))
        return self._read().replace(b"\n", b"\r") if there else b""

    def _find_margins(self, text: str) -> None:
        """Look for the terminal's report of margins, which may arrive in parts."""
        self._last_input = (self._last_input + text)[-_LONGEST_REPORT - len(text) :]
        if _MARGINS.search(self._last_input):
            self._last_input = ""
            self._loop.call_soon_threadsafe(self._host.has_margins)


@contextlib.contextmanager
def _no_resizing() -> Iterator[None]:
    """Block SIGWINCH until the end."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGWINCH})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGWINCH})
