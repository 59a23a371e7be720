"""Has documents parsed in a child process, so that none can hang, crash or swell the process that asks."""

from __future__ import annotations

import contextlib
import itertools
import os
import select
import signal
import sys
import time
from collections.abc import Sequence
from threading import Lock
from typing import TYPE_CHECKING

from reader.ingest.draft import ArticleDraft
from reader.ingest.parser_protocol import (
    Parsed,
    ParseRequest,
    ParserProtocolError,
    Refused,
    decode_reply,
    encode_request,
    read_frame,
)
from reader.model.errors import IngestError

if TYPE_CHECKING:
    import subprocess

TIME_LIMIT = 30.0
"""Seconds that one document may take."""
START_LIMIT = 15.0
"""Seconds that a new process may take beside, to load its parsers."""
COMMAND = (sys.executable, "-P", "-m", "reader.ingest.parser_worker")
"""`-P` ignores a folder named `reader` in the working directory."""
_CHUNK = 1 << 16
_ENDS_WITHIN = 1.0
"""Seconds after its last word within which a process ends."""
_INSTEAD = "save its words as text"


class ParserFailureError(IngestError):
    """The parser took too long for a document, or did not survive it."""


class _OverrunError(Exception):
    """The document took too long."""


class _EndedError(Exception):
    """The process ended, or broke the protocol."""


class ParserProcess:
    """A parser for one document at a time; its process is started on demand and used again for the next.

    A process that takes too long or ends is replaced. Use it as a context manager, or close it.
    """

    def __init__(self, seconds: float = TIME_LIMIT, command: Sequence[str] = COMMAND) -> None:
        """A document may take `seconds`; `command` starts the process."""
        self._seconds = seconds
        self._command = command
        self._numbers = itertools.count(1)
        self._process: subprocess.Popen[bytes] | None = None
        self._busy = Lock()
        self._closed = False

    def __enter__(self) -> ParserProcess:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def parse(self, format: str, name: str, source: str) -> ArticleDraft | None:
        """Return the draft of a document, or None if it is better read as plain text.

        Raises IngestError, which names the document and the reason: ParserFailureError if the parser is to blame.
        """
        request = ParseRequest(next(self._numbers), format, name, self._seconds, source)
        with self._busy:
            try:
                reply = self._exchange(request)
            except BaseException as error:
                self._dispose()
                if not isinstance(error, _OverrunError | _EndedError | OSError):
                    raise
                if self._closed:
                    raise IngestError(f"{name}: reading it was stopped") from error
                raise ParserFailureError(f"{name}: {self._why(error)}") from error
        if isinstance(reply, Refused):
            raise IngestError(reply.reason)
        return reply.draft

    def close(self) -> None:
        """End the process; nothing can be parsed afterwards.

        What another thread has it parse at the moment is stopped, and refused there.
        """
        self._closed = True
        if (process := self._process) is not None:
            process.kill()
        with self._busy:
            self._dispose()

    def _why(self, error: BaseException) -> str:
        if isinstance(error, _OverrunError):
            return f"reading it took longer than {self._seconds:g} seconds and was stopped; {_INSTEAD}"
        reason = error.strerror if isinstance(error, OSError) else None
        return f"it cannot be read ({reason or error}); {_INSTEAD}"

    def _exchange(self, request: ParseRequest) -> Parsed | Refused:
        deadline = time.monotonic() + self._seconds + (0 if self._process else START_LIMIT)
        process = self._running()
        assert process.stdin is not None
        assert process.stdout is not None
        requests, replies = process.stdin.fileno(), process.stdout.fileno()
        try:
            _send(requests, encode_request(request), deadline)
            frame = read_frame(lambda length: _receive(replies, length, deadline))
            reply = decode_reply(*frame) if frame else None
        except (BrokenPipeError, ParserProtocolError):
            reply = None
        if reply is None or reply.id != request.id:
            raise _end_of(process)
        return reply

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            # Most documents need no process.
            import subprocess

            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
                start_new_session=True,
            )
            assert self._process.stdin is not None
            os.set_blocking(self._process.stdin.fileno(), False)
        if self._closed:
            raise _EndedError
        return self._process

    def _dispose(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    pipe.close()
            process.wait()


def _send(pipe: int, data: bytes, deadline: float) -> None:
    """Write all of `data`. Raises BrokenPipeError and _OverrunError."""
    left = memoryview(data)
    while left:
        _wait(pipe, select.POLLOUT, deadline)
        with contextlib.suppress(BlockingIOError):
            left = left[os.write(pipe, left[:_CHUNK]) :]


def _receive(pipe: int, length: int, deadline: float) -> bytes:
    """Read `length` bytes, or fewer at the end of the stream. Raises _OverrunError."""
    data = bytearray()
    while len(data) < length:
        _wait(pipe, select.POLLIN, deadline)
        part = os.read(pipe, min(_CHUNK, length - len(data)))
        if not part:
            break
        data += part
    return bytes(data)


def _wait(pipe: int, event: int, deadline: float) -> None:
    poll = select.poll()
    poll.register(pipe, event)
    if not poll.poll(max(0.0, deadline - time.monotonic()) * 1000):
        raise _OverrunError


def _end_of(process: subprocess.Popen[bytes]) -> Exception:
    """How a process ended that gave no answer."""
    import subprocess

    try:
        status = process.wait(_ENDS_WITHIN)
    except subprocess.TimeoutExpired:
        return _EndedError("the process that reads it gave no answer")
    if status == -signal.SIGXCPU:
        return _OverrunError()
    how = f"signal {-status}" if status < 0 else f"status {status}"
    return _EndedError(f"the process that reads it ended with {how}")
