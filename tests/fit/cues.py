"""Writes reader/analysis/lexicon/cues.tsv: what each feature of a cue is worth, fitted on marked articles.

    python -m tests.fit.cues ../shared/polnear/train [--out FILE]

FILE takes the table in its place. Every word that may be a cue (reader.analysis.clauses.candidates) and is left
to the clause rules is an example. It is right where what it would report shares at least half of its words with a
statement that people marked, and its cue is theirs. A logistic regression on the named features of
reader.analysis.clauses.cue_classifier, held small by its squared weights, gives each feature its weight; those
seen in fewer than `SEEN` examples or worth next to nothing are left out. The same articles and the same language
model give the same table.
"""

from __future__ import annotations

import re
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from reader.analysis import lexicon
from reader.analysis.clauses.content_ranges import spans_of
from reader.analysis.clauses.cue_classifier import depth_feature, features_of, score
from reader.analysis.clauses.cues import Cue
from reader.analysis.drafts import StatementDraft
from reader.analysis.passage import Passage, Sentence
from reader.analysis.pipeline import Pipeline
from reader.analysis.protocol import DEFAULT_MODEL, engine
from reader.analysis.rules.attribution import attribute
from reader.analysis.rules.reported_clauses import open_candidates, reporters
from reader.ingest import read_file
from reader.model.document import Article
from reader.model.span import Span

SEEN = 10
SMALLEST = 0.1
ROUNDS = 400
PENALTY = 3.0
TABLE = Path(lexicon.__file__).with_name("cues.tsv")
HEAD = "# What each feature of a cue is worth (log-odds). Written by tests/fit/cues.py, which says how.\n"
_WORD = re.compile(r"\w+(?:['’.\-]\w+)*")
_TEXT_BOUND = re.compile(r"(T\d+)\t\S+ (\d+ \d+(?:;\d+ \d+)*)\t")
_ROLE = re.compile(r"(Content|Cue)\d*:(T\d+)")
Weights = dict[str, float]


@dataclass(frozen=True)
class Example:
    """A candidate: its features, the examples (by number) that would report its cue, and whether it is right."""

    features: list[str]
    outer: list[int]
    right: bool


def main() -> None:
    """Fit on the folder that the command line names."""
    folder, table = asked(TABLE)
    pipeline = Pipeline.load(DEFAULT_MODEL, engine())
    examples = [e for path in texts(folder) for e in article_examples(path, *parsed(pipeline, path))]
    write(fit(examples), table)


def asked(table: Path, arguments: Sequence[str] | None = None) -> tuple[Path, Path]:
    """The folder of marked articles and the file to write: `table` where the command line names no other."""
    parser = ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, default=table)
    given = parser.parse_args(arguments)
    return given.folder, given.out


def texts(folder: Path) -> list[Path]:
    """The articles of a part of the corpus."""
    return sorted((folder / "text").glob("*.txt"))


def parsed(pipeline: Pipeline, path: Path) -> tuple[Article, list[Passage]]:
    """An article with its parse."""
    article = read_file(path)
    return article, pipeline.passages(article.text, article.blocks)


def article_examples(path: Path, article: Article, passages: Sequence[Passage]) -> list[list[Example]]:
    """The examples of one article, a list for each frame."""
    marked = [(words_in(article.text, said), words_in(article.text, by)) for said, by in marked_statements(path)]
    groups: list[list[Example]] = []

    def collect(
        passage: Passage, sentence: Sentence, cues: Sequence[Cue], used: set[int], taken: Sequence[Span]
    ) -> Iterable[StatementDraft]:
        found = open_candidates(passage, sentence, cues, used, taken)
        group = []
        for candidate, outer in zip(found, reporters(found), strict=True):
            content = words_in(article.text, spans_of(passage, candidate.ranges))
            cue = words_in(article.text, [passage.span(*candidate.cue.words)])
            right = any(
                2 * len(content & said) >= len(content | said) and (not by or cue & by) for said, by in marked
            )
            group.append(Example(features_of(passage, candidate), outer, right))
        groups.append(group)
        return ()

    attribute(passages, collect)
    return groups


def marked_statements(path: Path) -> list[tuple[list[Span], list[Span]]]:
    """What the first annotator of an article marked as reported, with its cue, statement by statement."""
    marks = min((path.parent.parent / "attributions").glob(f"{path.stem}_????.ann"))
    lines = marks.read_text(encoding="utf-8").split("\n")
    bounds = (match for match in map(_TEXT_BOUND.match, lines) if match)
    spans = {bound[1]: [Span(*map(int, part.split())) for part in bound[2].split(";")] for bound in bounds}
    found = []
    for line in lines:
        parts: dict[str, list[Span]] = {"Content": [], "Cue": []}
        for role, name in _ROLE.findall(line) if line.startswith("E") else ():
            parts[role] += spans[name]
        if parts["Content"]:
            found.append((parts["Content"], parts["Cue"]))
    return found


def words_in(text: str, spans: Iterable[Span]) -> frozenset[int]:
    """The offsets of the words in some spans."""
    return frozenset(span.start + word.start() for span in spans for word in _WORD.finditer(span.of(text)))


def fit(groups: Sequence[Sequence[Example]]) -> Weights:
    """The weights: fitted, then again with what stands around each example known."""
    weights: Weights = {}
    for _ in range(3):
        rows, right = [], []
        for group in groups:
            totals = [score(example.features, weights) for example in group]
            for example in group:
                rows.append([*example.features, depth_feature([totals[n] for n in example.outer])])
                right.append(example.right)
        weights = regression(rows, right)
    return weights


def regression(rows: Sequence[Sequence[str]], right: Sequence[bool]) -> Weights:
    """Logistic regression with squared weights as penalty, by full batches of Adam."""
    counts = Counter(feature for row in rows for feature in row)
    names = sorted(name for name, count in counts.items() if count >= SEEN)
    number = {name: place for place, name in enumerate(names)}
    pairs = [(row, number[f]) for row, features in enumerate(rows) for f in features if f in number]
    row_of, column_of = np.array(pairs, dtype=np.int64).T
    truth = np.array(right, dtype=float)
    weight = np.zeros(len(names))
    mean, square = np.zeros_like(weight), np.zeros_like(weight)
    for step in range(1, ROUNDS + 1):
        total = np.bincount(row_of, weights=weight[column_of], minlength=len(rows))
        wrong = 1.0 / (1.0 + np.exp(-total)) - truth
        slope = np.bincount(column_of, weights=wrong[row_of], minlength=len(names)) + PENALTY * weight
        mean = 0.9 * mean + 0.1 * slope
        square = 0.99 * square + 0.01 * slope**2
        rate = 0.1 / (1 + step / 100)
        weight -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return {name: round(float(value), 2) for name, value in zip(names, weight, strict=True)}


def write(weights: Weights, path: Path = TABLE, head: str = HEAD) -> None:
    """Write a table, in the order of the names."""
    rows = [f"{name}\t{value}" for name, value in sorted(weights.items()) if abs(value) >= SMALLEST]
    path.write_text(head + "\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
