"""Counts how often statements are right, by confidence and by rule: `python -m tests.fit.calibration SPLIT`.

    python -m tests.fit.calibration --fit ../shared/polnear/train [--out FILE]

writes reader/analysis/lexicon/calibration.txt, or FILE: the counts by cross-validation, in which the cues of each
article are weighed without it. A statement is right if its content overlaps by at least half (Jaccard index of the
tokens, as in the shared scorer) with an annotated one that has the same source. Needs the annotated articles.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
from reader.analysis.rules.reported_clauses import clause_drafts
from reader.model.document import Article
from tests.fit.cues import Weights, article_examples, command_line, fit, fitted_texts, parsed, texts
from tests.shared_files import SHARED

BUCKETS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
FOLDS = 4
FEWEST = 60
"""The number of statements behind a point of the table, where a rule has as many."""
APART = 0.1
"""The difference in confidence from which on statements are always counted apart."""
PRIOR = 4.0
"""The number of statements, as often right as all rules together, that are added to each point (smoothing)."""
TABLE = Path(lexicon.__file__).with_name("calibration.txt")
HEAD = """\
# How often statements are right, their source included: rule, the confidence that it gives, the share that is
# right, the number counted. Fitted by tests/fit/calibration.py.
"""


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
        write(points(cross_validated(pipeline, folder)), table)
        return
    split = sys.argv[1] if len(sys.argv) > 1 else "dev"
    predictions = analysed(split)
    found = list(results(SHARED / "polnear" / split, lambda path, text: predictions[path.stem]))
    print_buckets(found)
    print_rules(found)


def results(
    folder: Path, rows_of: Callable[[Path, str], Iterable[dict[str, Any]]], chosen: Sequence[Path] | None = None
) -> Iterator[Result]:
    """The statements of the articles of a folder, all or the chosen, compared with the annotations."""
    score = scorer()
    gold = score.load_gold(folder.parent, folder.name)
    for path in chosen if chosen is not None else texts(folder):
        text, annotated = gold[path.stem]
        article = score.Article(text)
        kept = [row for row in rows_of(path, text) if article.cover(row["content"])]
        matched = {place: right for _, place, right in _matched(score, article, annotated, kept)}
        for place, row in enumerate(kept):
            yield Result(row["confidence"], row["rule"], place in matched, matched.get(place, False))


def _matched(score: ModuleType, article: Any, annotated: Any, kept: Any) -> list[tuple[int, int, bool]]:
    pairs: list[tuple[int, int, bool]] = score.match(article, article.prepare(annotated), article.prepare(kept))
    return pairs


def cross_validated(pipeline: Pipeline, folder: Path) -> list[Result]:
    """The uncalibrated statements of all articles; the cues of each are weighed by the other folds."""
    paths = fitted_texts(folder)
    known = {path: parsed(pipeline, path) for path in paths}
    examples = [article_examples(path, *known[path]) for path in paths]
    found: list[Result] = []
    for fold in range(FOLDS):
        weights = fit(
            [group for place, groups in enumerate(examples) if place % FOLDS != fold for group in groups]
        )
        rows_of = partial(_given, known, weights)
        found += results(folder, rows_of, paths[fold::FOLDS])
    return found


def _given(
    known: Mapping[Path, tuple[Article, list[Passage]]], weights: Weights, path: Path, text: str
) -> Iterator[dict[str, Any]]:
    """The uncalibrated statements of an article."""
    for draft in attribute(known[path][1], partial(clause_drafts, weights=weights)):
        content = [[span.start, span.end] for span in draft.content]
        for source in _sources(draft):
            yield {"content": content, "source": source, "confidence": draft.confidence, "rule": draft.rule}


def _sources(draft: StatementDraft) -> list[list[list[int]] | None]:
    if draft.carried or not draft.speakers:
        return [None]
    return [[[speaker.span.start, speaker.span.end]] for speaker in draft.speakers]


Point = tuple[str, float, float, int]
"""A rule, the confidence that it gives, the share that is right, and the number counted."""


def points(found: Sequence[Result]) -> list[Point]:
    """The points of each rule in ascending order, each the mean of statements of similar confidence."""
    mean = sum(result.source for result in found) / len(found)
    by_rule: dict[str, list[Result]] = defaultdict(list)
    for result in found:
        by_rule[result.rule].append(result)
    return [
        (rule, given, right, number)
        for rule, rows in sorted(by_rule.items())
        for given, right, number in _rising([_point(group, mean) for group in _groups(rows)])
    ]


def _groups(rows: Sequence[Result]) -> list[list[Result]]:
    """The statements of a rule in groups of similar confidence."""
    groups: list[list[Result]] = []
    for row in sorted(rows, key=lambda result: result.confidence):
        step = row.confidence - groups[-1][-1].confidence if groups else 1.0
        full = groups and len(groups[-1]) >= max(FEWEST, len(rows) // 12)
        if step > APART or (full and step):
            groups.append([])
        groups[-1].append(row)
    return groups


def _point(group: Sequence[Result], mean: float) -> tuple[float, float, int]:
    given = sum(result.confidence for result in group) / len(group)
    right = (sum(result.source for result in group) + PRIOR * mean) / (len(group) + PRIOR)
    return given, right, len(group)


def _rising(found: Sequence[tuple[float, float, int]]) -> list[tuple[float, float, int]]:
    """The points, with neighbours that fall averaged, so that they rise (pool adjacent violators)."""
    joined: list[tuple[float, float, int]] = []
    for point in found:
        joined.append(point)
        while len(joined) > 1 and joined[-2][1] > joined[-1][1]:
            (given, right, number), (other_given, other_right, other) = joined[-2:]
            whole = number + other
            joined[-2:] = [
                (
                    (given * number + other_given * other) / whole,
                    (right * number + other_right * other) / whole,
                    whole,
                )
            ]
    return joined


def write(table: Iterable[Point], path: Path = TABLE) -> None:
    """Write the table."""
    rows = [f"{rule:<18} {given:.3f} {right:.3f} {number:>5}" for rule, given, right, number in table]
    path.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")


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
