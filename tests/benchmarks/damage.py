"""Damage a library in many ways and try all that reads it on each copy.

    python -m tests.benchmarks.damage [COPIES [FIRST SEED]]

By default 200 copies are damaged: bits flipped, ends cut, pages zeroed, scribbled over or exchanged, a few with a
log; one in ten has a disk that fails instead, for which gcc has to be installed. For each, nothing may be renamed
or changed by reading, the check must find what SQLite finds, and a rescue must save at least what scans and
`sqlite3 .recover` do. Then each cell of each table is given some values of any type, and every command that reads
has to show the other rows. Prints what is not so, and ends with an error if anything is not.
"""

from __future__ import annotations

import contextlib
import io
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import cast

from reader.analysis.client import AnalysisClient
from reader.cli.main import run
from tests.cli.test_damaged_rows import COMMANDS, missing, not_analysed
from tests.store import damaged_cells
from tests.store.damage import PAGE, damage, examine, make_library
from tests.store.test_failing_disk import SOURCE, check_failing


def main() -> int:
    """Damage the copies one after another."""
    copies = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    wrong, begin = 0, time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        library = folder / "sound" / "library.sqlite3"
        make_library(library)
        preloaded = _preloaded(folder)
        for seed in range(first, first + copies):
            found = _try(library, folder, seed, preloaded)
            wrong += bool(found)
            for line in found:
                print(f"{seed}: {line}")
        wrong += _try_cells(folder)
    print(f"{copies} copies, {wrong} of them not as they should be, {time.monotonic() - begin:.0f} s")
    return 1 if wrong else 0


def _preloaded(folder: Path) -> Path | None:
    if not shutil.which("gcc"):
        print("gcc is not installed: no disk is made to fail")
        return None
    made = folder / "failing_disk.so"
    subprocess.run(["gcc", "-shared", "-fPIC", "-o", str(made), str(SOURCE), "-ldl"], check=True)
    return made


def _try(library: Path, folder: Path, seed: int, preloaded: Path | None) -> list[str]:
    apart = folder / str(seed)
    apart.mkdir()
    try:
        if seed % 10 == 9 and preloaded is not None:
            chance = random.Random(seed)
            last = library.stat().st_size // PAGE
            pages = sorted(chance.sample(range(1, last + 1), chance.choice((1, 3, 20))))
            check_failing(apart / "data", library, preloaded, ",".join(map(str, pages)), seed // 10 % 2)
            return []
        path, kind = damage(library, apart / "data", seed)
        return [f"{kind}: {line}" for line in examine(path)]
    except AssertionError as error:
        return [f"a failing disk: {error}"]
    finally:
        shutil.rmtree(apart)


def _try_cells(folder: Path) -> int:
    """Damage one cell after another; return how many of the damages cost another row, or end with a traceback."""
    os.environ |= {"READER_DATA": str(folder / "data"), "READER_CONFIG": str(folder / "config")}
    AnalysisClient.analyse = not_analysed  # type: ignore[method-assign] # no analysis process is started
    damaged_cells.make_library(folder / "cells.sqlite3")
    (folder / "data").mkdir()
    wrong = 0
    for table, column, value in damaged_cells.damages(folder / "cells.sqlite3"):
        shutil.copy(folder / "cells.sqlite3", folder / "data" / "library.sqlite3")
        if damaged_cells.damage(folder / "data" / "library.sqlite3", table, column, value):
            lost = missing({" ".join(command): _said(command) for command in COMMANDS})
            wrong += bool(lost)
            for line in lost:
                print(f"{table}.{column} {str(value[1])[:40]!r}: {line}")
    return wrong


def _said(command: list[str]) -> str:
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="backslashreplace", write_through=True)
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        try:
            run(command)
        except Exception as error:
            return repr(error)
    return bytes(cast(io.BytesIO, out.buffer).getvalue()).decode()


if __name__ == "__main__":
    sys.exit(main())
