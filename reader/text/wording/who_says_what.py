"""Lists in words who says what in a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reader.model.analysis import Analysis, Source, SourceKind, Statement, StatementKind
from reader.text.wording.explanation import named_by_person, source_name
from reader.text.wording.formatting import NO_SOURCE
from reader.text.wording.quotation_marks import GAP, balanced

EXCERPT = 100
"""The most code points of a statement that are quoted."""
_MARKS = frozenset('“”"«»„')
DOUBTFUL, CHECKED = "?", "✓"
"""The signs behind the confidence of a doubtful statement, and of one that a person checked."""


def who_says_what(analysis: Analysis, text: str, doubt: float) -> Iterator[str]:
    """Yield a line for each source, in the order of their first statements, and one for each statement below it.

    Statements without a source come last. `doubt` is the confidence below which a statement is doubtful. The
    lines are not sanitised.
    """
    said = _by_source(analysis.statements)
    sources = {source.id: source for source in analysis.sources}
    for id in sorted(said, key=lambda id: id not in sources):
        yield _heading(sources.get(id))
        for statement in said[id]:
            yield f"  {_line(statement, analysis, text, doubt)}"


def _by_source(statements: Iterable[Statement]) -> dict[str, list[Statement]]:
    """Return the statements of each source, in text order; those of nobody under ''."""
    said: dict[str, list[Statement]] = {}
    for statement in sorted((each for each in statements if each.content), key=lambda each: each.content[0]):
        said.setdefault(statement.source_id or "", []).append(statement)
    return said


def _heading(source: Source | None) -> str:
    if source is None:
        return NO_SOURCE.capitalize()
    kind = "" if source.kind is SourceKind.PERSON else f" ({source.kind.value})"
    return f"{source.name}{f', {source.role}' if source.role else ''}{kind}"


def _line(statement: Statement, analysis: Analysis, text: str, doubt: float) -> str:
    sign = DOUBTFUL if statement.is_doubtful(doubt) else CHECKED if statement.checked else " "
    negated = "did not say: " if statement.kind is StatementKind.NEGATED else ""
    chain = ", ".join(filter(None, (source_name(analysis, each) for each in statement.via)))
    via = f" (via {chain})" if chain else ""
    named = f" ({named})" if (named := named_by_person(statement)) else ""
    return f"{statement.confidence:.2f} {sign} {negated}{_words(statement, text)}{via}{named}"


def _words(statement: Statement, text: str) -> str:
    """Return the words on one line, cut to `EXCERPT`; quoted speech in quotation marks."""
    words = " ".join(GAP.join(balanced(text, span).of(text) for span in statement.content).split())
    cut = words if len(words) <= EXCERPT else words[:EXCERPT].rstrip() + "…"
    return f"“{cut}”" if statement.kind is StatementKind.DIRECT and not _MARKS.intersection(words) else cut
