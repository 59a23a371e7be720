"""Measure the program in a terminal against what Textual itself costs, and print a table of figures and budgets.

    python -m tests.benchmarks.terminal [--runs N] [--only NAME] [--size 40x120]

It runs the shared harness (../shared/tools/ptybench.py): in pairs, two programs in turns, for ratios, and alone
for what has a budget of its own. Times on a shared machine are good for ratios only.
"""

from __future__ import annotations

import argparse
import compileall
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import reader
from tests.benchmarks.terminal_cases import CASES, READY, TOOLS, Case
from tests.e2e.terminal import Terminal

SIZES = {"40x120": (40, 120), "24x80": (24, 80)}
IDLE_SECONDS = 10.0
IDLE_BUDGET = 3.0
"""Milliseconds of processor time a second."""


class Figure(NamedTuple):
    """One figure of a case, and the most that it, or its ratio to that of the other, may be."""

    key: str
    name: str
    budget: float


class Measure(NamedTuple):
    """What is measured of one of our cases: against another one, or alone."""

    ours: str
    other: str | None
    figures: tuple[Figure, ...]


MEASURES = {
    "early": Measure(
        "short", "one_static", (Figure("start.content_ms", "first content, early picture, ms", 0.30),)
    ),
    "file": Measure(
        "known-file",
        "one_static",
        (
            Figure("start.content_ms", "a known file: first content, ms", 0.35),
            Figure("start.cpu_s", "a known file: CPU to first quiet, s", 1.15),
        ),
    ),
    "new-file": Measure(
        "new-file", "one_static", (Figure("start.content_ms", "a new file: first content, ms", 0.35),)
    ),
    "start": Measure("first", "one_static", (Figure("start.cpu_s", "CPU to first quiet, s", 1.20),)),
    "panes": Measure(
        "analysed",
        "three_panes",
        (
            Figure("start.bytes", "bytes to first quiet", 0.40),
            Figure("start.pss_kb", "PSS after the start, kB", 1.15),
            Figure("end.pss_kb", "PSS at the end, kB", 1.15),
            Figure("scripts.j.bytes.p50", "bytes a j", 0.35),
            Figure("scripts.j.cpu_ms.p50", "CPU a j, ms", 0.80),
            Figure("scripts.j.last_ms.p50", "latency of a j, ms, p50", 0.80),
            Figure("exit.exit_ms", "quit, ms", 0.35),
        ),
    ),
    "zen": Measure(
        "zen",
        "less",
        (
            Figure("scripts.j.bytes.p50", "bytes a j at full width", 3.0),
            Figure("scripts.page.bytes.p50", "bytes a page at full width", 1.2),
        ),
    ),
    "caret": Measure(
        "caret",
        None,
        (
            Figure("scripts.step.bytes.p95", "bytes of a step of the caret, p95", 600),
            Figure("scripts.grow.bytes.p95", "bytes of a selection grown by a word, p95", 600),
        ),
    ),
    "held": Measure(
        "held", None, (Figure("scripts.held.lag_after_last_key_ms", "lag after 45 j at 30 Hz, ms", 33),)
    ),
    "big": Measure(
        "first-big",
        "first",
        (
            Figure("start.content_ms", "1 MB: first content, ms", 1.2),
            Figure("scripts.j.cpu_ms.p50", "1 MB: CPU a j, ms", 1.1),
            Figure("scripts.j.bytes.p50", "1 MB: bytes a j", 1.1),
        ),
    ),
    "many": Measure(
        "many",
        "few",
        (
            Figure("start.content_ms", "100,000 documents: first content, ms", 1.2),
            Figure("scripts.j.cpu_ms.p50", "100,000 documents: CPU a j in the list, ms", 1.2),
            Figure("scripts.j.last_ms.p50", "100,000 documents: latency of a j in the list, ms", 1.2),
        ),
    ),
    "line": Measure(
        "one-line",
        "first-big",
        (
            Figure("start.content_ms", "a line of 50 MB: first content, ms", 2.0),
            Figure("scripts.page.cpu_ms.p50", "a line of 50 MB: CPU a page, ms", 1.2),
            Figure("scripts.end.cpu_ms.p50", "a line of 50 MB: CPU to its end, ms", 1.2),
        ),
    ),
}
IDLE = "idle"


