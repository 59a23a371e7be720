"""Copies go through tmux inside tmux, and to the terminal by OSC 52 otherwise or if tmux refuses."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from reader.tui.system import clipboard
from reader.tui.system.clipboard import REFUSED, Clipboard, find_clipboard, run
from tests.tui.main_app import HARBOUR, Desk, harbour

LOAD = ("/bin/tmux", "load-buffer", "-w", "-")
INSIDE = {"TMUX": "/tmp/tmux-1/default,1,0"}


class Tmux:
    """Accepts what it is given, or refuses it."""

    def __init__(self, *, takes: bool = True) -> None:
        self._takes = takes
        self.got: list[tuple[tuple[str, ...], bytes]] = []

    def __call__(self, command: Sequence[str], given: bytes) -> bool:
        self.got.append((tuple(command), given))
        return self._takes


def which(name: str) -> str | None:
    return f"/bin/{name}"


def test_inside_tmux_text_goes_to_its_standard_input_as_utf_8() -> None:
    tmux = Tmux()
    found = find_clipboard(INSIDE, which, tmux)
    assert found.copy("-x $(a) „ö“\n")
    assert tmux.got == [(LOAD, "-x $(a) „ö“\n".encode())]
    assert found.warning == ""


def test_without_tmux_nothing_is_run() -> None:
    tmux = Tmux()
    for found in (find_clipboard({}, which, tmux), find_clipboard(INSIDE, lambda name: None, tmux), Clipboard()):
        assert not found.copy("words")
        assert found.warning == ""
    assert tmux.got == []


def test_the_warning_stays_until_tmux_accepts_a_copy() -> None:
    answers = iter((False, True))
    found = Clipboard("tmux", lambda command, given: next(answers))
    assert not found.copy("words")
    assert found.warning == REFUSED
    assert found.copy("words")
    assert found.warning == ""


def test_a_command_gets_its_input(tmp_path: Path) -> None:
    keeps = "import sys; open(sys.argv[1], 'wb').write(sys.stdin.buffer.read())"
    assert run((sys.executable, "-c", keeps, str(tmp_path / "got")), b"some\x00\xc3\xb6" * 50_000)
    assert (tmp_path / "got").read_bytes() == b"some\x00\xc3\xb6" * 50_000


@pytest.mark.parametrize("command", [("/nowhere/at-all",), (sys.executable, "-c", "raise SystemExit(1)")])
def test_a_failing_command_counts_as_refusing(command: Sequence[str]) -> None:
    assert not run(command, b"some" * 50_000)


def test_a_hanging_command_times_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clipboard, "TIMEOUT", 0.1)
    assert not run((sys.executable, "-c", "import signal; signal.pause()"), b"some")


@pytest.mark.parametrize("takes", [True, False])
async def test_a_key_copies_through_tmux_with_a_true_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, takes: bool
) -> None:
    tmux = Tmux(takes=takes)
    sent: list[str] = []
    desk = Desk(tmp_path, document_id=HARBOUR, clipboard=Clipboard("/bin/tmux", tmux))
    async with desk.app.run_test(size=(160, 36)) as pilot:
        await pilot.pause()
        assert tmux.got == [], "nothing but a key copies"
        monkeypatch.setattr(desk.app._driver, "write", sent.append)
        await pilot.press("y")
        await pilot.pause()
        ((command, given),) = tmux.got
        assert command == LOAD
        assert given.decode() == desk.app.clipboard
        assert harbour().text.split("\n\n")[0] in given.decode()
        assert desk.said.startswith("copied ")
        assert desk.said.endswith("with the citation" if takes else REFUSED)
        assert any("\x1b]52;" in each for each in sent) is not takes
