"""A disk that fails to read: the library stays where it is, sound or not, and a rescue saves what can be read."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reader.store.rescue.library import rescue
from tests.store.damage import PAGE, counts, make_library

SOURCE = Path(__file__).with_name("failing_disk.c")
TRY = """
import contextlib, io, json, sys
from pathlib import Path
from reader.cli.main import run
from reader.config.paths import library_path
from reader.model.errors import StoreError
from reader.store import Store
commands = [["list"], ["notes"], ["export", "--format", "csv"], ["check"]]
commands += [["backup", sys.argv[1] + ".backup"], ["rescue", sys.argv[1] + ".rescued"]]
said = {}
for command in commands:
    with contextlib.redirect_stderr(io.StringIO()) as errors:
        with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO())):
            status = run(command)
    said[command[0]] = status, errors.getvalue()
try:
    with Store.open(library_path(), replace_damaged=True) as store:
        said["open"] = int(store.read_only), store.notice or ""
except StoreError as error:
    said["open"] = 1, str(error)
print(json.dumps(said))
"""


@pytest.fixture(scope="module")
def preloaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library for the loader whose reads fail."""
    if not shutil.which("gcc"):
        pytest.skip("gcc is not installed, so no disk can be made to fail")
    made = tmp_path_factory.mktemp("preloaded") / "failing_disk.so"
    subprocess.run(["gcc", "-shared", "-fPIC", "-o", str(made), str(SOURCE), "-ldl"], check=True)
    return made


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    library = tmp_path_factory.mktemp("sound") / "library.sqlite3"
    make_library(library)
    return library


def try_all(library: Path, preloaded: Path, pages: str, times: int = 0) -> dict[str, tuple[int, str]]:
    """Run every reading command and open the library while reads of some pages fail."""
    failing = {"LD_PRELOAD": str(preloaded), "FAILING_FILE": library.name, "FAILING_PAGES": pages}
    failing |= {"FAILING_TIMES": str(times)} if times else {}
    environment = os.environ | failing | {"READER_DATA": str(library.parent)}
    out = library.parent.parent / library.parent.name
    ran = subprocess.run(
        [sys.executable, "-c", TRY, str(out)], capture_output=True, text=True, check=False, env=environment
    )
    assert ran.returncode == 0, ran.stderr
    found: dict[str, tuple[int, str]] = json.loads(ran.stdout)
    return found


def check_failing(folder: Path, sound: Path, preloaded: Path, pages: str, times: int = 0) -> None:
    """Find that nothing is renamed, and that all is saved that is on other pages."""
    folder.mkdir()
    library = folder / "library.sqlite3"
    shutil.copy(sound, library)
    before = library.read_bytes()
    said = try_all(library, preloaded, pages, times)
    assert {file.name for file in folder.iterdir()} - {f"{library.name}-wal", f"{library.name}-shm"} == {
        library.name
    }
    assert library.read_bytes() == before
    if not times:
        assert said["check"][0] == 1
        assert "the disk failed" in said["check"][1]
        # Pages that an opening does not read may fail later.
        assert not said["open"][1] or "the disk failed" in said["open"][1]
    assert "damaged" not in said["open"][1] or "read-only" in said["open"][1], said["open"]
    assert said["rescue"][0] == 0, said["rescue"]
    if not times:
        zeroed = bytearray(before)
        for page in map(int, pages.split(",")):
            zeroed[(page - 1) * PAGE : page * PAGE] = bytes(PAGE)
        other = folder.parent / "zeroed"
        other.write_bytes(zeroed)
        rescue(other, folder.parent / "other")
        assert counts(folder.parent / f"{folder.name}.rescued") == counts(folder.parent / "other")


@pytest.mark.parametrize("pages", ["1", "9,10,11"])
def test_a_disk_that_fails_renames_nothing(tmp_path: Path, sound: Path, preloaded: Path, pages: str) -> None:
    check_failing(tmp_path / "data", sound, preloaded, pages)


def test_a_disk_that_failed_once_leaves_a_sound_library(tmp_path: Path, sound: Path, preloaded: Path) -> None:
    folder = tmp_path / "data"
    check_failing(folder, sound, preloaded, ",".join(map(str, range(1, 50))), times=1)
    assert counts(tmp_path / "data.rescued") == counts(sound)
