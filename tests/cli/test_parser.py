"""The parser: its help names everything, and wrong usage is told in words that help."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reader.cli.commands import COMMANDS
from reader.cli.main import run
from reader.cli.parser import ENVIRONMENT, STATUSES, make_parser
from tests.house.source import ROOT

READ = re.compile(
    r"""environ\w*(?:\.get\(|\[)"([A-Z_]{3,})"|"([A-Z_]{3,})" in (?:os\.)?environ|\b(READER_[A-Z_]+)"""
)
"""The environment variables that a module asks for."""


def usage_error(argv: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as end:
        run(argv)
    assert end.value.code == 2
    out, err = capsys.readouterr()
    assert out == ""
    return err


def test_the_help_names_every_command_option_variable_and_status(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    parser = make_parser()
    help = parser.format_help()
    assert len(parser.commands) > 10
    for name, command in parser.commands.items():
        assert re.search(rf"^  {name}\b", help, re.MULTILINE), name
        assert COMMANDS[name][0] in help
        for action in command._actions:
            assert all(option in help for option in action.option_strings), action
            assert action.help, f"{name}: {action} is not explained"
    for word in (*ENVIRONMENT, *map(str, STATUSES), "--help", "--version", "READER_DATA", "--low-bandwidth"):
        assert word in help


@pytest.mark.parametrize("columns", [40, 60, 80, 120])
def test_the_help_fits_the_terminal(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    wide = [line for line in make_parser().format_help().splitlines() if len(line) > min(columns, 100)]
    # A name of one word is not broken.
    assert all(len(line.split()) < 4 for line in wide), wide
    assert len(wide) < 5 or columns < 60


def test_the_help_names_every_variable_that_is_read() -> None:
    named = {name for names in ENVIRONMENT for name in names.split(", ")}
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "reader").rglob("*.py")]
    read = {name for source in sources for found in READ.findall(source) for name in found if name}
    assert {"READER_DATA", "NO_COLOR", "TERM"} <= read <= named


@pytest.mark.parametrize("argv", [["--nope"], ["--nope", "file.txt"], ["-x"], ["--nope", "list"], ["--lox"]])
def test_an_unknown_option_is_named(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    err = usage_error(argv, capsys)
    assert f"reader: no such option: {argv[0]}; `reader --help` explains" in err
    assert "COMMAND required" not in err


@pytest.mark.parametrize("name", make_parser().commands)
def test_an_unknown_option_of_a_command_is_named(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    positional = [action for action in make_parser().commands[name]._actions if not action.option_strings]
    needed = [next(iter(action.choices or "x")) for action in positional]
    required = ["--format", "csv"] if name == "export" else []
    err = usage_error([name, *needed, *required, "--nope"], capsys)
    assert f"reader {name}: no such option or argument: --nope; `reader {name} --help` explains" in err
    assert f"usage: reader {name}" in err


@pytest.mark.parametrize(("typed", "meant"), [("lsit", "list"), ("shwo", "show"), ("analyse", "analyze")])
def test_a_mistyped_command_is_told_apart_from_a_file(
    typed: str, meant: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert f"{typed}: no such file and no such command; did you mean `reader {meant}`?" in usage_error(
        [typed], capsys
    )
    (tmp_path / typed).touch()
    monkeypatch.setattr("reader.cli.interface.open_paths", lambda paths, low_bandwidth: 0)
    assert run([typed]) == 0


OPENING = (
    *(["--", "list"], ["--low-bandwidth", "a.txt"], ["--low", "a.txt"], ["a.txt", "--low-bandwidth"]),
    *(["-"], ["./list"], ["6"], ["6", "a.txt"]),
)


@pytest.mark.parametrize("argv", OPENING)
def test_what_is_no_command_is_opened(argv: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    opened: list[list[str]] = []
    monkeypatch.setattr("reader.cli.interface.open_paths", lambda paths, low_bandwidth: opened.append(paths) or 0)
    assert run(argv) == 0
    assert opened == [[word for word in argv if not word.startswith("--")]]
