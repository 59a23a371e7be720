"""Articles and analyses for the tests of the store."""

from __future__ import annotations

from datetime import UTC, datetime

from reader.model.analysis import (
    Analysis,
    Engine,
    Entity,
    EntityType,
    Quotation,
    QuotationRole,
    Source,
    SourceKind,
    Statement,
    StatementKind,
)
from reader.model.document import Article, Block, BlockKind, Markup, MarkupKind, Provenance
from reader.model.span import Span

NOON = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)
ENGINE = Engine("rules", "1", "small")
TEXT = 'Harbour reopens\n\n"The ferries sail again," said Mara Lind.\n'


def article(
    text: str = TEXT,
    *,
    title: str = "Harbour reopens",
    path: str | None = None,
    url: str | None = None,
    outlet: str | None = None,
    published: str | None = None,
    authors: tuple[str, ...] = (),
) -> Article:
    """An article of one paragraph with one link, as far as its text is long enough."""
    whole = Span(0, len(text))
    return Article(
        title=title,
        text=text,
        blocks=(Block(whole, BlockKind.PARAGRAPH),) if text else (),
        outlet=outlet,
        authors=authors,
        published=published,
        url=url,
        markups=(Markup(whole, MarkupKind.LINK, "https://example.org/\ud83d"),) if text else (),
        provenance=Provenance(path, "text", "utf-8", False, len(text)),
    )


def analysis(engine: Engine = ENGINE, *, speech: int = 1) -> Analysis:
    """An analysis of `TEXT` with one of everything, and `speech` quotations that are speech."""
    said = Span(18, 41)
    return Analysis(
        engine=engine,
        entities=(Entity("e1", "Mara Lind", EntityType.PERSON, (Span(48, 57),)),),
        quotations=(Quotation(said, QuotationRole.SPEECH, "s1"),) * speech
        + (Quotation(Span(0, 7), QuotationRole.SCARE),),
        sources=(Source("p1", "Mara Lind", SourceKind.PERSON, None, "e1", (Span(48, 57),), 1, 4),),
        statements=(
            Statement(
                "s1", StatementKind.DIRECT, (said,), (Span(43, 47),), (Span(48, 57),), "p1", (), "quoted", 0.9
            ),
        ),
        omitted=(Span(0, 3),),
    )
