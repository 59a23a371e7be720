"""What the exports of statements hold: an article, and who says what in it as a person corrected it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from reader.export.annotated import iri_of
from reader.model.analysis import Analysis, Source, Statement, StatementKind
from reader.model.document import Document, Version
from reader.model.span import Span, Spans
from reader.model.values import value_class


@value_class(frozen=True, slots=True)
class ExactWords:
    """Words of the article, character for character, and where they are."""

    span: Span
    """In code points, into the text of the article."""
    exact: str


@value_class(frozen=True, slots=True)
class ExportedStatement:
    """Words and all who say them."""

    id: str
    """The id in the analysis; that of the first speaker's statement if several say it."""
    kind: StatementKind
    content: tuple[ExactWords, ...]
    speakers: tuple[Source, ...]
    """Empty if no source is named."""
    text_has: tuple[str, ...]
    """What the text has for the speakers, where a person named others; '' where it has nothing."""
    cue: tuple[ExactWords, ...]
    via: tuple[str, ...]
    """The names of those who passed it on, nearest first."""
    confidence: float
    """The lowest of any speaker's."""
    doubtful: bool
    checked: bool
    """True if a person checked it for every speaker."""


@value_class(frozen=True, slots=True)
class StatementExport:
    """An article and its statements, in text order."""

    document: Document
    sha256: str
    """The SHA-256 of the text that the positions are in."""
    statements: tuple[ExportedStatement, ...]

    @property
    def source(self) -> str:
        """The IRI of the article."""
        return iri_of(self.document, self.sha256)


def statement_export(
    document: Document, version: Version, analysis: Analysis, doubt: float, *, negated: bool = False
) -> StatementExport:
    """Return the statements of a version, of which `analysis` has the corrections.

    Statements on the same words are one, with several speakers. `doubt` is the confidence below which a statement
    is doubtful. What a source is reported not to have said is left out unless it is wanted as `negated`.
    """
    together: dict[Spans, list[Statement]] = {}
    for each in sorted((each for each in analysis.statements if each.content), key=_place):
        if negated or each.kind is not StatementKind.NEGATED:
            together.setdefault(each.content, []).append(each)
    sources = {source.id: source for source in analysis.sources}
    made = tuple(_statement(each, version.text, sources, doubt) for each in together.values())
    return StatementExport(document, version.sha256, made)


def _place(statement: Statement) -> Span:
    return statement.content[0]


def _statement(
    together: list[Statement], text: str, sources: dict[str, Source], doubt: float
) -> ExportedStatement:
    first = together[0]
    passed_on = chain.from_iterable(each.via for each in together)
    return ExportedStatement(
        first.id,
        first.kind,
        _exact(first.content, text),
        tuple(_known((each.source_id for each in together), sources)),
        tuple(each.renamed_from for each in together if each.renamed_from is not None),
        _exact(next((each.cue for each in together if each.cue), ()), text),
        tuple(source.name for source in _known(passed_on, sources)),
        min(each.confidence for each in together),
        any(each.is_doubtful(doubt) for each in together),
        all(each.checked for each in together),
    )


def _known(ids: Iterable[str | None], sources: dict[str, Source]) -> list[Source]:
    """Return the sources with these ids, each once."""
    return [sources[id] for id in dict.fromkeys(ids) if id in sources]


def _exact(spans: Spans, text: str) -> tuple[ExactWords, ...]:
    return tuple(ExactWords(span, span.of(text)) for span in spans)
