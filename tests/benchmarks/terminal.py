"""Measure the program in a terminal against what Textual itself costs, and print a table of ratios.

    python -m tests.benchmarks.terminal [RUNS]

It runs the shared harness (../shared/tools/ptybench.py) in pairs, two programs in turns, and prints each figure
beside its budget. Times on a shared machine are good for ratios only.
"""

from __future__ import annotations

import asyncio
import json
import shlex
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from reader.analysis.protocol import DEFAULT_MODEL, engine
from reader.ingest import read_file
from reader.model.analysis import Analysis
from reader.store import Store
from tests.analysed import analyses_of
from tests.shared_files import SHARED

Case = dict[str, object]

TOOLS = SHARED / "tools"
SIZES = ((40, 120), (24, 80))
STEPS = 30
MANY, FEW = 100_000, 100


class Figure(NamedTuple):
    """One figure of a pair, and the most that it may be as a ratio."""

    key: str
    name: str
    budget: float


CONTENT = Figure("start.content_ms", "first content, ms", 0.30)
START = (Figure("start.cpu_s", "CPU to first quiet, s", 1.20),)
STEP = (
    Figure("start.bytes", "bytes to first quiet", 0.40),
    Figure("start.pss_kb", "PSS after the start, kB", 1.15),
    Figure("scripts.j.bytes.p50", "bytes a j", 0.35),
    Figure("scripts.j.cpu_ms.p50", "CPU a j, ms", 0.80),
    Figure("scripts.j.last_ms.p50", "latency of a j, ms, p50", 0.80),
    Figure("exit.exit_ms", "quit, ms", 0.35),
)
LONG = (Figure("start.content_ms", "first content, ms", 1.2), Figure("scripts.j.cpu_ms.p50", "CPU a j, ms", 1.1))
PAIRS: tuple[tuple[str, str, tuple[Figure, ...]], ...] = (
    ("reader-short", "one_static", (CONTENT,)),
    ("reader-first", "one_static", START),
    ("reader-long", "three-5", STEP),
    (
        "reader-zen",
        "less",
        (
            Figure("scripts.j.bytes.p50", "bytes a j at full width", 3.0),
            Figure("scripts.page.bytes.p50", "bytes a page at full width", 1.2),
        ),
    ),
    ("reader-first-big", "reader-first", LONG),
    ("reader-many", "reader-few", LONG),
)
"""Ours, the other, and what is asked of the ratio. "first" starts without an early picture."""


