"""Output that nobody reads or nothing takes, and interrupts: one line or none, and the right status."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.program import FERRY, READER, Program

FULL = Path("/dev/full")
COMMANDS = (("list",), ("--help",), ("show", "1", "--no-analysis"), ("keys",), ("check",))
INTERRUPTED = """
import os, signal, sys
class Finder:
    def find_spec(name, path=None, target=None):
        if name == {module!r}:
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Finder)
sys.argv = ["reader", "list"]
from reader.__main__ import main
sys.exit(main())
"""
INTERRUPTED_LATER = """
import builtins, os, signal, sys
builtins.print = lambda *values, **options: os.kill(os.getpid(), signal.SIGINT)
sys.argv = ["reader", "list"]
from reader.__main__ import main
sys.exit(main())
"""


@pytest.fixture
def known(program: Program) -> Program:
    program.know(FERRY)
    return program


@pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("buffered", ["", "1"])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_full_device_is_one_line(known: Program, command: tuple[str, ...], buffered: str) -> None:
    env = known.env | {"PYTHONUNBUFFERED": buffered}
    with FULL.open("w") as full:
        done = subprocess.run([*READER, *command], env=env, stdout=full, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (1, b"reader: standard output: no space left on device\n")


@pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full here")
def test_errors_that_cannot_be_written_change_no_status(known: Program) -> None:
    with FULL.open("w") as full:
        done = subprocess.run([*READER, "show", "nothing"], env=known.env, stderr=full, check=False)
    assert done.returncode == 1


@pytest.mark.parametrize("buffered", ["", "1"])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_pipe_that_closes_early_ends_the_program_quietly(
    known: Program, command: tuple[str, ...], buffered: str
) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    env = known.env | {"PYTHONUNBUFFERED": buffered}
    done = subprocess.run([*READER, *command], env=env, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    "module", ["reader.cli.lazy_modules", "reader.cli.main", "argparse", "reader.cli.library", "sqlite3"]
)
def test_an_interrupt_while_modules_are_imported_is_quiet(known: Program, module: str) -> None:
    assert _ended(known, INTERRUPTED.format(module=module)) == (128 + signal.SIGINT, b"", b"")


def test_an_interrupt_of_a_command_is_quiet(known: Program) -> None:
    assert _ended(known, INTERRUPTED_LATER) == (128 + signal.SIGINT, b"", b"")


def _ended(program: Program, script: str) -> tuple[int, bytes, bytes]:
    done = subprocess.run([sys.executable, "-c", script], env=program.env, capture_output=True, check=False)
    return done.returncode, done.stdout, done.stderr
