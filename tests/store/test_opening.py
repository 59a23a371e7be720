"""Opening files that are new, newer, damaged, foreign or read-only."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.model.errors import StoreDamagedError, StoreError, StoreReadOnlyError
from reader.store import Store
from reader.store.check import check_library
from reader.store.opening import open_to_read
from reader.store.rescue.library import rescue
from reader.store.schema import APPLICATION_ID, CURRENT
from reader.store.sqlite import Database
from tests.store.conftest import FakeClock
from tests.store.make_library_v1 import FIXTURE
from tests.store.samples import article


def _filled(path: Path) -> None:
    with Store.open(path) as store:
        for number in range(40):
            added = store.add(article(f"text {number} " * 60, path=f"/{number}"))
            store.bookmarks.add(added.document.id, added.version.id, 1, "ext")


def _pragma(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA {statement}")
    connection.commit()
    connection.close()


def test_folder_and_file_are_created(library: Path) -> None:
    with Store.open(library) as store:
        assert (store.read_only, store.notice, store.documents.count(), store.check()) == (False, None, 0, [])
        db = store._db
        assert db.integer("PRAGMA application_id") == APPLICATION_ID
        assert db.integer("PRAGMA user_version") == CURRENT
        assert db.integer("PRAGMA foreign_keys") == 1
        assert db.one("PRAGMA journal_mode") == ("wal",)
    assert library.parent.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("kind", ["a pipe", "a device", "a folder"])
def test_what_is_no_file_is_not_waited_for(library: Path, tmp_path: Path, kind: str) -> None:
    library.parent.mkdir(exist_ok=True)
    if kind == "a pipe":
        os.mkfifo(library)
    elif kind == "a device":
        library.symlink_to("/dev/zero")
    else:
        library.mkdir()
    acts = (
        lambda: Store.open(library),
        lambda: open_to_read(library),
        lambda: check_library(library),
        lambda: rescue(library, tmp_path / "new.sqlite3"),
    )
    for act in acts:
        with pytest.raises(StoreError, match=f"it is {kind}, not a library"):
            act()


def test_a_file_in_place_of_the_folder_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be created"):
        Store.open(tmp_path / "file" / "library.sqlite3")
    with pytest.raises(StoreError, match="it is a folder"):
        Store.open(tmp_path)


def test_a_newer_file_opens_read_only(library: Path) -> None:
    _filled(library)
    _pragma(library, f"user_version = {CURRENT + 1}")
    before = library.read_bytes()
    with Store.open(library) as store:
        assert store.read_only
        assert store.notice is not None
        assert "newer reader" in store.notice
        assert store.documents.count() == 40
        assert store.check() == []
        with pytest.raises(StoreReadOnlyError, match="newer reader"):
            store.documents.set_read(1, True)
        with pytest.raises(StoreError, match="cannot be written"):
            store._db.run("DELETE FROM bookmarks")
    assert library.read_bytes() == before


def test_another_programs_database_is_not_touched(library: Path) -> None:
    library.parent.mkdir()
    for statement in ("application_id = 7", "application_id = 0"):
        connection = sqlite3.connect(library)
        connection.execute("CREATE TABLE IF NOT EXISTS theirs (a)")
        connection.close()
        _pragma(library, statement)
        before = library.read_bytes()
        with pytest.raises(StoreError, match="a database of another program"):
            Store.open(library)
        assert library.read_bytes() == before


def _garbage(path: Path) -> None:
    path.write_bytes(b"this is no database\n" * 500)


def _cut_short(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def _first_page_overwritten(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:100] + b"\xff" * 3996 + path.read_bytes()[4096:])


@pytest.mark.parametrize("damage", [_garbage, _cut_short, _first_page_overwritten])
def test_a_damaged_file_is_renamed_and_a_new_one_created(library: Path, clock: FakeClock, damage) -> None:  # type: ignore[no-untyped-def] # one of the three above
    _filled(library)
    damage(library)
    broken = library.read_bytes()
    with Store.open(library, clock, replace_damaged=True) as store:
        assert store.notice is not None
        assert "library.sqlite3.damaged-20260501T120000Z" in store.notice
        assert "\n" not in store.notice
        assert (store.read_only, store.documents.count(), store.check()) == (False, 0, [])
        store.add(article())
    aside = library.with_name("library.sqlite3.damaged-20260501T120000Z")
    assert aside.read_bytes() == broken
    damage(library)
    with Store.open(library, clock, replace_damaged=True) as store:
        assert store.notice is not None
    assert aside.read_bytes() == broken
    assert aside.with_name(aside.name + "-2").exists()


def test_damage_found_later_is_reported_in_one_line(library: Path) -> None:
    _filled(library)
    whole = bytearray(library.read_bytes())
    page = whole.index(b"text 20 text 20") // 4096 * 4096
    whole[page : page + 4096] = b"\xaa" * 4096
    library.write_bytes(bytes(whole))
    with Store.open(library) as store:
        assert store.notice is None
        problems = store.check()
        assert problems
        assert not [line for line in problems if "\n" in line]
        with pytest.raises(StoreDamagedError, match="reader check"):
            list(map(store.versions.newest, range(1, 41)))


def test_a_locked_library_is_reported(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.store.sqlite.BUSY_SECONDS", 0.01)
    with Store.open(library) as store, Store.open(library) as other:
        id = store.add(article()).document.id
        with other._db.transaction(), pytest.raises(StoreError, match="has locked the library; try again"):
            store.documents.set_read(id, True)
        assert not store.documents.row(id).reading.read
        store.documents.set_read(id, True)


def test_database_errors_are_one_line() -> None:
    db = Database.in_memory("the library")
    with pytest.raises(StoreError, match=r"^the library: [^\n]* no such table: absent$"):
        db.all("SELECT * FROM absent")
    with pytest.raises(StoreError, match="too large"):
        db.all("SELECT ?", (2**70,))


READ = """
import json, os, sys
from pathlib import Path
from reader.model.errors import StoreError
from reader.store import Store
if os.geteuid() == 0:
    os.setuid(65534)  # permissions do not bind root; all modules are loaded by now
