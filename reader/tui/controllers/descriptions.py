"""Describes an article and what is found in it: the line under the headline, statements, provenance."""

from __future__ import annotations

from collections.abc import Iterator

from reader.model.analysis import Analysis, Entity, QuotationRole, Source, Statement
from reader.model.document import Version
from reader.model.document_list import DocumentRow
from reader.text.annotated_text import AnnotatedText
from reader.text.navigation.statements import tally, voices
from reader.text.navigation.units import Unit, UnitKind
from reader.text.wording.explanation import FROM_THE_DATE, with_date
from reader.text.wording.formatting import NO_SOURCE, counted, listed, readable_date
from reader.text.wording.quotation_marks import words_of

REJECTED = "no statement, as you said"
NOT_SPEECH = {
    QuotationRole.SCARE: "scare quotes, not speech",
    QuotationRole.TITLE: "a title, not speech",
    QuotationRole.HEADLINE: "quoted in the headline",
}
"""What quotation marks stand for that are not around speech."""


def meta_line(row: DocumentRow, annotated: AnnotatedText) -> str:
    """Return outlet, authors, date, length, and how many statements there are and are checked."""
    document = row.document
    parts = [document.outlet or "", ", ".join(document.authors)]
    parts.append(readable_date(document.published) if document.published else "")
    parts.append(counted(row.words, "word"))
    if annotated.analysis is not None:
        hidden = annotated.left_out
        counts = tally(annotated.analysis.statements, hidden)
        parts.append(counted(counts.statements, "statement"))
        parts.append(f"{counts.checked:,} checked" if counts.checked else "")
        parts.append(f"{len(hidden):,} doubtful hidden" if hidden else "")
    return " · ".join(part for part in parts if part)


def statement_of(unit: Unit | None, analysis: Analysis | None) -> Statement | None:
    """Return the statement of a unit, if it is one."""
    if unit is None or analysis is None or unit.kind is UnitKind.ENTITY:
        return None
    return next((statement for statement in analysis.statements if statement.id == unit.id), None)


def entity_of(unit: Unit, analysis: Analysis) -> Entity | None:
    """Return the entity that a unit mentions."""
    return next((each for each in analysis.entities if each.id == unit.id), None)


def sources_of(statement: Statement, analysis: Analysis) -> list[Source]:
    """Return the sources of a statement: those of all statements on its words."""
    names = sources_by_id(analysis)
    return [names[each.source_id] for each in voices(statement, analysis) if each.source_id in names]


def sources_by_id(analysis: Analysis) -> dict[str, Source]:
    """Return the sources of an analysis by their ids."""
    return {source.id: source for source in analysis.sources}


def summary(unit: Unit | None, annotated: AnnotatedText) -> str:
    """Return half a line about a unit: source, cue and chain, or the name and type of an entity."""
    if unit is None or annotated.analysis is None:
        return ""
    if unit.kind is UnitKind.ENTITY:
        entity = entity_of(unit, annotated.analysis)
        if entity is not None and entity.inferred:
            return f"{with_date(unit.spans[0].of(annotated.text), entity.name)} · {FROM_THE_DATE}"
        return f"{entity.name} · {entity.type}" if entity else ""
    statement = statement_of(unit, annotated.analysis)
    if statement is None:
        is_quotation = unit.kind is UnitKind.QUOTATION
        return (not_speech(unit, annotated.analysis) or NO_SOURCE) if is_quotation else ""
    sources = sources_of(statement, annotated.analysis)
    words = words_of(annotated.text, statement.cue)
    names = sources_by_id(annotated.analysis)
    via = ", ".join(names[each].name for each in statement.via if each in names)
    said_by = listed(source.name for source in sources)
    doubtful = "uncertain" if statement.id in annotated.doubtful else ""
    parts = [said_by or NO_SOURCE, words, f"via {via}" if via else "", doubtful]
    return " · ".join(part for part in parts if part)


def not_speech(unit: Unit, analysis: Analysis) -> str | None:
    """Return what quoted words are if they are not speech, else None."""
    found = next((each for each in analysis.quotations if each.span in unit.words), None)
    if found is not None and found.rejected:
        return REJECTED
    return NOT_SPEECH.get(found.role) if found is not None else None


def provenance_rows(version: Version, row: DocumentRow) -> Iterator[tuple[str, str]]:
    """Yield what is known of where a version came from, as pairs of a name and a value."""
    document, origin = row.document, version.provenance
    guess = " (guessed)" if origin.encoding_guessed else ""
    yield "Title", document.title
    yield "Outlet", document.outlet or "not known"
    yield "Authors", ", ".join(document.authors) or "not known"
    yield "Published", document.published or "not known"
    yield "URL", document.url or "none"
    yield "File", origin.path or "none"
    yield "Format", f"{origin.format}, {origin.encoding}{guess}, {origin.size:,} bytes"
    yield "Text", f"{len(version.text):,} characters, {row.words:,} words"
    yield "SHA-256", version.sha256
    yield "In the library", f"document {document.id}, version {version.id}, since {version.created}"
