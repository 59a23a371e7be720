"""The progress bar: on a terminal alone, and never in the way of what is printed."""

from __future__ import annotations

import io
import subprocess
import sys

import pytest

from reader.cli.progress import BAR_FROM, progress


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def put_screen(monkeypatch: pytest.MonkeyPatch) -> Screen:
    """Make standard error a terminal; in the test itself, since pytest puts its own streams there before it."""
    made = Screen()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", made)
    monkeypatch.setattr(sys, "__stderr__", made)
    return made


def test_results_do_not_go_to_the_screen_of_the_bar(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    screen = put_screen(monkeypatch)
    with progress(BAR_FROM, "analysing") as bar:
        for number in range(BAR_FROM):
            with bar.aside():
                print(f"line {number}")
            bar.step()
    assert capsys.readouterr().out.splitlines() == [f"line {number}" for number in range(BAR_FROM)]
    assert "analysing" in screen.getvalue()
    assert "line" not in screen.getvalue()


def test_on_one_screen_the_bar_stands_aside_for_results(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = put_screen(monkeypatch)
    monkeypatch.setattr(sys, "stdout", screen)
    with progress(BAR_FROM, "analysing") as bar:
        before = screen.tell()
        with bar.aside():
            erased = screen.getvalue()[before:]
            print("a line")
        assert "\x1b[2K" in erased
        assert screen.getvalue().partition("a line")[2].count("analysing")


@pytest.mark.parametrize("steps", [0, BAR_FROM - 1])
def test_few_steps_have_no_bar(steps: int, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = put_screen(monkeypatch)
    with progress(steps) as bar:
        bar.step()
    assert not screen.getvalue()


def test_without_a_terminal_nothing_is_shown_and_rich_is_not_loaded() -> None:
    program = (
        "import sys\nfrom reader.cli.progress import progress\n"
        "with progress(99) as bar, bar.aside():\n    bar.step()\nassert 'rich' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert not done.stdout + done.stderr
