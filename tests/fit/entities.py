"""Measures the entities of the analysis beside those of the language model alone, on texts marked by people.

    python -m tests.fit.entities FILE… [--model PACKAGE] [--alone] [--errors]

A FILE is `.iob2` as Universal NER publishes it, or text such as `[P Karin Lund] left [L Oslo].` with a sentence a
line and a blank line after each text; P is a person, O an organisation, L a place. A name counts as found if its
span and type are right, articles, possessive endings and a person's titles aside. With --alone each sentence is a
text of its own; --errors prints what either gets wrong.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from pathlib import Path

from reader.analysis.entities.entity_index import EntityIndex
from reader.analysis.entities.names import TYPE_OF_LABEL
from reader.analysis.passage import Passage
from reader.analysis.pipeline import Pipeline
from reader.analysis.protocol import DEFAULT_MODEL, engine
from reader.model.analysis import EntityType
from reader.model.document import Block, BlockKind
from reader.model.span import Span

TYPES = {
    **dict.fromkeys(("P", "PER"), EntityType.PERSON),
    **dict.fromkeys(("O", "ORG"), EntityType.ORGANISATION),
    **dict.fromkeys(("L", "LOC"), EntityType.PLACE),
}
OURS, MODEL = "analysis", "model alone"
_MARK = re.compile(r"\[([POL]) ([^\]]+)\]")
_ARTICLE = re.compile(r"(?:the|an?)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"\s*['’]s?$")
Named = tuple[Span, EntityType]


@dataclass
class Marked:
    """A text of one sentence a line, with the names that people marked."""

    text: str = ""
    names: set[Named] = field(default_factory=set)

    def add(self, sentence: str, names: Iterable[tuple[int, int, EntityType]]) -> None:
        """Add a sentence with the places of names in it."""
        start = len(self.text)
        self.text += sentence + "\n"
        for first, last, kind in names:
            self.names.update(_named(self.text, Span(start + first, start + last), kind))

    def blocks(self) -> list[Block]:
        """The sentences as paragraphs."""
        lines = re.finditer(r"[^\n]*\S[^\n]*", self.text)
        return [Block(Span(*line.span()), BlockKind.PARAGRAPH) for line in lines]


@dataclass
class Score:
    """How many names were found, were marked, and were both."""

    right: int = 0
    found: int = 0
    marked: int = 0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / max(1, self.found + self.marked)

    def __str__(self) -> str:
        precision, recall = self.right / max(1, self.found), self.right / max(1, self.marked)
        return f"{100 * precision:5.1f} {100 * recall:5.1f} {100 * self.f1:5.1f}"


Scores = dict[tuple[str, str], Score]
"""The scores by who found the names and by type; of all types under "all"."""


def main() -> None:
    """Print the scores of the files that the command line names."""
    parser = argparse.ArgumentParser(prog="tests.fit.entities")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--model", default=DEFAULT_MODEL)
    parser.add_argument("--alone", action="store_true")
    parser.add_argument("--errors", action="store_true")
    given = parser.parse_args()
    pipeline = Pipeline.load(given.model, engine(given.model))
    for path in given.files:
        texts = [*read(path, alone=given.alone)]
        errors: Counter[str] | None = Counter() if given.errors else None
        scores = measure(pipeline, texts, errors)
        print(f"{path.name}: precision, recall and F1")
        for (who, kind), score in sorted(scores.items(), key=lambda item: item[0][::-1]):
            print(f"  {kind:12} {who:12} {score}")
        for error, count in sorted((errors or {}).items()):
            print(f"{count:4} {error}")


def read(path: Path, *, alone: bool = False) -> Iterator[Marked]:
    """The texts of a file; if `alone`, each sentence is one."""
    text = Marked()
    for sentence in _iob2(path) if path.suffix == ".iob2" else _plain(path):
        if text.text and (alone or sentence is None):
            yield text
            text = Marked()
        if sentence is not None:
            text.add(*sentence)
    if text.text:
        yield text


def measure(pipeline: Pipeline, texts: Iterable[Marked], errors: Counter[str] | None = None) -> Scores:
    """The scores of the analysis and of the model alone; what is wrong is counted in `errors`."""
    scores: Scores = defaultdict(Score)
    for marked in texts:
        passages = pipeline.passages(marked.text, marked.blocks())
        found = {OURS: set(_ours(marked.text, passages)), MODEL: set(_models(marked.text, passages))}
        for who, names in found.items():
            for kind in (*dict.fromkeys(TYPES.values()), None):
                score = scores[who, kind or "all"]
                score.right += len({name for name in names & marked.names if kind in (None, name[1])})
                score.found += len({name for name in names if kind in (None, name[1])})
                score.marked += len({name for name in marked.names if kind in (None, name[1])})
        if errors is not None:
            errors.update(_differences(marked, found))
    return scores


def _ours(text: str, passages: list[Passage]) -> Iterator[Named]:
    """The names of the analysis, without the titles that its mentions of persons begin with."""
    index = EntityIndex(passages)
    for passage in passages:
        for entity, run in groupby(range(len(passage.doc)), partial(index.at, passage)):
            if entity is not None:
                tokens = list(run)
                yield from _named(text, passage.span(tokens[0], tokens[-1] + 1), entity.type)


def _models(text: str, passages: Iterable[Passage]) -> Iterator[Named]:
    for passage in passages:
        for name in passage.doc.ents:
            if kind := TYPE_OF_LABEL.get(name.label_):
                yield from _named(text, passage.span(name.start, name.end), kind)


def _named(text: str, span: Span, kind: EntityType) -> Iterator[Named]:
    """A name of a type that people marked, without article and possessive ending."""
    if kind in TYPES.values():
        said = span.of(text)
        start = span.start + (article.end() if (article := _ARTICLE.match(said)) else 0)
        end = span.end - (len(ending[0]) if (ending := _POSSESSIVE.search(said)) else 0)
        if start < end:
            yield Span(start, end), kind


def _differences(marked: Marked, found: dict[str, set[Named]]) -> Iterator[str]:
    """What either gets wrong, a line each."""
    for span, kind in sorted(marked.names.union(*found.values()), key=lambda name: name[0].start):
        name = span, kind
        told = [who for who in found if name in found[who]]
        if name in marked.names and len(told) < len(found):
            yield f"MISSED by {'both' if not told else OURS if told == [MODEL] else MODEL}: {_line(marked, name)}"
        elif name not in marked.names:
            yield f"WRONG by {'both' if len(told) == len(found) else told[0]}: {_line(marked, name)}"


def _line(marked: Marked, name: Named) -> str:
    span, kind = name
    start = marked.text.rfind("\n", 0, span.start) + 1
    line = marked.text[start : marked.text.find("\n", span.end)]
    return f"{kind} {span.of(marked.text)!r} in {line[max(0, span.start - start - 40) : span.end - start + 40]!r}"


def _plain(path: Path) -> Iterator[tuple[str, list[tuple[int, int, EntityType]]] | None]:
    """The sentences with the places of their names; None between texts."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            yield None
        elif not line.startswith("#"):
            sentence, names, reached = "", [], 0
            for mark in _MARK.finditer(line):
                sentence += line[reached : mark.start()]
                names.append((len(sentence), len(sentence) + len(mark[2]), TYPES[mark[1]]))
                sentence, reached = sentence + mark[2], mark.end()
            yield sentence + line[reached:], names


def _iob2(path: Path) -> Iterator[tuple[str, list[tuple[int, int, EntityType]]] | None]:
    sentence, names, reached = "", list[tuple[int, int, EntityType]](), 0
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("# newdoc"):
            yield None
        elif line.startswith("# text = "):
            sentence, names, reached = line.removeprefix("# text = "), [], 0
        elif not line.strip() and sentence:
            yield sentence, names
            sentence = ""
        elif line[:1].isdigit():
            _, word, tag = line.split("\t")[:3]
            start = sentence.find(word, reached)
            if start < 0:
                continue
            reached = start + len(word)
            kind = TYPES.get(tag[2:])
            if tag.startswith("I-") and names and kind is names[-1][2]:
                names[-1] = (names[-1][0], reached, names[-1][2])
            elif kind is not None:
                names.append((start, reached, kind))


if __name__ == "__main__":
    main()
