"""Fits confidence.tsv, and counts how often statements are right: `python -m tests.fit.confidence SPLIT`.

    python -m tests.fit.confidence --fit ../shared/polnear/train [--out FILE]

writes reader/analysis/lexicon/confidence.tsv, or FILE: the weights of the features of
reader.analysis.rules.confidence, by cross-validation, in which the cues of each article are weighed without it. A
statement is right if its content overlaps by at least half (Jaccard index of the tokens, as in the shared scorer)
with an annotated one that has the same source; what several say together counts as one. Needs the annotated
articles.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

from reader.analysis import lexicon
from reader.analysis.drafts import StatementDraft
from reader.analysis.passage import Passage
from reader.analysis.pipeline import Pipeline
from reader.analysis.protocol import DEFAULT_MODEL, engine
from reader.analysis.rules.attribution import attribute
from reader.analysis.rules.confidence import ConfidenceModel
from reader.analysis.rules.reported_clauses import clause_drafts
from tests.fit.cues import (
    Weights,
    article_examples,
    command_line,
    fit,
    fitted_texts,
    parsed,
    regression,
    texts,
    write,
)
from tests.shared_files import SHARED

BUCKETS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
FOLDS = 4
TABLE = Path(lexicon.__file__).with_name("confidence.tsv")
HEAD = "# The weight of each feature of a statement (log-odds). Fitted by tests/fit/confidence.py.\n"
Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Result:
    """A statement compared with the annotations: whether its content is right, and its source as well."""

    confidence: float
    rule: str
    content: bool
    source: bool


def scorer() -> ModuleType:
    """The shared scorer."""
    spec = importlib.util.spec_from_file_location("polnear_eval", SHARED / "tools" / "polnear_eval.py")
    if spec is None or spec.loader is None:
        raise SystemExit("the shared scorer is missing")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def analysed(split: str) -> dict[str, list[dict[str, Any]]]:
    """The statements of the articles of a split, by the article's name."""
    files = sorted((SHARED / "polnear" / split / "text").glob("*.txt"))
    command = [sys.executable, "-m", "reader", "analyze", "--json", *map(str, files)]
    run = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8")
    return {row["id"]: row["statements"] for row in map(json.loads, run.stdout.splitlines())}


def main() -> None:
    """Print the counts of a split, or write the table."""
    if sys.argv[1:2] == ["--fit"]:
        folder, table = command_line(TABLE, sys.argv[2:])
        pipeline = Pipeline.load(DEFAULT_MODEL, engine())
        examples = cross_validated(pipeline, folder)
        weights = regression([features for features, _ in examples], [right for _, right in examples])
        write(weights, table, HEAD)
        return
    split = sys.argv[1] if len(sys.argv) > 1 else "dev"
    predictions = analysed(split)
    found = list(results(SHARED / "polnear" / split, lambda path: predictions[path.stem]))
    print_buckets(found)
    print_rules(found)


def results(folder: Path, rows_of: Callable[[Path], Rows]) -> Iterator[Result]:
    """The statements of the articles of a folder, compared with the annotations."""
    judged = Judge(folder)
    for path in texts(folder):
        for row, content, source in judged.rows(path, rows_of(path)):
            yield Result(row["confidence"], row["rule"], content, source)


class Judge:
    """Compares statements with the annotations of the articles of a folder."""

    def __init__(self, folder: Path) -> None:
        self._score = scorer()
        self._gold = self._score.load_gold(folder.parent, folder.name)

    def rows(self, path: Path, rows: Rows) -> Iterator[tuple[Mapping[str, Any], bool, bool]]:
        """The statements of an article that have words, each with whether its content and its source are right."""
        text, annotated = self._gold[path.stem]
        article = self._score.Article(text)
        kept = [row for row in together(rows) if article.cover(row["content"])]
        pairs = self._score.match(article, article.prepare(annotated), article.prepare(kept))
        matched = {place: right for _, place, right in pairs}
        for place, row in enumerate(kept):
            yield row, place in matched, matched.get(place, False)


def together(rows: Rows) -> list[dict[str, Any]]:
    """The statements, with those of several sources as one, since the annotations know one source each."""
    merged: dict[str, dict[str, Any]] = {}
    for row in rows:
        known = merged.setdefault(json.dumps(row["content"]), {**row, "source": []})
        known["source"] += [span for span in row["source"] or () if span not in known["source"]]
    return list(merged.values())


def cross_validated(pipeline: Pipeline, folder: Path) -> list[tuple[list[str], bool]]:
    """The features of the statements of all articles and whether each is right; other folds weigh the cues."""
    judged = Judge(folder)
    paths = fitted_texts(folder)
    both = {path: parsed(pipeline, path) for path in paths}
    known = {path: passages for path, (_, passages) in both.items()}
    examples = [article_examples(path, *both[path]) for path in paths]
    found: list[tuple[list[str], bool]] = []
    for fold in range(FOLDS):
        weights = fit(
            [group for place, groups in enumerate(examples) if place % FOLDS != fold for group in groups]
        )
        for path in paths[fold::FOLDS]:
            rows = judged.rows(path, _given(known[path], weights))
            found += [(row["features"], right) for row, _, right in rows]
    return found


def _given(passages: Sequence[Passage], weights: Weights) -> list[dict[str, Any]]:
    """The statements of an article with their features."""
    model = ConfidenceModel(passages)
    drafts = attribute(passages, partial(clause_drafts, weights=weights))
    return [
        {
            "content": [[span.start, span.end] for span in draft.content],
            "source": _source(draft),
            "features": model.features(draft),
        }
        for draft in drafts
    ]


def _source(draft: StatementDraft) -> list[list[int]]:
    return [] if draft.carried else [[who.span.start, who.span.end] for who in draft.speakers]


def print_buckets(rows: Sequence[Result]) -> None:
    """Print a line for each bucket of confidence."""
    print("confidence    statements  content right  with source  mean confidence")
    for low, high in pairwise(BUCKETS):
        print(f"{low:.1f} – {min(high, 1.0):.1f}  {_line([row for row in rows if low <= row.confidence < high])}")
    print(f"all        {_line(rows)}")


def print_rules(rows: Sequence[Result]) -> None:
    """Print a line for each rule, the most frequent first."""
    by_rule: dict[str, list[Result]] = defaultdict(list)
    for row in rows:
        by_rule[row.rule].append(row)
    print("\nrule                  statements  content right  with source  mean confidence")
    for rule, group in sorted(by_rule.items(), key=lambda item: -len(item[1])):
        print(f"{rule:<20}  {_line(group)}")


def _line(rows: Sequence[Result]) -> str:
    if not rows:
        return f"{0:>10}"
    content, source = sum(row.content for row in rows) / len(rows), sum(row.source for row in rows) / len(rows)
    mean = sum(row.confidence for row in rows) / len(rows)
    return f"{len(rows):>10}  {content:>13.3f}  {source:>11.3f}  {mean:>15.2f}"


if __name__ == "__main__":
    main()
