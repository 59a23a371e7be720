"""Files that are given to the program: a page that is long in the reading, and what is no file."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.e2e.program import FERRY, Program, wait_until_open
from tests.slow_page import PAGE


def children(pid: int) -> list[int]:
    """The processes that any thread of a process started."""
    lists = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(each) for tasks in lists for each in tasks.read_text().split()]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_the_program_while_a_page_is_read(program: Program, number: signal.Signals) -> None:
    program.know(FERRY)
    (program.home / "slow.html").write_text(PAGE)
    with program.start(FERRY) as terminal:
        wait_until_open(terminal)
        terminal.send(f":add {program.home}/slow.html\r".encode())
        terminal.wait_for_line("Esc stops it")
        terminal.press("?")
        terminal.wait_for("Keys in the article")
        terminal.press("q")
        terminal.wait_for(lambda shown: "Keys in the article" not in shown.text)
        readers = children(terminal.pid)
        begun = time.monotonic()
        assert terminal.kill(number) == 0
        assert time.monotonic() - begun < 10
    assert readers
    assert not any(Path(f"/proc/{each}").exists() for each in readers)


def test_what_is_no_file_is_a_line_wherever_it_is_given(program: Program) -> None:
    for folder in ("config/themes", "data"):
        (program.home / folder).mkdir(parents=True, exist_ok=True)
    pipes = (
        "pipe.txt",
        "config/settings.toml",
        "config/themes/own.toml",
        "data/last-view.json",
        "data/terminal.log",
    )
    for name in (*pipes, "data/analysis.log"):
        os.mkfifo(program.home / name)
    for command in ("show", "add", "analyze", "import", "notes"):
        ended = program.run(command, program.home / "pipe.txt")
        assert ended.returncode == 1
        assert b"pipe.txt" in ended.stderr.splitlines()[-1]
        assert b"Traceback" not in ended.stderr
    with program.start(program.home / "pipe.txt") as terminal:
        assert terminal.wait_for_end() == 1
        assert b"it is a pipe, not a file" in terminal.received
    with program.start(FERRY) as terminal:
        terminal.wait_for_line("settings.toml: ")
        terminal.press("Q")
        assert terminal.wait_for_end() == 0


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash")
def test_what_a_shell_opens_is_read(program: Program) -> None:
    for line in (
        "echo one word | {reader} show --no-analysis /dev/stdin",
        "echo one word | {reader} show --no-analysis -",
        "{reader} show --no-analysis <(echo one word)",
        "{reader} show --no-analysis /dev/fd/5 5< <(echo one word)",
    ):
        shell = ["bash", "-c", line.format(reader=program.command)]
        ended = subprocess.run(shell, env=program.env, capture_output=True, timeout=60, check=False)
        assert (ended.returncode, ended.stdout.strip()) == (0, b"one word"), ended.stderr
