"""Times the analysis against the spaCy model alone, in one run: `python -m tests.benchmarks.analysis [FOLDER]`.

Prints words a second of each, their ratio, and the peak of memory. FOLDER holds articles; without it, the shared
ones are taken where they are at hand, else those that come with the program. The two take turns, so that what
else the machine does falls on both.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import spacy

from reader.analysis.pipeline import Pipeline
from reader.analysis.protocol import DEFAULT_MODEL, engine
from reader.ingest import find_files, read_file
from reader.ingest.samples import articles as samples
from reader.model.document import Article
from tests.shared_files import SHARED

ROUNDS = 3


def articles(arguments: Sequence[str]) -> list[Article]:
    """What is analysed."""
    folder = Path(arguments[0]) if arguments else SHARED / "polnear" / "dev" / "text"
    return [read_file(path) for path in find_files([folder])] if folder.exists() else samples()


def seconds(act: Callable[[], object]) -> float:
    """The processor time that something takes."""
    start = time.process_time()
    act()
    return time.process_time() - start


def main() -> None:
    """Measure and print."""
    texts = articles(sys.argv[1:])
    words = sum(len(article.text.split()) for article in texts)
    pipeline = Pipeline.load(DEFAULT_MODEL, engine(DEFAULT_MODEL))
    model = spacy.load(DEFAULT_MODEL)
    blocks = [[block.span.of(article.text) for block in article.blocks] for article in texts]

    def alone() -> None:
        for each in blocks:
            list(model.pipe(each))

    def whole() -> None:
        for article in texts:
            pipeline.analyse(article.text, article.blocks, article.published)

    times = [(seconds(alone), seconds(whole)) for _ in range(ROUNDS)]
    bare, full = (sorted(column)[ROUNDS // 2] for column in zip(*times, strict=True))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{len(texts)} articles, {words} words")
    print(f"spaCy alone    {words / bare:8.0f} words a second")
    print(f"the analysis   {words / full:8.0f} words a second, {bare / full:.2f} of it")
    print(f"peak of memory {peak:8} MB")


if __name__ == "__main__":
    main()
