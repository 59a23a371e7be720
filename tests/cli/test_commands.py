"""The command line: its output, its errors and its exit statuses."""

from __future__ import annotations

import errno
import io
import json
import os
import pty
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from reader.cli import interface
from reader.cli.main import run
from reader.config.paths import library_path
from reader.model.errors import ReaderError
from reader.store import Store

ARTICLE = "Harbour plan is unworkable\n\nThe minister said it would not work, and left.\n"


@pytest.fixture(autouse=True)
def _own_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READER_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("READER_CONFIG", str(tmp_path / "config"))


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "harbour.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def test_adding_and_listing(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["add", str(article)]) == 0
    assert capsys.readouterr().out == "added: Harbour plan is unworkable (document 1)\n"
    assert run(["add", str(article)]) == 0
    assert capsys.readouterr().out == "known: Harbour plan is unworkable (document 1)\n"
    assert run(["list"]) == 0
    assert "Harbour plan is unworkable" in capsys.readouterr().out
    assert run(["list", "--json"]) == 0
    row = json.loads(capsys.readouterr().out)
    assert (row["id"], row["path"], row["words"], row["read"]) == (1, str(article), 13, False)


def test_a_bad_file_does_not_stop_the_others(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (tmp_path / "empty.txt").write_text(" \n ")
    assert run(["add", str(tmp_path / "picture.txt"), str(tmp_path / "empty.txt"), "/nowhere", str(article)]) == 1
    out, err = capsys.readouterr()
    assert out.startswith("added: Harbour")
    assert len(err.splitlines()) == 3
    assert all(line.startswith("reader: ") for line in err.splitlines())
    assert "picture.txt" in err
    assert "/nowhere" in err


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ARTICLE.encode())))
    assert run(["add", "-"]) == 0
    assert "Harbour plan" in capsys.readouterr().out


