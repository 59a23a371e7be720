"""Measure the program in a terminal against what Textual itself costs, and print a table of ratios.

    python -m tests.benchmarks.terminal [RUNS]

It runs the shared harness (../shared/tools/ptybench.py) in pairs, the two programs in turns: first content of an
article in the library against floors/one_static.py; bytes, CPU and latency of a `j`, and PSS, against
floors/three_panes.py. Times on a shared machine are good for ratios only.
"""

from __future__ import annotations

import asyncio
import json
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from reader.ingest import read_file
from reader.store import Store
from tests.analysed import analyses_of
from tests.shared_files import SHARED

Case = dict[str, object]

TOOLS = SHARED / "tools"
SIZES = ((40, 120), (24, 80))
PAIRS = (("reader-short", "one_static"), ("reader-long", "three-1"), ("reader-long", "three-5"))
STEPS = 30
METRICS = {
    "start.content_ms": "first content, ms",
    "start.cpu_s": "CPU to first quiet, s",
    "start.bytes": "bytes to first quiet",
    "start.pss_kb": "PSS after the start, kB",
    "scripts.j.bytes.p50": "bytes a j",
    "scripts.j.cpu_ms.p50": "CPU a j, ms",
    "scripts.j.first_ms.p50": "latency of a j, ms, p50",
    "scripts.j.first_ms.p95": "latency of a j, ms, p95",
    "exit.exit_ms": "quit, ms",
}


def main() -> int:
    """Make the texts and the library, run the pairs, print the table."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 6
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        subprocess.run([sys.executable, TOOLS / "term_texts.py", room], check=True, stdout=subprocess.DEVNULL)
        spec = room / "spec.json"
        spec.write_text(json.dumps(cases(room)))
        print("| what | size | reader | floor | ratio | 95 % |\n| --- | --- | --- | --- | --- | --- |")
        for rows, columns in SIZES:
            for ours, floor in PAIRS:
                for line in measured(spec, ours, floor, rows, columns, runs):
                    print(line, flush=True)
    return 0


def cases(room: Path) -> dict[str, Case]:
    """The programs to measure, by name."""
    python, floors = shlex.quote(sys.executable), TOOLS / "floors"
    found = {"one_static": case(f"{python} {floors}/one_static.py {room}/article.txt", {})}
    for name, text in (("reader-short", "article.txt"), ("reader-long", "long.txt")):
        home = room / name
        fill_library(home, room / text)
        env = {"READER_DATA": str(home), "READER_CONFIG": str(home), "HOME": str(home)}
        found[name] = case(f"{python} -m reader", env)
    for styles in (1, 5):
        command = f"{python} {floors}/three_panes.py {room}/long.txt"
        found[f"three-{styles}"] = case(command, {"STYLES": str(styles)})
    return found


def case(command: str, env: Mapping[str, str]) -> Case:
    """One program as the harness wants it: ready when it shows the first words of the article.

    It is left at the top, where a program that keeps its place opens the next time.
    """
    scripts = {"j": f"j*{STEPS}", "top": "g"}
    return {"cmd": command, "env": env, "ready": "The old", "scripts": scripts, "quit": ["q"]}


def fill_library(home: Path, path: Path) -> None:
    """A library with one analysed article, opened before."""
    home.mkdir()
    article = read_file(path)
    (analysis,) = asyncio.run(analyses_of([article], home / "analysis.log"))
    with Store.open(home / "library.sqlite3") as store:
        document_id = store.add(article).document.id
        store.save_analysis(store.newest_version(document_id).sha256, analysis)
        store.mark_opened(document_id)


def measured(spec: Path, ours: str, floor: str, rows: int, columns: int, runs: int) -> Iterator[str]:
    """The rows of the table for one pair."""
    command = [sys.executable, str(TOOLS / "ptybench.py"), "pairs", "--spec", str(spec), ours, floor]
    size = ["--rows", str(rows), "--cols", str(columns), "--runs", str(runs), "--warmup", "1"]
    ended = subprocess.run([*command, *size], check=True, capture_output=True, text=True)
    answer = json.loads(ended.stdout)
    for error in answer["errors"]:
        yield f"| error: {error} | {rows}×{columns} | | | | |"
    for key, name in METRICS.items():
        if (value := answer["metrics"].get(key)) and (floor != "one_static" or key.startswith("start.")):
            low, high = value["ci95"]
            numbers = f"{value['A_med']:g} | {value['B_med']:g} | {value['ratio_med']:.2f} | {low:.2f}–{high:.2f}"
            yield f"| {name}, against {floor} | {rows}×{columns} | {numbers} |"


if __name__ == "__main__":
    sys.exit(main())
