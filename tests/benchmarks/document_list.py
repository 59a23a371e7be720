"""Measure what a long document list costs: CPU of a key in one of 100,000 documents, against one of 100.

    python -m tests.benchmarks.document_list [ROUNDS]

All documents have statements, and some of them are checked. Both lists run in one process through Textual's pilot,
in turns, so that a busy machine slows both alike; the ratio of the medians is what counts, and may be 1.3.
"""

from __future__ import annotations

import asyncio
import sqlite3
import statistics
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from reader.store import Store
from tests.tui.main_app import Desk, harbour

FEW, MANY = 100, 100_000
KEYS = {"j": ("j",) * 20, "space": ("space",) * 5, "end": ("G", "g"), "open": ("enter", "1")}


def main() -> int:
    """Print a table of the medians and their ratios."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    with tempfile.TemporaryDirectory() as folder:
        measured = asyncio.run(measure(Path(folder), rounds))
    print(f"| keys | {FEW:,}, ms | {MANY:,}, ms | ratio |\n| --- | --- | --- | --- |")
    for name, (few, many) in measured.items():
        one, other = statistics.median(few), statistics.median(many)
        print(f"| {name} | {one:.2f} | {other:.2f} | {other / one:.2f} |")
    return 0


async def measure(folder: Path, rounds: int) -> dict[str, tuple[list[float], list[float]]]:
    """Milliseconds of CPU of each set of keys in both lists, round by round."""
    for count in (FEW, MANY):
        fill(folder / f"{count}.sqlite3", count)
    found: dict[str, tuple[list[float], list[float]]] = {name: ([], []) for name in KEYS}
    for number in range(rounds):
        for count in (FEW, MANY) if number % 2 else (MANY, FEW):
            for name, spent in (await one_round(folder, count)).items():
                found[name][count == MANY].append(spent)
    return found


async def one_round(folder: Path, count: int) -> dict[str, float]:
    """Milliseconds of CPU of each set of keys in one start of the program."""
    spent: dict[str, float] = {}
    with Store.open(folder / f"{count}.sqlite3") as store:
        desk = Desk(folder, store=store, analyses={})
        async with desk.app.run_test(size=(120, 36)) as pilot:
            await pilot.pause()
            for name, keys in KEYS.items():
                begin = time.process_time()
                await pilot.press(*keys)
                spent[name] = (time.process_time() - begin) * 1000 / len(keys)
    return spent


def fill(path: Path, count: int) -> None:
    """Write a library of so many documents, most of them rows alone, with statements of which some are checked."""
    with Store.open(path) as store:
        store.add(harbour())
    with closing(sqlite3.connect(path)) as connection, connection:
        columns = "title, outlet, authors, published, url, path, added, removed, place, read, starred, opened"
        keys = (
            "version_id, words, quotations, bookmarks, title_key, outlet_key, published_key, statements, checked"
        )
        connection.execute(
            f"WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {count - 1})"
            f" INSERT INTO documents ({columns}, {keys}) SELECT 'Document ' || n, outlet, authors, published,"
            " NULL, NULL, '2001-01-01', NULL, 0, 1, 0, '', version_id, words, 3, 0, title_key || n, outlet_key,"
            " published_key, 18, n % 19 FROM documents, numbers WHERE id = 1"
        )


if __name__ == "__main__":
    sys.exit(main())
