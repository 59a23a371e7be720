"""Copying inside a real tmux: whatever its settings, its buffer gets the words, and the terminal in front."""

from __future__ import annotations

import base64
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.program import FERRY, HEADLINE, READER, Program, wait_until_open
from tests.e2e.terminal import Terminal

COPIED = re.compile(rb"\x1b\]52;[a-z]*;([A-Za-z0-9+/=]*)(?:\x07|\x1b\\)")


class Tmux:
    """A server of its own, with the environment of one program."""

    def __init__(self, program: Program, socket: Path) -> None:
        self._program = program
        self._command = ["tmux", "-S", str(socket), "-f", "/dev/null"]

    def start(self, article: Path, clipboard: str) -> Terminal:
        """`reader` in a new session, with a value of `set-clipboard`."""
        command = [*self._command, "set", "-s", "set-clipboard", clipboard, ";", "new-session"]
        return Terminal([*command, *READER, str(article)], self._program.env)

    def run(self, *arguments: str) -> str:
        """What a command of tmux prints."""
        ended = subprocess.run(
            [*self._command, *arguments], env=self._program.env, capture_output=True, timeout=30, check=False
        )
        return ended.stdout.decode()


@pytest.fixture
def tmux(program: Program, tmp_path: Path) -> Iterator[Tmux]:
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not installed")
    server = Tmux(program, tmp_path / "tmux")
    version = re.search(r"(\d+)\.(\d+)", server.run("-V"))
    if version is None or (int(version[1]), int(version[2])) < (3, 2):
        pytest.skip("tmux is older than 3.2")
    yield server
    server.run("kill-server")


@pytest.mark.parametrize("setting", ["external", "off"])
def test_a_copy_reaches_tmux_and_the_terminal_in_front(program: Program, tmux: Tmux, setting: str) -> None:
    program.know(FERRY)
    with tmux.start(FERRY, setting) as terminal:
        terminal.wait_for(lambda shown: HEADLINE in shown.text and " READ " in shown.lines[-2])
        assert tmux.run("show-options", "-sv", "set-clipboard").strip() == setting
        assert tmux.run("list-buffers") == "", "nothing is copied before a key"
        terminal.press("y")
        terminal.wait_for_line("with the citation", -2)
        words = tmux.run("show-buffer")
        terminal.wait_for(lambda shown: copied(shown) == [words])
        terminal.press("Q")
        assert terminal.wait_for_end() == 0
    with program.start(FERRY) as terminal:
        wait_until_open(terminal)
        terminal.press("y")
        terminal.wait_for_line("with the citation")
        assert copied(terminal) == [words], "as without tmux"


def copied(terminal: Terminal) -> list[str]:
    """What the terminal's clipboard was given."""
    return [base64.b64decode(each).decode() for each in COPIED.findall(terminal.received)]
