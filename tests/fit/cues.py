"""Fits reader/analysis/lexicon/cues.tsv, the weights of the features of a cue candidate, on annotated articles.

    python -m tests.fit.cues ../shared/polnear/train [--out FILE]

--out FILE writes the table to FILE instead. The examples are the candidates of reader.analysis.clauses.candidates
that are left to the clause rules. A candidate is right if its content shares at least half of its words with an
annotated statement whose cue overlaps with its own. The `HELD` articles whose file names have the least SHA-256
stay out, here and in the other tables: they measure what the tables are worth. The weights are those of a logistic
regression with an L2 penalty on the features of reader.analysis.clauses.cue_classifier; features of fewer than
`SEEN` examples and small weights are left out. The same articles and the same language model give the same table.
"""

from __future__ import annotations

import hashlib
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
from reader.analysis.rules.reported_clauses import enclosing, open_candidates
from reader.ingest import read_file
from reader.model.document import Article
from reader.model.span import Span

HELD = 120
SEEN = 10
SMALLEST = 0.1
ROUNDS = 400
PENALTY = 3.0
TABLE = Path(lexicon.__file__).with_name("cues.tsv")
HEAD = "# The weight of each feature of a cue candidate (log-odds). Fitted by tests/fit/cues.py.\n"
_WORD = re.compile(r"\w+(?:['’.\-]\w+)*")
_TEXT_BOUND = re.compile(r"(T\d+)\t\S+ (\d+ \d+(?:;\d+ \d+)*)\t")
_ROLE = re.compile(r"(Content|Cue)\d*:(T\d+)")
Weights = dict[str, float]


@dataclass(frozen=True)
class Example:
    """A candidate: its features, the numbers of the examples that enclose it, and whether it is right."""

    features: list[str]
    outer: list[int]
    right: bool


def main() -> None:
    """Fit on the folder that the command line names."""
    folder, table = command_line(TABLE)
    pipeline = Pipeline.load(DEFAULT_MODEL, engine())
    examples = [e for path in fitted_texts(folder) for e in article_examples(path, *parsed(pipeline, path))]
    write(fit(examples), table)


def command_line(table: Path, arguments: Sequence[str] | None = None) -> tuple[Path, Path]:
    """The folder of annotated articles and the file to write, `table` unless --out names another."""
    parser = ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, default=table)
    given = parser.parse_args(arguments)
    return given.folder, given.out


def texts(folder: Path) -> list[Path]:
    """The articles of one part of the corpus."""
    return sorted((folder / "text").glob("*.txt"))


def fitted_texts(folder: Path) -> list[Path]:
    """The articles of the corpus that the tables are counted on: all but those held for measuring."""
    every = texts(folder)
    held = sorted(every, key=lambda path: hashlib.sha256(path.name.encode()).hexdigest())[:HELD]
    return [path for path in every if path not in set(held)]


def parsed(pipeline: Pipeline, path: Path) -> tuple[Article, list[Passage]]:
    """An article and its passages."""
    article = read_file(path)
    return article, pipeline.passages(article.text, article.blocks)


def article_examples(path: Path, article: Article, passages: Sequence[Passage]) -> list[list[Example]]:
    """The examples of one article, a list for each sentence."""
    annotated = [
        (words_in(article.text, said), words_in(article.text, by)) for said, by in annotated_statements(path)
    ]
    groups: list[list[Example]] = []

    def collect(
        sentence: Sentence, cues: Sequence[Cue], used: set[int], taken: Sequence[Span]
    ) -> Iterable[StatementDraft]:
        passage, found = sentence.passage, open_candidates(sentence, cues, used, taken)
        group = []
        for candidate, outer in zip(found, enclosing(found), strict=True):
            content = words_in(article.text, spans_of(passage, candidate.ranges))
            cue = words_in(article.text, [passage.span(*candidate.cue.words)])
            right = any(
                2 * len(content & said) >= len(content | said) and (not by or cue & by) for said, by in annotated
            )
            group.append(Example(features_of(passage, candidate), outer, right))
        groups.append(group)
        return ()

    attribute(passages, collect)
    return groups


def annotated_statements(path: Path) -> list[tuple[list[Span], list[Span]]]:
    """The content and the cue of each statement, by the article's first annotator."""
    annotations = min((path.parent.parent / "attributions").glob(f"{path.stem}_????.ann"))
    lines = annotations.read_text(encoding="utf-8").split("\n")
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
    """The offsets of the words in the spans."""
    return frozenset(span.start + word.start() for span in spans for word in _WORD.finditer(span.of(text)))


def fit(groups: Sequence[Sequence[Example]]) -> Weights:
    """The fitted weights; the second and third round know the scores of the enclosing examples."""
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
    """Logistic regression with an L2 penalty, by full batches of Adam (Kingma and Ba, 2015)."""
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
    """Write the table, sorted by feature."""
    rows = [f"{name}\t{value}" for name, value in sorted(weights.items()) if abs(value) >= SMALLEST]
    path.write_text(head + "\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
