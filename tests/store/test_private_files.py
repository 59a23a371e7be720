"""What the program writes is its owner's alone, also what an earlier one left open."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from reader.config.settings import Settings, save
from reader.store import Store
from tests.store.samples import article


def modes(folder: Path) -> dict[str, int]:
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir() if path.is_file()}


@pytest.fixture(autouse=True)
def _usual_umask() -> object:
    before = os.umask(0o022)
    yield
    os.umask(before)


def test_new_files_and_folders(tmp_path: Path) -> None:
    library = tmp_path / "deep" / "deeper" / "library.sqlite3"
    with Store.open(library) as store:
        store.add(article())
        assert set(modes(library.parent).values()) == {0o600}
        store.backup(library.with_name("backup.sqlite3"))
    save(tmp_path / "config" / "settings.toml", Settings(theme="paper"))
    assert set(modes(library.parent).values()) == {0o600}
    assert modes(tmp_path / "config") == {"settings.toml": 0o600}
    for folder in (library.parent, library.parent.parent, tmp_path / "config"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.parametrize("way", [Store.open, Store.read])
def test_files_that_others_could_read(tmp_path: Path, way) -> None:  # type: ignore[no-untyped-def] # either of two
    library = tmp_path / "library.sqlite3"
    tmp_path.chmod(0o755)
    store = Store.open(library)
    store.add(article())
    others = ("analysis.log", "terminal.log", "last-view.json", "library.sqlite3.before-4-from-3", "own.txt")
    for name in others:
        (tmp_path / name).touch()
    for path in tmp_path.iterdir():
        path.chmod(0o644)
    with way(library):
        found = modes(tmp_path)
        assert found.pop("own.txt") == 0o644, "what is not ours is left alone"
        assert set(found.values()) == {0o600}
        assert {"library.sqlite3", "library.sqlite3-wal", "library.sqlite3-shm"} <= found.keys()
    store.close()
    (tmp_path / "settings.toml").write_text("# mine\n")
    save(tmp_path / "settings.toml", Settings(theme="paper"))
    assert modes(tmp_path)["settings.toml"] == 0o600
