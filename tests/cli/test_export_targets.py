"""Where an export goes: files, folders, pipes, devices and descriptors, with any words in it."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reader.cli.main import run
from reader.config.paths import library_path
from reader.model.annotation import Annotation
from reader.store import Store

FORMATS = ("markdown", "w3c", "csv")
LONE = "lone \ud83d surrogate"


@pytest.fixture(autouse=True)
def _library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READER_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("READER_CONFIG", str(tmp_path / "config"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "harbour.txt").write_text("Harbour plan\n\nThe minister said it would not work, and left.\n")
    run(["add", str(tmp_path / "harbour.txt")])
    with Store.open(library_path()) as store:
        version = store.versions.newest(1)
        note = Annotation("a-note", 1, version.id, None, f"a {LONE}", (LONE,), author=LONE, speaker=LONE)
        store.annotations.save(note)


@pytest.mark.parametrize("format", FORMATS)
def test_words_that_no_file_can_hold_are_written_to_a_file(tmp_path: Path, format: str) -> None:
    out = tmp_path / "out"
    assert run(["export", "--format", format, "-o", str(out)]) == 0
    assert "surrogate" in out.read_text(encoding="utf-8")


@pytest.mark.parametrize("format", FORMATS)
def test_a_pipe_is_written_to_and_stays_one(tmp_path: Path, format: str) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor() as pool:
        read = pool.submit(pipe.read_bytes)
        assert run(["export", "--format", format, "-o", str(pipe)]) == 0
        assert b"surrogate" in read.result(timeout=10)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.parametrize("format", FORMATS)
def test_a_device_stays_one(tmp_path: Path, format: str) -> None:
    device = tmp_path / "null"
    try:
        os.mknod(device, stat.S_IFCHR | 0o666, os.makedev(1, 3))
        device.open("wb").close()
    except OSError:
        pytest.skip("no device can be made here")
    assert run(["export", "--format", format, "-o", str(device)]) == 0
    assert stat.S_ISCHR(device.stat().st_mode)
    assert run(["backup", str(device)]) == 1
    assert run(["rescue", str(device)]) == 1
    assert stat.S_ISCHR(device.stat().st_mode)


@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
def test_standard_output_by_its_name(tmp_path: Path, name: str) -> None:
    log = tmp_path / "log"
    log.write_text("before\n")
    command = [sys.executable, "-m", "reader", "export", "--format", "csv", "-o", name]
    with log.open("ab") as out:
        subprocess.run(command, stdout=out, check=True, timeout=30, cwd=Path(__file__).parents[2])
    text = log.read_text()
    assert text.startswith("before\n")
    assert text.count("surrogate") == text.count("\ufffd") > 0


def test_a_name_that_ends_like_a_folder_is_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", "--format", "markdown", "-o", "md/"]) == 0
    assert [page.name for page in (tmp_path / "md").iterdir()] == ["harbour-plan.md"]
    assert run(["export", "--format", "csv", "-o", "csv/"]) == 1
    assert "name a file" in capsys.readouterr().err
    assert not (tmp_path / "csv").exists()


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("name", ["harbour.txt/below", "harbour.txt/", "x" * 300])
def test_what_can_be_no_file_is_refused_in_one_line(
    format: str, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run(["export", "--format", format, "-o", name]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
