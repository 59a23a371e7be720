"""Files that are none, names that are none, and folders that are gone."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from reader.config.careful_files import (
    absolute,
    exists,
    files_in,
    is_file,
    is_folder,
    make_folder,
    read_given,
    read_regular,
)
from reader.config.palette import load_palette, load_palettes
from reader.config.settings import Settings, load, save
from reader.ingest import find_files, read_file
from reader.model.errors import IngestError, ReaderError, SettingsError

NAMES = ("a\0b", "x" * 300, "x/" * 3000 + "x", "\ud800", "none", "file/x", "loop", "loop/x")
"""Names that no file can have, or that lead nowhere."""


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder with one of each kind that is no file."""
    (tmp_path / "file").write_text("words")
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "device").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as listening:
        os.chdir(tmp_path)
        listening.bind("socket")
        yield tmp_path


@pytest.mark.parametrize("name", NAMES)
def test_looking_at_a_name_raises_nothing(folder: Path, name: str) -> None:
    path = folder / name
    assert (is_file(path), is_folder(path), exists(path), files_in(path, "")) == (False, False, name == "loop", [])
    with pytest.raises(OSError, match=r".") as caught:
        read_regular(path, 100)
    assert caught.value.strerror
    with suppress(OSError):
        make_folder(path)


@pytest.mark.parametrize("name", ["folder", "pipe", "socket", "device"])
def test_what_is_no_file_is_refused_at_once(folder: Path, name: str) -> None:
    path = folder / name
    for read in (read_regular, read_given):
        with pytest.raises(OSError, match=f"it is a {name}, not a file"):
            read(path, 100)
    with pytest.raises(IngestError, match=rf"{name}: it cannot be read \(it is a {name}, not a file\); name"):
        read_file(path)
    with pytest.raises(SettingsError, match=f"{name}: cannot be read .it is a {name}, not a file"):
        load(path)
    with pytest.raises(SettingsError, match=f"theme .*{name}: cannot be read .it is a {name}, not a file"):
        load_palette(path)
    # Nor does a folder with them in it keep anybody waiting.
    path.rename(path.with_name(f"{name}.toml"))
    assert len(load_palettes([folder])[1]) == 1
    path.with_name(f"{name}.toml").rename(path.with_name(f"{name}.txt"))
    assert [*find_files([folder])] == []


@pytest.mark.parametrize("name", NAMES)
def test_settings_themes_and_articles_of_such_names_are_errors_of_one_line(folder: Path, name: str) -> None:
    path = folder / name
    acts = (
        lambda: load_palette(path),
        lambda: [*find_files([path])],
        lambda: read_file(path),
        lambda: (
            save(path, Settings(measure=40)) if name not in ("none", "x/" * 3000 + "x") else load_palette(path)
        ),
    )
    for act in acts:
        with pytest.raises(ReaderError) as caught:
            act()
        assert "\n" not in str(caught.value)
    assert load_palettes([path]) == ({}, [])


def test_a_file_is_read_up_to_a_size(folder: Path) -> None:
    assert read_regular(folder / "file", 5) == b"words"
    with pytest.raises(OSError, match="it is larger than 0 kB"):
        read_regular(folder / "file", 4)


def test_an_empty_name_is_not_the_current_folder(folder: Path) -> None:
    with pytest.raises(OSError, match="an empty name is no file"):
        absolute("")
    with pytest.raises(IngestError, match=r"^'': it cannot be read .an empty name"):
        [*find_files([""])]
    assert absolute("~") == folder / "~"
    assert absolute("~", home=True) == Path.home()
    with pytest.raises(OSError, match="no user of that name"):
        absolute("~nobody-of-this-name/x", home=True)


def test_a_current_folder_that_is_gone(tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    os.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    with pytest.raises(OSError, match="the current folder is gone"):
        absolute("x")
    assert absolute("/x") == Path("/x")


def test_folders_are_made_however_many_are_missing(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*("a" * 1050))
    make_folder(deep, 0o700)
    assert is_folder(deep)
    make_folder(deep)
    for each in (deep, *deep.parents[:1049]):
        each.rmdir()
    with pytest.raises(OSError, match="too long"):
        make_folder(tmp_path.joinpath(*("a" * 3000)))
    assert [*tmp_path.iterdir()] == []
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match=r"."):
        make_folder(tmp_path / "file" / "x")


@pytest.mark.parametrize("name", ["/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"])
@pytest.mark.parametrize("kind", ["pipe", "socket", "file"])
def test_what_the_shell_opens_is_read(tmp_path: Path, name: str, kind: str) -> None:
    code = (
        "import sys; from pathlib import Path; from reader.ingest import read_file\n"
        f"print(read_file(Path({name!r}), given=True).text)"
    )
    one, other = socket.socketpair()
    (tmp_path / "a.txt").write_text("words")
    with one, other, (tmp_path / "a.txt").open() as file:
        other.sendall(b"words")
        other.shutdown(socket.SHUT_WR)
        source = {"pipe": subprocess.PIPE, "socket": one, "file": file}[kind]
        given = "words" if kind == "pipe" else None
        run = subprocess.Popen([sys.executable, "-c", code], stdin=source, stdout=subprocess.PIPE, text=True)
        assert run.communicate(given)[0] == "words\n"


@pytest.fixture(autouse=True)
def _same_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Go back afterwards."""
    monkeypatch.chdir(Path.cwd())
