"""The measure of descriptions: how a description is judged, and that the marks lie on words."""

from __future__ import annotations

import pytest

from reader.model.analysis import Analysis, Engine, Source, SourceKind, Statement, StatementKind
from reader.model.span import Span
from tests.fit.descriptions import marked, outcome
from tests.shared_files import needs_shared

TEXT = "Ola Dahl, a potter, and Per Moe met. The potter said it rained. The crowd said so."
DAHL, MOE, POTTER, CROWD = Span(0, 8), Span(24, 31), Span(37, 47), Span(64, 73)


def analysed(*who: tuple[str, Span, tuple[Span, ...]]) -> Analysis:
    """The analysis with a statement by each of the sources, at the place where it is described."""
    sources = [
        Source(f"s{n}", name, SourceKind.PERSON, None, None, at, 1, 2) for n, (name, _, at) in enumerate(who)
    ]
    statements = [
        Statement(f"t{n}", StatementKind.INDIRECT, (Span(53, 62),), (), (at,), f"s{n}", (), "clause", 0.9)
        for n, (_, at, _) in enumerate(who)
    ]
    return Analysis(Engine("reader", "0", "none"), sources=tuple(sources), statements=tuple(statements))


@pytest.mark.parametrize(
    ("who", "means", "judged"),
    [
        ([("Ola Dahl", POTTER, (DAHL,))], [DAHL], (True, True, True)),
        ([("Per Moe", POTTER, (MOE,))], [DAHL], (True, True, False)),
        ([("Per Moe", POTTER, (MOE,))], [], (True, True, False)),
        ([("The potter", POTTER, (POTTER,))], [DAHL], (True, False, False)),
        ([("The potter", POTTER, (POTTER,))], [], (True, False, True)),
        ([("Ola Dahl", POTTER, (DAHL,)), ("Per Moe", POTTER, (MOE,))], [DAHL, MOE], (True, True, True)),
        ([("Ola Dahl", POTTER, (DAHL,))], [DAHL, MOE], (True, True, False)),
        ([], [DAHL], (False, False, False)),
    ],
)
def test_a_description_is_judged_by_its_sources(
    who: list[tuple[str, Span, tuple[Span, ...]]], means: list[Span], judged: tuple[bool, bool, bool]
) -> None:
    made = outcome(TEXT, analysed(*who), POTTER, means)
    assert (made.seen, made.joined, made.right) == judged


@needs_shared
@pytest.mark.parametrize(("name", "fewest"), [("first", 40), ("second", 60)])
def test_marks_lie_on_words(name: str, fewest: int) -> None:
    rows = marked(name)
    assert len(rows) >= fewest
    for row in rows:
        if row.file.suffix == ".txt":
            text = row.file.read_text(encoding="utf-8")
            for span in (row.span, *row.means):
                around = text[max(0, span.start - 1) : span.start] + text[span.end : span.end + 1]
                assert not any(map(str.isalnum, around)), span