def main() -> int:
    """Make the texts and the library, run the pairs, print the table."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 6
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        subprocess.run([sys.executable, TOOLS / "term_texts.py", room], check=True, stdout=subprocess.DEVNULL)
        spec = room / "spec.json"
        spec.write_text(json.dumps(cases(room)))
        print(
            "| what | size | reader | other | ratio | 95 % | budget |\n| --- | --- | --- | --- | --- | --- | --- |"
        )
        for rows, columns in SIZES:
            for ours, floor, figures in PAIRS:
                for line in measured(spec, ours, floor, figures, (rows, columns), runs):
                    print(line, flush=True)
    return 0


def cases(room: Path) -> dict[str, Case]:
    """The programs to measure, by name."""
    python, floors = shlex.quote(sys.executable), TOOLS / "floors"
    found = {
        "one_static": case(f"{python} {floors}/one_static.py {room}/article.txt", {}),
        "three-5": case(f"{python} {floors}/three_panes.py {room}/long.txt", {"STYLES": "5"}),
        "less": case(f"less {room}/long.txt", {}, page="Space"),
    }
    for name, text, early in (
        ("reader-short", "article.txt", True),
        ("reader-first", "article.txt", False),
        ("reader-first-big", "big.txt", False),
        ("reader-long", "long.txt", True),
        ("reader-zen", "long.txt", True),
    ):
        found[name] = ours(room / name, early=early)
        fill_library(room / name, room / text, analysed=early)
    for name, count in (("reader-many", MANY), ("reader-few", FEW)):
        found[name] = ours(room / name, early=False)
        fill_shelves(room / name, room / "article.txt", count)
    found["reader-zen"]["scripts"] = {"zen": "z", **scripts("Space")}
    for name in ("reader-many", "reader-few"):
        found[name]["scripts"] = {"list": "1", "j": f"j*{STEPS}", "article": "2", "top": "g"}
    return found


def ours(home: Path, *, early: bool) -> Case:
    """The program on a library of its own; a folder is in the way of an early picture not to be."""
    (home if early else home / "last-view.json").mkdir(parents=True)
    env = {"READER_DATA": str(home), "READER_CONFIG": str(home), "HOME": str(home)}
    return case(f"{shlex.quote(sys.executable)} -m reader", env)


def fill_shelves(home: Path, path: Path, count: int) -> None:
    """A library of so many documents, one of them analysed and opened before; the others are rows alone."""
    fill_library(home, path)
    with closing(sqlite3.connect(home / "library.sqlite3")) as connection, connection:
        columns = "title, outlet, authors, published, url, path, added, removed, place, read, starred, opened"
        keys = "version_id, words, quotations, bookmarks, title_key, outlet_key, published_key"
        connection.execute(
            f"WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {count - 1})"
            f" INSERT INTO documents ({columns}, {keys}) SELECT 'Document ' || n, outlet, authors, published,"
            " NULL, NULL, '2001-01-01', NULL, 0, 1, 0, '', version_id, words, 0, 0, title_key || n, outlet_key,"
            " published_key FROM documents, numbers WHERE id = 1"
        )


def case(command: str, env: Mapping[str, str], page: str = "Space") -> Case:
    """One program as the harness wants it: ready when it shows the first words of the article.

    It is left at the top, where a program that keeps its place opens the next time.
    """
    return {"cmd": command, "env": env, "ready": "The old", "scripts": scripts(page), "quit": ["q", "q"]}


def scripts(page: str) -> dict[str, str]:
    """Rows, a key held, pages, and back to the top."""
    return {"wait": "wait:800", "j": f"j*{STEPS}", "held": "hold:45@30:j", "page": f"{page}*8", "top": "g"}


def fill_library(home: Path, path: Path, *, analysed: bool = False) -> None:
    """A library with one article, opened before; its analysis is the real one, or has found nothing."""
    article = read_file(path)
    analysis = Analysis(engine(DEFAULT_MODEL), (), (), (), ())
    if analysed:
        (analysis,) = asyncio.run(analyses_of([article], home / "analysis.log"))
    with Store.open(home / "library.sqlite3") as store:
        document_id = store.add(article).document.id
        store.save_analysis(store.newest_version(document_id).sha256, analysis)
        store.mark_opened(document_id)


def measured(
    spec: Path, ours: str, floor: str, figures: Sequence[Figure], size: tuple[int, int], runs: int
) -> Iterator[str]:
    """The rows of the table for one pair."""
    command = [sys.executable, str(TOOLS / "ptybench.py"), "pairs", "--spec", str(spec), ours, floor]
    rows, columns = size
    options = ["--rows", str(rows), "--cols", str(columns), "--runs", str(runs), "--warmup", "1"]
    ended = subprocess.run([*command, *options], check=True, capture_output=True, text=True)
    answer = json.loads(ended.stdout)
    for error in answer["errors"]:
        yield f"| error: {error} | {rows}×{columns} | | | | | |"
    for key, name, budget in figures:
        if value := answer["metrics"].get(key):
            low, high = value["ci95"]
            numbers = f"{value['A_med']:g} | {value['B_med']:g} | {value['ratio_med']:.2f} | {low:.2f}–{high:.2f}"
            yield f"| {name}, {ours} against {floor} | {rows}×{columns} | {numbers} | ≤ {budget:g} |"


if __name__ == "__main__":
    sys.exit(main())
