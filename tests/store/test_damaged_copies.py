"""Damaged copies of a library: reading leaves them alone, the check finds the damage, a rescue saves the rest."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reader.model.errors import StoreError
from reader.store import Store
from reader.store.check import check_library
from reader.store.opening import TABLES
from reader.store.rescue.library import rescue
from tests.store.damage import PAGE, damage, examine, make_library
from tests.store.make_library_v1 import FIXTURE

SEEDS = range(24)
"""Each kind of damage, with a log and without; tests/benchmarks tries more."""


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    library = tmp_path_factory.mktemp("sound") / "library.sqlite3"
    make_library(library)
    return library


@pytest.mark.parametrize("seed", SEEDS)
def test_a_damaged_copy(tmp_path: Path, sound: Path, seed: int) -> None:
    path, kind = damage(sound, tmp_path / "data", seed)
    assert examine(path) == [], kind


def rows(path: Path) -> dict[str, list[object]]:
    with closing(sqlite3.connect(path)) as connection:
        return {table: sorted(connection.execute(f"SELECT * FROM {table}"), key=repr) for table in TABLES}


@pytest.mark.parametrize("stored", [None, *sorted(FIXTURE.parent.glob("library-v?.sqlite3"))], ids=str)
def test_a_sound_library_is_saved_row_by_row(tmp_path: Path, sound: Path, stored: Path | None) -> None:
    old = tmp_path / "old.sqlite3"
    shutil.copy(stored or sound, old)
    before = old.read_bytes()
    done = rescue(old, tmp_path / "new.sqlite3")
    assert old.read_bytes() == before
    assert done.problems == ()
    assert not [tally for tally in done.tallies.values() if tally.in_part or tally.lost or tally.aside]
    with Store.open(old) as store:
        assert store.check() == []
    assert rows(tmp_path / "new.sqlite3") == rows(old)
    assert (tmp_path / "new.sqlite3").stat().st_mode & 0o777 == 0o600


def test_without_the_schema_the_rows_are_told_apart(tmp_path: Path, sound: Path) -> None:
    damaged = tmp_path / "library.sqlite3"
    data = bytearray(sound.read_bytes())
    with closing(sqlite3.connect(sound)) as connection:
        roots = [root for (root,) in connection.execute("SELECT rootpage FROM sqlite_master WHERE rootpage > 0")]
    for page in (1, 2, 3):
        data[(page - 1) * PAGE : page * PAGE] = bytes(PAGE)
    damaged.write_bytes(data)
    assert set(roots) & {2, 3}
    done = rescue(damaged, tmp_path / "new.sqlite3")
    assert done.problems == ()
    for table in ("versions", "annotations", "drafts", "corrections", "aliases", "bookmarks"):
        assert done.tallies[table].saved, table


def test_what_is_not_there_is_not_rescued(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no library"):
        rescue(tmp_path / "library.sqlite3", tmp_path / "new.sqlite3")
    (tmp_path / "library.sqlite3").write_bytes(b"no library\n" * 900)
    with pytest.raises(StoreError, match="no row of a library"):
        rescue(tmp_path / "library.sqlite3", tmp_path / "new.sqlite3")
    with pytest.raises(StoreError, match="there is no library"):
        check_library(tmp_path / "absent.sqlite3")
    assert [file.name for file in tmp_path.iterdir()] == ["library.sqlite3"]
    (tmp_path / "new.sqlite3").write_bytes(b"")
    with pytest.raises(StoreError, match="exists already"):
        rescue(tmp_path / "library.sqlite3", tmp_path / "new.sqlite3")
