"""A worker process as the client sees it: start it, send a line, receive a line, kill it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from reader.analysis.protocol import ProtocolError, Reply, decode_reply
from reader.config.careful_files import exists
from reader.config.private_files import make_private_folder, open_private

LOG_LIMIT = 1_000_000
"""Size of the log in bytes from which on it is moved to `….1` and started anew."""

_LINE_LIMIT = 1 << 28
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


class WorkerExited(Exception):
    """The worker exited or broke the protocol; the message says how."""


def worker_command(model: str) -> tuple[str, ...]:
    """The command line of the worker; `-P` ignores a folder named `reader` in the working directory."""
    return (sys.executable, "-P", "-m", "reader.analysis.worker", f"--model={model}")


class WorkerProcess:
    """A running worker. It must not be used by two tasks at once."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    @classmethod
    async def start(cls, command: Sequence[str], log_path: Path) -> WorkerProcess:
        """Start `command`, with its standard error appended to the log. Raises OSError."""
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
        """Send a line. Raises WorkerExited."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(line)
            await self._process.stdin.drain()
        except (BrokenPipeError, ConnectionResetError) as error:
            raise WorkerExited(await self._exit_reason()) from error

    async def receive(self) -> Reply:
        """Receive the next reply. Raises WorkerExited."""
        assert self._process.stdout is not None
        try:
            line = await self._process.stdout.readline()
        except ValueError as error:
            raise WorkerExited("sent a reply that is too long") from error
        if not line.endswith(b"\n"):
            raise WorkerExited(await self._exit_reason())
        try:
            return decode_reply(line)
        except ProtocolError as error:
            raise WorkerExited(f"sent a reply that cannot be read ({error})") from error

    async def kill(self) -> None:
        """Kill the process and wait for it to exit."""
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        if self._process.stdin is not None:
            self._process.stdin.close()
        await self._process.wait()

    async def _exit_reason(self) -> str:
        code = await self._process.wait()
        if code == -signal.SIGKILL:
            return "was killed by signal 9, perhaps because the machine ran out of memory"
        if code < 0:
            return f"was killed by signal {-code}"
        return f"exited with status {code}"


def _open_log(path: Path) -> IO[bytes] | None:
    """The log, opened for appending; None if it cannot be written, as the analysis works without it."""
    try:
        make_private_folder(path.parent)
        if exists(path) and path.stat().st_size > LOG_LIMIT:
            path.replace(path.with_name(path.name + ".1"))
        return open_private(path)
    except OSError:
        return None