def test_a_folder_is_searched_through(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a.txt", "deep/b.md", "deep/.hidden.txt", "c.jpg"):
        path = tmp_path / "wire" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Title of {name}\n\nText of {name} is this.", encoding="utf-8")
    assert run(["add", str(tmp_path / "wire")]) == 0
    assert capsys.readouterr().out.count("added") == 2


def test_removing(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["add", str(article)])
    assert run(["remove", str(article)]) == 0
    assert run(["remove", "1"]) == 1
    assert capsys.readouterr().err.startswith("reader: ")
    run(["list"])
    assert capsys.readouterr().out == ""


def test_check_and_backup(article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["add", str(article)])
    assert run(["check"]) == 0
    assert "no damage found, 1 document" in capsys.readouterr().out
    copy = tmp_path / "copy.sqlite3"
    assert run(["backup", str(copy)]) == 0
    with Store.open(copy) as store:
        assert store.documents.count() == 1
    assert run(["backup", str(copy)]) == 1


def test_check_finds_damage(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import sqlite3

    run(["add", str(article)])
    with sqlite3.connect(library_path()) as db:
        db.execute("UPDATE versions SET sha256 = ?", ("0" * 64,))
    db.close()
    assert run(["check"]) == 1
    assert "reader: " in capsys.readouterr().err


def test_hostile_titles_and_names_are_harmless(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "evil\x1b]0;owned\x07.txt"
    path.write_text("A headline \x1b[31mred\x9b2J\u202e\n\nText that follows here.\n", encoding="utf-8")
    run(["add", str(path)])
    run(["list"])
    (tmp_path / "bad\x1b[2J.txt").write_bytes(b"\0\0")
    run(["add", str(tmp_path / "bad\x1b[2J.txt")])
    out, err = capsys.readouterr()
    assert not {c for c in out + err if (ord(c) < 32 and c != "\n") or 0x7F <= ord(c) < 0xA0 or c == "\u202e"}
    assert "␛[31mred" in out


@pytest.mark.parametrize("argv", [["--nonsense"], ["add"], ["backup"], ["show"]])
def test_wrong_usage_ends_with_two(argv: list[str]) -> None:
    with pytest.raises(SystemExit) as end:
        run(argv)
    assert end.value.code == 2


def test_garbage_is_collected_except_before_the_first_picture() -> None:
    code = (
        "import gc, sys\nfrom reader.__main__ import main as begin\n"
        "from reader.cli import keys\nkeys.print_keys = lambda markdown: print(gc.isenabled()) or 0\n"
        "sys.argv[1:] = ['keys']\nbegin()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"


def test_help_and_version_import_nothing_of_weight() -> None:
    code = (
        "import sys\n"
        "from reader.cli.main import run\n"
        "try: run([sys.argv[1]])\n"
        "except SystemExit as end: assert not end.code\n"
        "heavy = {'textual', 'rich', 'spacy', 'sqlite3', 'pygments', 'asyncio', 'yaml'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    for option in ("--help", "--version"):
        result = subprocess.run([sys.executable, "-c", code, option], capture_output=True, text=True, check=False)
        assert result.returncode == 0, result.stderr
        assert "reader" in result.stdout


def reader(*argv: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "reader", *argv],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        env={**os.environ, **environment},
    )


def test_the_interface_without_a_terminal_gives_a_hint(article: Path) -> None:
    result = reader(str(article))
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    assert "reader show" in result.stderr


def test_a_dumb_terminal_is_refused_with_a_hint(article: Path) -> None:
    main, other = pty.openpty()
    result = subprocess.run(
        [sys.executable, "-m", "reader", str(article)],
        stdout=other,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        env={**os.environ, "TERM": "dumb"},
    )
    os.close(other)
    os.close(main)
    assert result.returncode == 1
    assert "reader show" in result.stderr


@pytest.mark.parametrize("command", ["keys", "show - --no-analysis"])
def test_a_closed_pipe_is_not_an_error(command: str) -> None:
    shell = f"({sys.executable} -m reader {command}; echo $? >&2) | head -1"
    long = "\n\n".join(f"Line {number} of a long text" for number in range(20_000))
    result = subprocess.run(["sh", "-c", shell], input=long, capture_output=True, text=True, check=False)
    assert result.stderr == "0\n"
    assert result.stdout.count("\n") == 1


COMMANDS = ("open", "show", "analyze", "add", "remove", "edit", "notes", "backup", "rescue", "import")


@pytest.mark.parametrize(
    "arguments",
    [[""], ["add", "", "."], *([name, ""] for name in COMMANDS), ["export", "--format", "csv", "-o", ""]],
    ids=" ".join,
)
def test_an_empty_name_is_never_the_current_folder(
    arguments: list[str], article: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(article.parent)
    before = sorted(article.parent.iterdir())
    with pytest.raises(SystemExit) as caught:
        run(arguments)
    assert caught.value.code == 2
    assert capsys.readouterr().err.splitlines()[-1].endswith("--help` explains")
    assert sorted(article.parent.iterdir()) == before


@pytest.mark.parametrize("files", [6, 12])
@pytest.mark.parametrize("command", ["list", "show"])
def test_too_few_files_are_a_line(article: Path, command: str, files: int) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "reader", command, *([] if command == "list" else [str(article)])],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (files, files)),
    )
    assert ended.returncode in (0, 1)
    assert ended.stderr.count("\n") <= 1
    assert "Traceback" not in ended.stderr


def test_the_interface_does_not_start_with_too_few_files(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(number: int) -> int:
        raise OSError(errno.EMFILE, "Too many open files")

    monkeypatch.setattr(os, "dup", refuse)
    with pytest.raises(ReaderError, match="too many files are open"):
        interface._need_descriptors()


@pytest.mark.parametrize("name", ["a/" * 2000, "x/" * 250, "x" * 300, "file/x", "loop"], ids=range(5))
@pytest.mark.parametrize("variable", ["READER_DATA", "READER_CONFIG"])
def test_a_folder_that_cannot_be_is_a_line(
    variable: str,
    name: str,
    article: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (article.parent / "loop").symlink_to(article.parent / "loop")
    (article.parent / "file").touch()
    monkeypatch.setenv(variable, str(article.parent / name))
    before = sorted(article.parent.rglob("*"))
    for command in ("list", "check", f"add {article}", f"show --no-analysis {article}", "keys"):
        assert run(command.split()) in (0, 1)
        assert capsys.readouterr().err.count("\n") <= 1
    if variable == "READER_DATA":
        assert run(["add", str(article)]) == 1
        assert sorted(article.parent.rglob("*")) == before
        assert capsys.readouterr().err.endswith("set READER_DATA to another folder\n")
