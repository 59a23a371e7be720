"""Times `reader analyze` over a corpus: `python -m tests.benchmarks.corpora [--articles N] [--no-dask]`.

Prints the wall time of one process, of two (`--jobs 2`), and of a Dask cluster of two workers on this machine,
once undisturbed and once with a worker killed half way; how often as fast as one process each is; and whether the
lines are the same byte for byte. Beside them stands the greatest memory of the program, and of the largest worker
that it starts itself, in MB. The articles are made up here. Nothing else should run on the machine,
which needs two cores.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import Any, NamedTuple

ARTICLES = 200
FIRST = ("Karin", "Jonas", "Maria", "Erik", "Anna", "Paul", "Lena", "David", "Sofia", "Martin", "Nora", "Peter")
LAST = ("Lund", "Holm", "Berg", "Dahl", "Strand", "Vik", "Moen", "Haugen", "Lie", "Solberg")
ROLES = (
    "the mayor of Tromsø",
    "a spokeswoman for the port",
    "the city engineer",
    "a fisherman",
    "chief of police",
)
VERBS = ("said", "told reporters", "added", "warned", "argued", "explained")
FACTS = (
    "the pier is safe again",
    "the work will take another year",
    "nobody was asked before the vote",
    "the budget leaves no room for a second bridge",
    "prices rose by four percent in May",
    "the ferry will not run on Sundays",
    "the council must decide before winter",
    "the harbour needs deeper water",
)
FORMS = (
    "“{Fact},” {verb} {first} {last}, {role}. “And {other}.” The meeting in Oslo on Tuesday lasted three hours.",
    "{first} {last} {verb} that {fact}. According to the Harbour Board, {other}, and the city of Bergen agreed.",
    "{last} said on Monday that {fact}, but a report by the audit office found that {other}.",
    "The council of Narvik met twice in March. Its members read four reports, and the plan went back to it.",
)


class Run(NamedTuple):
    """What one run took, and what it printed."""

    seconds: float
    digest: str
    own: int
    worker: int


def write_corpus(folder: Path, articles: int) -> None:
    """Write that many articles of 200 to 800 words."""
    chance = random.Random(12)
    for number in range(articles):
        people = [(chance.choice(FIRST), chance.choice(LAST), chance.choice(ROLES)) for _ in range(5)]
        blocks = [chance.choice(FACTS).title()]
        for _ in range(chance.randint(8, 32)):
            (first, last, role), (fact, other) = chance.choice(people), chance.sample(FACTS, 2)
            words = {"first": first, "last": last, "role": role, "fact": fact, "other": other}
            words |= {"Fact": fact.capitalize(), "verb": chance.choice(VERBS)}
            blocks.append(chance.choice(FORMS).format(**words))
        (folder / f"article-{number:06}.txt").write_text("\n\n".join(blocks) + "\n", encoding="utf-8")


def run(folder: Path, *options: str) -> Run:
    """Analyse a folder, and watch the memory."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "reader", "analyze", "--json", *options, str(folder)]
    digest = hashlib.sha256()
    own = worker = 0
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        for line in process.stdout:
            digest.update(line)
            own = max(own, peak(process.pid))
            worker = max([worker, *map(peak, children(process.pid))])
    assert process.returncode == 0, process.returncode
    return Run(time.perf_counter() - start, digest.hexdigest(), own >> 10, worker >> 10)


def peak(pid: int) -> int:
    """The greatest memory that a process had so far, in KB, or 0 where the system does not say."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:")), 0)


def children(pid: int) -> list[int]:
    """The processes that a process started, or none where the system does not say."""
    try:
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


@contextmanager
def cluster() -> Iterator[Any]:
    """A Dask cluster of two workers with one thread each."""
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as started:
        yield started


def report(name: str, done: Run, one: Run) -> None:
    """Print a line about a run, compared with the one of one process."""
    same = "the same lines" if done.digest == one.digest else "OTHER LINES"
    print(
        f"{name:24}{done.seconds:8.1f} s {one.seconds / done.seconds:6.2f} times"
        f"{done.own:6} MB{done.worker:6} MB a worker  {same}",
        flush=True,
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--no-dask", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        os.environ["READER_DATA"] = name
        folder = Path(name) / "corpus"
        folder.mkdir()
        write_corpus(folder, given.articles)
        one = run(folder)
        report("one process", one, one)
        report("--jobs 2", run(folder, "--jobs", "2"), one)
        if given.no_dask:
            return
        with cluster() as two:
            undisturbed = run(folder, "--dask", two.scheduler_address)
            report("Dask, two workers", undisturbed, one)
        with cluster() as two:
            victim = next(iter(two.workers.values())).pid
            timer = Timer(undisturbed.seconds / 2, os.kill, (victim, signal.SIGKILL))
            timer.start()
            report("Dask, one of them killed", run(folder, "--dask", two.scheduler_address), one)
            timer.cancel()


if __name__ == "__main__":
    main()
