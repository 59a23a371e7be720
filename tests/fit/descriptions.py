"""Counts the descriptions that are joined to the right name: `python -m tests.fit.descriptions SET [--list]`.

SET is first or second: the places and the answers stand in descriptions_SET.toml, the texts in ../shared.
A description is joined if a statement whose source it is names another source than the description itself. It is
right if the sources are those marked, each by a mention: all of them, and no others. `--list` prints each of
the first set.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reader.ingest import read_file
from reader.model.analysis import Analysis, Source
from reader.model.span import Span
from tests.analysed import analysis_of
from tests.shared_files import SHARED

_ARTICLES = ("the ", "this ", "that ")


@dataclass(frozen=True)
class Described:
    """A description in an article, and the names that it means: none, one, or several for a group."""

    file: Path
    span: Span
    means: tuple[Span, ...]


@dataclass(frozen=True)
class Outcome:
    """What the engine makes of a description."""

    seen: bool
    """True if it is the source of a statement."""
    joined: bool
    right: bool
    """True if it is joined to what it means, or to nothing if it means nothing."""
    names: tuple[str, ...]


def marked(name: str) -> list[Described]:
    """The descriptions of a set, 'first' or 'second', in the order of the file."""
    path = Path(__file__).with_name(f"descriptions_{name}.toml")
    return [
        Described(SHARED / row["file"], Span(*each["span"]), tuple(Span(*span) for span in each["means"]))
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["article"]
        for each in row["descriptions"]
    ]


def outcome(text: str, analysis: Analysis, span: Span, means: Sequence[Span]) -> Outcome:
    """Compare the sources of the statements that a description makes with those that it means."""
    sources = {source.id: source for source in analysis.sources}
    ids = {
        statement.source_id: None
        for statement in analysis.statements
        if statement.source_id and any(span.overlaps(mention) for mention in statement.source_mention)
    }
    found = [sources[each] for each in ids]
    others = [source for source in found if _bare(source.name) not in _bare(span.of(text))]
    right = bool(found) and _same(found, means) if means else not others
    return Outcome(bool(found), bool(others), right, tuple(source.name for source in found))


def _same(found: Sequence[Source], means: Sequence[Span]) -> bool:
    """Return True if each source has a mention at a name, and each name one of a source."""
    at = [{n for n, name in enumerate(means) if any(map(name.overlaps, source.mentions))} for source in found]
    return all(at) and len(frozenset[int]().union(*at)) == len(means)


def _bare(words: str) -> str:
    lower = " ".join(words.lower().split())
    return next((lower.removeprefix(article) for article in _ARTICLES if lower.startswith(article)), lower)


def outcomes(name: str) -> Iterator[tuple[Described, str, Outcome]]:
    """Each description of a set with the text of its article and what the engine makes of it."""
    for each in marked(name):
        article = read_file(each.file)
        yield each, article.text, outcome(article.text, analysis_of(article), each.span, each.means)


def main() -> None:
    """Print the counts of a set."""
    name = sys.argv[1]
    rows = list(outcomes(name))
    if "--list" in sys.argv and name == "first":
        for each, text, made in rows:
            mark = "right" if made.right else "wrong" if made.joined else "alone" if made.seen else "unseen"
            print(f"{mark:6} {each.span.of(text)[:60]!r} {list(made.names)} [{each.file.name}:{each.span.start}]")
    named = [made for each, _, made in rows if each.means]
    joined = [made for *_, made in rows if made.joined]
    print(f"{len(rows)} descriptions, {len(named)} with a name, {sum(made.seen for made in named)} of them seen")
    print(f"with a name: {sum(made.joined for made in named)} joined, {sum(made.right for made in named)} right")
    print(f"joined: {len(joined)}, right {sum(made.right for made in joined)}")


if __name__ == "__main__":
    main()
