"""A damaged row costs that row: every command that reads goes on with the others, whatever a cell holds."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reader.cli.main import run
from reader.model.analysis import Analysis
from reader.model.errors import AnalysisError
from tests.store.damaged_cells import TITLES, VALUES, cells, damage, make_library

COMMANDS = (
    *(["list"], ["list", "--json"], ["notes"], ["notes", "--json"], ["check"]),
    *(["show", "1"], ["show", "1", "--why"], ["show", "2"]),
    *(["export", "--format", format] for format in ("markdown", "w3c", "csv")),
    *(["export", "--statements", "--format", format] for format in ("markdown", "json", "csv")),
)
"""Every command that reads the library."""
SHOWN = ("documents", "versions", "analyses", "corrections", "aliases")
"""The tables that `show` reads."""
FEW = (["list", "--json"], ["notes"], ["export", "--format", "csv"])
"""The commands that are tried with every cell, each of which reads what others read too."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    library = tmp_path_factory.mktemp("whole") / "library.sqlite3"
    make_library(library)
    return library


async def not_analysed(*_: object, **__: object) -> Analysis:
    """Answer as an analysis process that cannot be started."""
    raise AnalysisError("not tried here")


def test_each_cell_of_each_table(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("READER_DATA", str(tmp_path))
    monkeypatch.setenv("READER_CONFIG", str(tmp_path / "config"))
    monkeypatch.setattr("reader.analysis.client.AnalysisClient.analyse", not_analysed)
    for number, (table, column) in enumerate(cells(whole)):
        # Every third cell with another value; all of them with all values are tried in tests/benchmarks.
        if number % 3:
            continue
        shutil.copy(whole, tmp_path / "library.sqlite3")
        if damage(tmp_path / "library.sqlite3", table, column, VALUES[number % len(VALUES)]):
            others = COMMANDS if table in SHOWN and number % 4 == 0 else FEW
            said = {" ".join(command): _said(command, capsys) for command in others}
            assert missing(said) == [], (table, column, VALUES[number % len(VALUES)])


def _said(command: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    run(command)
    return capsys.readouterr().out


def missing(said: dict[str, str]) -> list[str]:
    """Return what is missing of the rows that are not damaged in what the commands printed."""
    wanted = {
        "list": TITLES[1:],
        "notes": ("note 1", "note 2"),
        "export --format": ("note 1", "note 2"),
        "show 2": ("sail",),
    }
    return [
        f"{command}: {word}"
        for command, text in said.items()
        for beginning, words in wanted.items()
        for word in words
        if command.startswith(beginning) and word not in text
    ]
