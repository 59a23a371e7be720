"""Words as they are passed on: in quotation marks, with who said them and where they stand."""

from __future__ import annotations

from reader.model.analysis import Analysis, Source
from reader.model.document import Document
from reader.model.span import Span
from reader.text.wording import readable_date


def speaker_of(span: Span, analysis: Analysis | None) -> Source | None:
    """The source of the statement that most of `span` belongs to; None where it belongs to none."""
    if analysis is None:
        return None
    spoken: dict[str, int] = {}
    for statement in analysis.statements:
        shared = sum(len(part) for content in statement.content if (part := content.clip(span)))
        if shared and statement.source_id is not None:
            spoken[statement.source_id] = spoken.get(statement.source_id, 0) + shared
    most = max(spoken, key=lambda source: spoken[source], default=None)
    return next((source for source in analysis.sources if source.id == most), None)


def cited(words: str, speaker: str, document: Document) -> str:
    """`words` to the letter in curly quotation marks, then speaker, title, outlet, date and URL if known."""
    known = [
        speaker,
        f"“{document.title}”" if document.title else "",
        document.outlet or "",
        readable_date(document.published) if document.published else "",
        document.url or "",
    ]
    where = ", ".join(" ".join(part.split()) for part in known if part.strip())
    return f"“{words}” — {where}" if where else f"“{words}”"
