"""Damage a library in many ways and try all that reads it on each copy.

    python -m tests.benchmarks.damage [COPIES [FIRST SEED]]

By default 200 copies are damaged: bits flipped, ends cut, pages zeroed, scribbled over or exchanged, a few with a
log; one in ten has a disk that fails instead, for which gcc has to be installed. For each, nothing may be renamed
or changed by reading, the check must find what SQLite finds, and a rescue must save at least what scans and
`sqlite3 .recover` do. Prints what is not so, and ends with an error if anything is not.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

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


if __name__ == "__main__":
    sys.exit(main())
