"""One worker process as the client holds it: start, a line out, a line in, end. What to ask is the client's."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from reader.analysis.protocol import Answer, ProtocolError, decode_answer

LOG_LIMIT = 1_000_000
"""Bytes after which the log is put aside as `….1` and begun anew."""

_LINE_LIMIT = 1 << 28
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


class WorkerExited(Exception):
    """The worker ended or spoke nonsense; the message says which."""


def worker_command(model: str) -> tuple[str, ...]:
    """The command line of the real worker; `-P` keeps a folder named `reader` where the user stands out of it."""
    return (sys.executable, "-P", "-m", "reader.analysis.worker", "--model", model)


class WorkerProcess:
    """A running worker. Not for use by two tasks at once."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    @classmethod
    async def start(cls, command: Sequence[str], log_path: Path) -> WorkerProcess:
        """Start `command` with its standard error added to the log. Raises OSError when it cannot start."""
        with contextlib.ExitStack() as stack:
            log = _open_log(log_path)
            stderr = stack.enter_context(log) if log else asyncio.subprocess.DEVNULL
            process = await asyncio.create_subprocess_exec(
                *command,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=stderr,
                env={**os.environ, **_ONE_THREAD},
                start_new_session=True,
                limit=_LINE_LIMIT,
            )
        return cls(process)

    async def send(self, line: bytes) -> None:
        """Hand the worker one line. Raises WorkerEnded."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(line)
            await self._process.stdin.drain()
        except (BrokenPipeError, ConnectionResetError) as error:
            raise WorkerExited(await self._fate()) from error

    async def receive(self) -> Answer:
        """The worker's next answer. Raises WorkerEnded."""
        assert self._process.stdout is not None
        try:
            line = await self._process.stdout.readline()
        except ValueError as error:
            raise WorkerExited("gave an answer beyond all measure") from error
        if not line.endswith(b"\n"):
            raise WorkerExited(await self._fate())
        try:
            return decode_answer(line)
        except ProtocolError as error:
            raise WorkerExited(f"gave an answer that cannot be read ({error})") from error

    async def end(self) -> None:
        """Kill it and wait until it is gone."""
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        if self._process.stdin is not None:
            self._process.stdin.close()
        await self._process.wait()

    async def _fate(self) -> str:
        code = await self._process.wait()
        if code == -signal.SIGKILL:
            return "was ended by signal 9, perhaps because the machine ran out of memory"
        if code < 0:
            return f"was ended by signal {-code}"
        return f"ended with status {code}"


def _open_log(path: Path) -> IO[bytes] | None:
    """The log, opened to add to; None where it cannot be written, as the analysis does not need it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > LOG_LIMIT:
            path.replace(path.with_name(path.name + ".1"))
        return path.open("ab")
    except OSError:
        return None
