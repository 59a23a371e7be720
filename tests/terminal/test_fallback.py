"""On an incompatible Textual, Textual draws, and the log says so."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from textual import _compositor
from textual.app import App
from textual.strip import Strip

from reader.config.paths import terminal_log_path
from reader.terminal.dirty_update import DirtyUpdate
from reader.terminal.output import Output
from tests.tui.main_app import Desk


@pytest.fixture(autouse=True)
def _own_log(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("READER_DATA", str(tmp_path))
    monkeypatch.delenv("READER_PLAIN_OUTPUT", raising=False)


def test_thrifty_output_is_the_default(tmp_path: Path) -> None:
    assert Desk(tmp_path).app.output is not None
    assert not terminal_log_path().exists()


def test_a_variable_leaves_the_output_to_textual(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("READER_PLAIN_OUTPUT", "1")
    assert Desk(tmp_path).app.output is None
    assert not terminal_log_path().exists()


@pytest.mark.parametrize(
    ("owner", "name"),
    [(_compositor.ChopsUpdate, "__init__"), (_compositor.LayoutUpdate, "__init__"), (App, "_update_mouse_over")],
)
def test_another_signature_leaves_the_output_to_textual(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, owner: type, name: str
) -> None:
    monkeypatch.setattr(owner, name, lambda self, something_new: None)
    app = Desk(tmp_path).app
    assert app.output is None
    assert f"{owner.__name__}.{name} takes (self, something_new)" in terminal_log_path().read_text()


def test_a_missing_name_leaves_the_output_to_textual(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delattr(Strip, "render_ansi")
    assert Desk(tmp_path).app.output is None
    assert "there is no Strip.render_ansi" in terminal_log_path().read_text()


async def test_an_error_while_drawing_leaves_the_output_to_textual(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    desk = Desk(tmp_path)
    drawn: list[object] = []
    monkeypatch.setattr(type(desk.app), "_can_show", True)
    monkeypatch.setattr(App, "_display", lambda self, screen, renderable: drawn.append(renderable))
    monkeypatch.setattr(Output, "update", lambda self, pieces, cursor: 1 / 0)
    async with desk.app.run_test(size=(120, 36)) as pilot:
        await pilot.press("j")
        await pilot.pause()
        assert desk.app.output is None
        assert any(isinstance(renderable, _compositor.LayoutUpdate) for renderable in drawn)
    assert "ZeroDivisionError" in terminal_log_path().read_text()
    assert terminal_log_path().read_text().count("\n") == 1


async def test_an_error_while_finding_changes_leaves_the_output_to_textual(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    desk = Desk(tmp_path)
    monkeypatch.setattr(DirtyUpdate, "of", classmethod(lambda cls, compositor: 1 / 0))
    async with desk.app.run_test(size=(120, 36)) as pilot:
        await pilot.press("j")
        await pilot.pause()
        assert desk.app.output is None
        assert not desk.app.failure
    assert "ZeroDivisionError" in terminal_log_path().read_text()


@pytest.mark.parametrize("name", ["ChopsUpdate", "LayoutUpdate"])
def test_a_missing_class_leaves_the_output_to_textual(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    monkeypatch.setattr(f"reader.terminal.compat_check.{name}", type(name, (), {}))
    assert Desk(tmp_path).app.output is None
    assert f"{name}.__init__ takes" in terminal_log_path().read_text()


def test_the_interface_loads_without_a_class() -> None:
    code = (
        "import textual._compositor as inside\n"
        "del inside.ChopsUpdate, inside.LayoutUpdate\n"
        "import reader.tui.app\n"
        "from reader.terminal.textual_internals import ChopsUpdate, LayoutUpdate\n"
        "print(ChopsUpdate.__name__, ChopsUpdate.__module__, LayoutUpdate.__name__)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout == "ChopsUpdate reader.terminal.textual_internals LayoutUpdate\n", done.stderr