def main() -> int:
    """Make what the measures need, and print the table row by row."""
    asked = _arguments()
    # A program that was installed finds its byte code made.
    compileall.compile_dir(Path(reader.__file__).parent, quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        subprocess.run([sys.executable, TOOLS / "term_texts.py", room], check=True, stdout=subprocess.DEVNULL)
        print("| what | size | reader | other | ratio | 95 % | budget |")
        print("| --- | --- | --- | --- | --- | --- | --- |")
        made: dict[str, Case] = {}
        for size in asked.size or SIZES:
            for name in asked.only or [*MEASURES, IDLE]:
                for line in _rows(name, room, made, SIZES[size], asked.runs):
                    print(line, flush=True)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=6, help="pairs, or runs alone, of each case")
    parser.add_argument("--only", action="append", choices=[*MEASURES, IDLE], help="this measure; may be repeated")
    parser.add_argument("--size", action="append", choices=SIZES, help="this size; may be repeated")
    return parser.parse_args()


def _rows(name: str, room: Path, made: dict[str, Case], size: tuple[int, int], runs: int) -> Iterator[str]:
    if name == IDLE:
        yield _idle(_case("analysed", room, made), size)
        return
    measure = MEASURES[name]
    names = [each for each in (measure.ours, measure.other) if each is not None]
    spec = room / "spec.json"
    spec.write_text(json.dumps({each: _case(each, room, made) for each in names}))
    options = ["--rows", str(size[0]), "--cols", str(size[1]), "--runs", str(runs), "--warmup", "1"]
    command = [sys.executable, str(TOOLS / "ptybench.py"), "pairs" if measure.other else "run"]
    done = subprocess.run([*command, "--spec", str(spec), *names, *options], capture_output=True, text=True)
    if done.returncode:
        yield _row(f"{name}: the harness failed: {done.stderr.strip().splitlines()[-1:]}", size)
        return
    answer = json.loads(done.stdout)
    yield from (_paired if measure.other else _alone)(answer, measure, size)


def _case(name: str, room: Path, made: dict[str, Case]) -> Case:
    if name not in made:
        made[name] = CASES[name](room)
    return made[name]


def _paired(answer: dict[str, object], measure: Measure, size: tuple[int, int]) -> Iterator[str]:
    yield from (_row(f"error: {error}", size) for error in answer["errors"])  # type: ignore[attr-defined]  # JSON
    for figure in measure.figures:
        value = answer["metrics"].get(figure.key)  # type: ignore[attr-defined]  # JSON
        if value is None:
            yield _row(f"{figure.name}: not measured", size)
            continue
        low, high = value["ci95"]
        numbers = (
            f"{value['A_med']:g}",
            f"{value['B_med']:g}",
            f"{value['ratio_med']:.2f}",
            f"{low:.2f}–{high:.2f}",
        )
        yield _row(f"{figure.name}, against {measure.other}", size, *numbers, f"≤ {figure.budget:g}")


def _alone(
    answer: dict[str, dict[str, dict[str, dict[str, float]]]], measure: Measure, size: tuple[int, int]
) -> Iterator[str]:
    found = answer[measure.ours]["median"]
    for figure in measure.figures:
        value = found.get(figure.key)
        if value is None:
            yield _row(f"{figure.name}: not measured", size)
            continue
        spread = f"{value['min']:g}–{value['max']:g}"
        yield _row(figure.name, size, f"{value['med']:g}", "", "", spread, f"≤ {figure.budget:g}")


def _idle(case: Case, size: tuple[int, int]) -> str:
    """The program left alone, from some seconds after its start on: processor time a second, and bytes."""
    rows, columns = size
    with Terminal(["/bin/sh", "-c", f"exec {case['cmd']}"], _environment(case), columns, rows) as terminal:
        terminal.wait_for(lambda shown: re.search(READY, shown.text) is not None)
        terminal.wait_until_quiet(3.0)
        sent, before = len(terminal.received), _cpu_ms(terminal.pid)
        began = time.monotonic()
        terminal.wait_until_quiet(IDLE_SECONDS)
        took = time.monotonic() - began
        spent, sent = (_cpu_ms(terminal.pid) - before) / took, len(terminal.received) - sent
    return _row(
        f"idle: CPU a second, ms ({sent} bytes sent)", size, f"{spent:.1f}", "", "", "", f"≤ {IDLE_BUDGET:g}"
    )


def _environment(case: Case) -> dict[str, str]:
    given = case["env"]
    assert isinstance(given, dict)
    return {
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
        "PATH": "/usr/bin:/bin",
        **given,
    }


def _cpu_ms(pid: int) -> float:
    """The processor time of a process so far, in milliseconds, with what its threads waited for left out."""
    return time.clock_gettime(_clock_of(pid)) * 1000


def _clock_of(pid: int) -> int:
    """The clock of a process, as Linux numbers it in clock_gettime(2)."""
    return (~pid << 3) | 2


def _row(what: str, size: tuple[int, int], *cells: str) -> str:
    filled: Sequence[str] = [*cells, *[""] * (5 - len(cells))]
    return f"| {what} | {size[0]}×{size[1]} | {' | '.join(filled)} |"


if __name__ == "__main__":
    sys.exit(main())
