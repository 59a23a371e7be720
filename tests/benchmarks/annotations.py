"""Measure what 500 annotations cost: CPU of a key in an article of 10,000 words with them, against one with none.

    python -m tests.benchmarks.annotations [ROUNDS]

Both run in one process through Textual's pilot, in turns, so that a busy machine slows both alike; the ratio of
the medians is what counts. A key is measured from the press until the picture is made.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from pathlib import Path

from reader.ingest.blocks import text_blocks
from reader.model.analysis import Analysis
from reader.model.document import Article
from reader.model.span import Span
from reader.session.annotations import Annotations
from reader.session.undo import UndoHistory
from reader.store import Store
from tests.tui.main_app import ENGINE, Desk

WORDS, ANNOTATIONS = 10_000, 500
KEYS = {
    "j": ("j",),
    "space": ("space",),
    "sentence": ("right_parenthesis",),
    "caret": ("v", *"wwwwwwww", "escape"),
}


def main() -> int:
    """Print a table of the medians and their ratios."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with tempfile.TemporaryDirectory() as folder:
        measured = asyncio.run(measure(Path(folder), rounds))
    print("| keys | none, ms | with annotations, ms | ratio |\n| --- | --- | --- | --- |")
    for name, (bare, marked) in measured.items():
        one, other = statistics.median(bare), statistics.median(marked)
        print(f"| {name} | {one:.2f} | {other:.2f} | {other / one:.2f} |")
    return 0


async def measure(folder: Path, rounds: int) -> dict[str, tuple[list[float], list[float]]]:
    """Milliseconds of CPU of each set of keys, without and with annotations, round by round."""
    found: dict[str, tuple[list[float], list[float]]] = {name: ([], []) for name in KEYS}
    for number in range(rounds):
        for count in (0, ANNOTATIONS) if number % 2 else (ANNOTATIONS, 0):
            for name, spent in (await one_round(folder, count)).items():
                found[name][bool(count)].append(spent)
    return found


async def one_round(folder: Path, count: int) -> dict[str, float]:
    """Milliseconds of CPU of each set of keys in one start of the program."""
    store, document_id = library(count)
    desk = Desk(folder, store=store, analyses={}, document_id=document_id)
    spent: dict[str, float] = {}
    async with desk.app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        for name, keys in KEYS.items():
            begin = time.process_time()
            for _ in range(10):
                await pilot.press(*keys)
            spent[name] = (time.process_time() - begin) * 1000 / 10 / len(keys)
    return spent


def library(count: int) -> tuple[Store, int]:
    """A library with one article of some words, every twentieth of them annotated, half of these with a note."""
    words = [f"word{number % 97}" + ("." if number % 15 == 14 else "") for number in range(WORDS)]
    paragraphs = [" ".join(words[start : start + 60]) for start in range(0, WORDS, 60)]
    text = "\n\n".join(["A long article", *paragraphs])
    store = Store.in_memory()
    document_id = store.add(Article("A long article", text, tuple(text_blocks(text)))).document.id
    version = store.versions.newest(document_id)
    store.analyses.save(version.sha256, Analysis(ENGINE))
    annotating = Annotations(store, UndoHistory(), "me")
    step = len(text) // max(1, count)
    for number in range(count):
        annotating.annotate(version, Span(number * step, number * step + 12), note="a note" if number % 2 else "")
    return store, document_id


if __name__ == "__main__":
    sys.exit(main())
