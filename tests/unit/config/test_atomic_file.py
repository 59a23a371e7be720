"""Files written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.config.atomic_file import rename_to_new, write_atomically


def test_folders_are_made_and_nothing_else_is_left(tmp_path: Path) -> None:
    target = tmp_path / "a" / "b" / "file"
    write_atomically(target, "één\n")
    assert target.read_bytes() == "één\n".encode()
    assert [path.name for path in target.parent.iterdir()] == ["file"]


def test_a_failed_write_leaves_the_file_unchanged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "file"
    write_atomically(target, "before")
    with pytest.raises(UnicodeEncodeError):
        write_atomically(target, "\ud800")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_atomically(target, "after")
    assert target.read_text() == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_links_and_permissions_are_kept(tmp_path: Path) -> None:
    kept = tmp_path / "dotfiles" / "file"
    kept.parent.mkdir()
    kept.write_text("before")
    kept.chmod(0o600)
    link = tmp_path / "file"
    link.symlink_to(kept)
    write_atomically(link, "after")
    assert link.is_symlink()
    assert kept.read_text() == "after"
    assert kept.stat().st_mode & 0o777 == 0o600


def test_nobody_sees_a_partial_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "file"
    write_atomically(target, "before")
    seen: list[str] = []
    sync = os.fsync

    def look(handle: int) -> None:
        seen.append(target.read_text())
        sync(handle)

    monkeypatch.setattr(os, "fsync", look)
    write_atomically(target, "after")
    assert seen == ["before", "after"]


def test_parts_are_written_one_by_one_and_none_if_one_fails(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    write_atomically(target, (part for part in ("één\n", "twee\n")))
    assert target.read_text(encoding="utf-8") == "één\ntwee\n"

    def failing() -> Iterator[str]:
        yield "drie\n"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_atomically(target, failing())
    assert target.read_text(encoding="utf-8") == "één\ntwee\n"
    assert [*tmp_path.iterdir()] == [target]


@pytest.mark.parametrize("has_links", [True, False])
def test_a_new_name_is_never_taken_from_another_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_links: bool
) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise OSError(1, "Operation not permitted")

    if not has_links:
        monkeypatch.setattr(os, "link", no_links)
    unfinished, target = tmp_path / "part", tmp_path / "target"
    unfinished.write_text("new")
    target.write_text("precious")
    with pytest.raises(FileExistsError):
        rename_to_new(unfinished, target)
    assert (unfinished.read_text(), target.read_text()) == ("new", "precious")
    target.unlink()
    target.symlink_to(tmp_path / "nowhere")
    with pytest.raises(FileExistsError):
        rename_to_new(unfinished, target)
    target.unlink()
    rename_to_new(unfinished, target)
    assert [file.name for file in tmp_path.iterdir()] == ["target"]
    assert target.read_text() == "new"
