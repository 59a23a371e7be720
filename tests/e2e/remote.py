"""An SSH server of Debian's make, for this test alone: on 127.0.0.1, with keys that are thrown away."""

from __future__ import annotations

import contextlib
import getpass
import os
import shlex
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.program import READER, Program
from tests.e2e.terminal import PATIENCE, Terminal

SERVER = shutil.which("sshd", path="/usr/sbin:/usr/local/sbin:/sbin:" + os.environ.get("PATH", ""))
CLIENT = shutil.which("ssh")
SEPARATION = Path("/run/sshd")
"""The empty folder without which the server does not start as root."""


def needs_server() -> None:
    """Skip, and say why, where no server can be started."""
    if SERVER is None or CLIENT is None or shutil.which("ssh-keygen") is None:
        pytest.skip("openssh-server and openssh-client are not installed")
    if os.getuid() == 0 and not SEPARATION.is_dir():
        with contextlib.suppress(OSError):
            SEPARATION.mkdir(mode=0o755)
        if not SEPARATION.is_dir():
            pytest.skip(f"sshd needs {SEPARATION}, which cannot be made")


class Remote:
    """A server whose sessions have the home of one program."""

    def __init__(self, program: Program, room: Path) -> None:
        self._program = program
        self._room = room
        self._port = _free_port()
        for name in ("host", "person"):
            subprocess.run(
                ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(room / name)], check=True, timeout=30
            )
        (room / "authorized").write_text((room / "person.pub").read_text())
        (room / "authorized").chmod(0o600)
        (room / "config").write_text(
            f"Port {self._port}\nListenAddress 127.0.0.1\nHostKey {room / 'host'}\nPidFile {room / 'pid'}\n"
            f"AuthorizedKeysFile {room / 'authorized'}\nStrictModes no\nUsePAM no\nPasswordAuthentication no\n"
            "KbdInteractiveAuthentication no\nPermitRootLogin prohibit-password\nPrintMotd no\nPrintLastLog no\n"
        )

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        """The server, until it is needed no longer."""
        log = self._room / "log"
        assert SERVER is not None
        server = subprocess.Popen([SERVER, "-D", "-f", str(self._room / "config"), "-E", str(log)])
        try:
            _wait_for(self._port, server, log)
            yield
        finally:
            server.terminate()
            server.wait(timeout=30)

    def session(self, command: str, columns: int = 120, rows: int = 36) -> Terminal:
        """A command of a shell on the other side, in a terminal."""
        home = {**self._program.env, "SHELL": "/bin/sh"}
        carried = " ".join(f"{name}={shlex.quote(value)}" for name, value in home.items() if name != "TERM")
        ssh = [
            *(str(CLIENT), "-tt", "-F", "none", "-q", "-p", str(self._port), "-i", str(self._room / "person")),
            *("-o", "IdentitiesOnly=yes", "-o", "StrictHostKeyChecking=no", "-o", "EscapeChar=none"),
            *("-o", f"UserKnownHostsFile={self._room / 'known'}", f"{getpass.getuser()}@127.0.0.1"),
        ]
        # The server tells where the connection comes from; the rest of the environment is the program's.
        there = f"cd {shlex.quote(str(Path.cwd()))} && env {carried} {command}"
        return Terminal([*ssh, there], self._program.env, columns, rows)

    def reader(self, *arguments: str | Path, columns: int = 120, rows: int = 36) -> Terminal:
        """The program on the other side."""
        return self.session(shlex.join([*READER, *map(str, arguments)]), columns, rows)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            said = log.read_text() if log.exists() else ""
            assert server.poll() is None, f"the server ended: {said}"
            assert time.monotonic() < until, f"the server does not answer: {said}"
            time.sleep(0.02)
