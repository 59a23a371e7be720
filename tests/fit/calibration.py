"""Prints how often statements of each confidence are right: `python -m tests.fit.calibration [SPLIT]`.

A statement is right where people marked one whose words overlap with its own by at least half (Jaccard of tokens,
as the shared scorer has it) and whose source is the same. Needs the marked articles beside the project.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections import defaultdict
from itertools import pairwise
from types import ModuleType
from typing import Any

from tests.shared_files import SHARED

BUCKETS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


def scorer() -> ModuleType:
    """The shared scorer."""
    spec = importlib.util.spec_from_file_location("polnear_eval", SHARED / "tools" / "polnear_eval.py")
    if spec is None or spec.loader is None:
        raise SystemExit("the shared scorer is not at hand")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def analysed(split: str) -> dict[str, list[dict[str, Any]]]:
    """The statements of every article of a split by the article's name."""
    files = sorted((SHARED / "polnear" / split / "text").glob("*.txt"))
    command = [sys.executable, "-m", "reader", "analyze", "--json", *map(str, files)]
    run = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8")
    return {row["id"]: row["statements"] for row in map(json.loads, run.stdout.splitlines())}


def main() -> None:
    """Analyse, compare, print."""
    split = sys.argv[1] if len(sys.argv) > 1 else "dev"
    score = scorer()
    found: dict[str, list[tuple[float, str, bool, bool]]] = defaultdict(list)
    predictions = analysed(split)
    for name, (text, gold) in score.load_gold(SHARED / "polnear", split).items():
        article = score.Article(text)
        kept = [row for row in predictions[name] if article.cover(row["content"])]
        wanted, given = article.prepare(gold), article.prepare(kept)
        matched = {place: right for _, place, right in score.match(article, wanted, given)}
        for place, row in enumerate(kept):
            result = (row["confidence"], given[place]["kind"], place in matched, matched.get(place, False))
            for key in ("all", row["rule"]):
                found[key].append(result)
    print_buckets(found["all"])
    print_rules(found)


def print_buckets(rows: list[tuple[float, str, bool, bool]]) -> None:
    """A line for each step of confidence."""
    print("confidence    statements  content right  with source")
    for low, high in pairwise(BUCKETS):
        print(f"{low:.1f} – {min(high, 1.0):.1f}  {_line([row for row in rows if low <= row[0] < high])}")


def print_rules(found: dict[str, list[tuple[float, str, bool, bool]]]) -> None:
    """A line for each rule, the most frequent first."""
    print("\nrule                  statements  content right  with source  mean confidence")
    for rule, rows in sorted(found.items(), key=lambda item: -len(item[1])):
        print(f"{rule:<20}  {_line(rows)}        {sum(row[0] for row in rows) / len(rows):.2f}")


def _line(rows: list[tuple[float, str, bool, bool]]) -> str:
    if not rows:
        return f"{0:>10}"
    content, source = sum(row[2] for row in rows) / len(rows), sum(row[3] for row in rows) / len(rows)
    return f"{len(rows):>10}  {content:>13.3f}  {source:>11.3f}"


if __name__ == "__main__":
    main()