try:
    store = Store.open(Path(sys.argv[1]))
    found = {"read_only": store.read_only, "notice": store.notice}
    found |= {"count": store.documents.count(), "words": store.documents.row(1).words}
except StoreError as error:
    found = {"error": str(error)}
print(json.dumps(found))
"""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that a person without rights may reach, which pytest's own are not."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def _as_nobody(path: Path) -> dict[str, object]:
    """What a process finds that permissions bind, as they do not bind root."""
    ran = subprocess.run([sys.executable, "-c", READ, str(path)], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    found: dict[str, object] = json.loads(ran.stdout)
    return found


@pytest.mark.parametrize("mode", [0o555, 0o755])
@pytest.mark.parametrize("stored", [None, FIXTURE], ids=["current", "old"])
def test_a_read_only_file_can_be_read(open_folder: Path, mode: int, stored: Path | None) -> None:
    library = open_folder / "library.sqlite3"
    if stored:
        shutil.copy(stored, library)
    else:
        _filled(library)
    library.chmod(0o444)
    open_folder.chmod(mode)
    found = _as_nobody(library)
    assert found["read_only"], found
    assert "opened read-only" in str(found["notice"])
    assert found["count"] == (2 if stored else 40)
    assert found["words"] == (9 if stored else 120)


def test_a_read_only_folder_is_reported(open_folder: Path) -> None:
    open_folder.chmod(0o555)
    found = _as_nobody(open_folder / "library.sqlite3")
    assert "cannot be opened" in str(found["error"])
    found = _as_nobody(open_folder / "deeper" / "library.sqlite3")
    assert "cannot be created" in str(found["error"])


def test_the_store_costs_little_to_import() -> None:
    code = "import sys, reader.store; print(' '.join(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"textual", "rich", "spacy", "platformdirs", "uuid", "asyncio", "logging", "http", "tomllib"}
    assert not heavy & set(ran.stdout.split())


def test_a_file_in_the_place_of_the_folder_is_no_empty_library(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.write_text("not a folder")
    for opened in (Store.read, Store.open):
        with pytest.raises(StoreError, match="Not a directory"):
            opened(folder / "library.sqlite3")
