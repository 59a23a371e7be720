"""Folders that may not be entered, disks that fail, circles of links: every command says so in a line."""

from __future__ import annotations

import builtins
import errno
import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reader.cli.main import run

TEXT = "Harbour plan is unworkable\n\nThe minister said it would not work, and left.\n"
FAULTS = (
    "stat",
    "lstat",
    "open",
    "listdir",
    "scandir",
    "mkdir",
    "unlink",
    "rename",
    "replace",
    "readlink",
    "chmod",
)
"""The calls of `os` that fail for what is in a closed folder; root itself may enter all."""
ON_LIBRARY = (
    "list",
    "add {article}",
    "show 1 --no-analysis",
    "show --no-analysis {article}",
    "check",
    "keys",
    "notes",
    "corrections",
    "export --format csv",
    "backup {folder}/copy.sqlite3",
    "rescue {folder}/new.sqlite3",
    "edit 1 --title x",
    "remove 1",
)
ON_A_PATH = (
    "add {closed}",
    "show {closed}",
    "analyze {closed}",
    "notes {closed}",
    "export {closed} --format csv",
    "export --format csv -o {closed}",
    "export --format markdown -o {closed}",
    "backup {closed}",
    "rescue {closed}",
    "rescue {folder}/new.sqlite3 --from {closed}",
    "import {closed}",
    "corrections {closed}",
    "edit {closed} --title x",
    "remove {closed}",
)


@pytest.fixture(params=[errno.EACCES, errno.EIO, errno.ELOOP], ids=errno.errorcode.__getitem__)
def closed(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which each call fails."""
    folder = tmp_path / "closed"
    folder.mkdir()

    def failing(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(path: Any = ".", *rest: Any, **named: Any) -> Any:
            name = os.fsdecode(path) if isinstance(path, str | bytes | os.PathLike) else ""
            if name.startswith(f"{folder}/"):
                raise OSError(request.param, os.strerror(request.param), name)
            return real(path, *rest, **named)

        return call

    for name in FAULTS:
        monkeypatch.setattr(os, name, failing(getattr(os, name)))
    for module in (io, builtins):
        monkeypatch.setattr(module, "open", failing(module.open))  # type: ignore[attr-defined]  # both have it
    return folder


@pytest.mark.parametrize("variable", ["READER_DATA", "READER_CONFIG"])
def test_the_programs_own_folder(
    variable: str,
    closed: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    for name in ("READER_DATA", "READER_CONFIG"):
        monkeypatch.setenv(name, str(closed / "x" / "y" if name == variable else tmp_path / name))
    for line in ON_LIBRARY:
        assert run(line.format(article=tmp_path / "a.txt", folder=tmp_path).split()) in (0, 1)
        said = capsys.readouterr().err.splitlines()
        assert all(each.startswith("reader: ") for each in said), (line, said)
        # That the settings cannot be read is a line of its own.
        assert len(said) <= 1 + (variable == "READER_CONFIG"), (line, said)


def test_a_path_that_is_named(
    closed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    monkeypatch.setenv("READER_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("READER_CONFIG", str(tmp_path / "config"))
    assert run(["add", str(tmp_path / "a.txt")]) == 0
    capsys.readouterr()
    for line in ON_A_PATH:
        assert run(line.format(closed=closed / "x" / "y", folder=tmp_path).split()) == 1, line
        said = capsys.readouterr().err.splitlines()
        assert len(said) == 1, (line, said)
        assert said[0].startswith("reader: "), (line, said)
