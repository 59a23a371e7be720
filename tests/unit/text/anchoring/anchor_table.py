"""How anchors fare under random edits: `python -m tests.unit.text.anchoring.anchor_table [TEXTS] [SEED]`."""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from reader.model.annotation import AnchorState, Placement
from reader.model.span import Span
from reader.text.anchoring.anchors import anchor_of, place_all
from tests.shared_files import SHARED
from tests.unit.text.anchoring.edits import Edited, Passage

ROOT = Path(__file__).resolve().parents[4]
OWN = [ROOT / "tests/fixtures/ferry.txt", *sorted((ROOT / "reader/ingest/samples").glob("*.md"))]
SHARED_TEXTS = sorted((SHARED / "articles/wikinews").glob("*.md"))
SILENT = (AnchorState.EXACT, AnchorState.MOVED)


@dataclass
class Table:
    """How many anchors of each truth came to each state, and those that came to a wrong one."""

    texts: int = 0
    edits: Counter[str] = field(default_factory=Counter)
    states: Counter[tuple[str, AnchorState]] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def share_found(self) -> float:
        """The share of anchors whose words were kept that were found without asking anybody."""
        kept = {state: count for (truth, state), count in self.states.items() if truth == "kept"}
        return sum(kept[state] for state in SILENT) / sum(kept.values())

    def __str__(self) -> str:
        heading = f"{self.texts} edited texts, {self.edits.total()} edits, {self.states.total()} anchors"
        truths = sorted({truth for truth, _ in self.states})
        rows = [
            f"{truth:28}" + "".join(f"{self.states[truth, state]:9}" for state in AnchorState) for truth in truths
        ]
        columns = f"{'their words were':28}" + "".join(f"{state:>9}" for state in AnchorState)
        return "\n".join([heading, columns, *rows, f"wrong: {len(self.wrong)}"])


def tabulate(texts: list[str], count: int, seed: int) -> Table:
    """Edit texts at random, 1 to 5 times each, place anchors in what comes of it, and hold them to the truth."""
    rng = random.Random(seed)
    table = Table(texts=count)
    for _ in range(count):
        old = rng.choice(texts)
        if rng.random() < 0.3:
            old = _with_repeated_sentences(old, rng)
        edited = Edited(old, _spans(old, rng), rng)
        for _ in range(rng.choice([1, 1, 2, 3, 5])):
            name, edit = rng.choice([*edited.edits().items()])
            edit()
            table.edits[name] += 1
        anchors = [anchor_of(old, passage.span) for passage in edited.passages]
        for passage, placement in zip(edited.passages, place_all(anchors, old, edited.text), strict=True):
            _enter(table, edited, passage, placement)
    return table


def _enter(table: Table, edited: Edited, passage: Passage, placement: Placement) -> None:
    truth = "kept" if passage.is_kept else "kept or gone" if passage.whole else "gone"
    if truth == "kept" and passage.remarked:
        truth = "kept, its paragraph's marks not"
    state, found = placement.state, placement.span
    is_copy = truth != "kept" and found is not None and edited.is_copy(found, passage)
    table.states["copied" if is_copy and truth == "gone" else truth, state] += 1
    is_right = found in passage.whole or is_copy
    if state in SILENT and not (is_right and (state is AnchorState.EXACT) == (found == passage.span)):
        table.wrong.append(f"{truth}: {passage} → {placement} in {edited.text!r}")


def _spans(text: str, rng: random.Random) -> list[Span]:
    """Words, phrases, sentences, passages over several paragraphs, and what stands between quotation marks."""
    words = [match.span() for match in re.finditer(r"\w+", text)]
    quoted = [Span(*match.span(1)) for match in re.finditer(r'[“"]([^”"\n]+)[”"]', text)]
    spans = [rng.choice(quoted) for _ in range(3)] if quoted else []
    for length in (0, 0, 1, 2, 4, 8, 15, 30, 80):
        first = rng.randrange(len(words))
        spans.append(Span(words[first][0], words[min(len(words) - 1, first + length)][1]))
    return spans


def _with_repeated_sentences(text: str, rng: random.Random) -> str:
    sentences = re.findall(r"[^.\n]+\.", text)
    for _ in range(4):
        at = rng.choice([match.end() for match in re.finditer(r"\w\.\s", text)])
        text = f"{text[:at]}{rng.choice(sentences).strip()} {text[at:]}"
    return text


def read(paths: list[Path]) -> list[str]:
    """The files' texts."""
    return [path.read_text(encoding="utf-8") for path in paths]


if __name__ == "__main__":
    count, seed = [*map(int, sys.argv[1:]), *(2_000, 1)[len(sys.argv) - 1 :]]
    made = tabulate(read(SHARED_TEXTS or OWN), count, seed)
    print(made, *made.wrong[:5], sep="\n")
