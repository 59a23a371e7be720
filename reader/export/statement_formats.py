"""Writes statements as comma-separated values, JSON lines or Markdown."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator

from reader.export.csv_table import guarded
from reader.export.escaping import plain, writable
from reader.export.markdown import heading, one_line
from reader.export.statements import ExactWords, ExportedStatement, StatementExport
from reader.model.analysis import SourceKind, StatementKind
from reader.text.wording.explanation import text_has
from reader.text.wording.formatting import NO_SOURCE
from reader.text.wording.quotation_marks import GAP

COLUMNS = (
    "document", "title", "outlet", "authors", "published", "url", "path", "sha256", "id", "kind", "words",
    "start", "end", "places", "speakers", "speaker_kinds", "roles", "text_has", "cue", "via", "confidence",
    "doubtful", "checked",
)  # fmt: skip


def csv_rows(articles: Iterable[StatementExport]) -> Iterator[str]:
    """Yield a header and then the rows of each article (RFC 4180); no cell can act as a formula.

    Several speakers, authors and the like are parted by semicolons, and `places` holds the half-open code-point
    positions of all parts of the words. A lone surrogate is written as Python escapes it.
    """
    yield _csv([COLUMNS])
    for article in articles:
        yield _csv(_cells(article, each) for each in article.statements)


def json_lines(articles: Iterable[StatementExport]) -> Iterator[str]:
    """Yield one JSON object a line for each statement, which also holds what is known of its article."""
    for article in articles:
        for each in article.statements:
            line = json.dumps(_values(article, each), ensure_ascii=False)
            # UTF-8 cannot hold lone surrogates; as Python escapes them, so does JSON.
            yield _encodable(line) + "\n"


def markdown_pages(articles: Iterable[StatementExport]) -> Iterator[str]:
    """Yield the statements of each article under its title: the words as a quotation, then who says them.

    Nothing from an article can act as markup, HTML, a link, a tag or a query of a vault.
    """
    before = ""
    for article in articles:
        blocks = [heading(article.document), *(_block(each) for each in article.statements)]
        yield before + writable("\n\n".join(blocks)) + "\n"
        before = "\n"


STATEMENT_FORMATS: dict[str, Callable[[Iterable[StatementExport]], Iterator[str]]] = {
    "csv": csv_rows,
    "json": json_lines,
    "markdown": markdown_pages,
}
"""What writes each format, in chunks that can all be encoded in UTF-8."""
ENDINGS = {"csv": ".csv", "json": ".jsonl", "markdown": ".md"}
"""The file name extension of each format."""


def _csv(rows: Iterable[Iterable[str]]) -> str:
    file = io.StringIO()
    csv.writer(file).writerows(map(guarded, row) for row in rows)
    return _encodable(file.getvalue())


def _encodable(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode()


def _cells(article: StatementExport, statement: ExportedStatement) -> list[str]:
    document, content = article.document, statement.content
    article_cells = [
        str(document.id),
        document.title,
        document.outlet or "",
        "; ".join(document.authors),
        document.published or "",
        document.url or "",
        document.path or "",
        article.sha256,
    ]
    return [
        *article_cells,
        statement.id,
        statement.kind.value,
        _joined(content),
        str(content[0].span.start),
        str(content[-1].span.end),
        "; ".join(f"{each.span.start}..{each.span.end}" for each in content),
        "; ".join(source.name for source in statement.speakers),
        "; ".join(source.kind.value for source in statement.speakers),
        "; ".join(source.role or "" for source in statement.speakers),
        "; ".join(statement.text_has),
        _joined(statement.cue),
        "; ".join(statement.via),
        f"{statement.confidence:.2f}",
        str(statement.doubtful).lower(),
        str(statement.checked).lower(),
    ]


def _values(article: StatementExport, statement: ExportedStatement) -> dict[str, object]:
    document = article.document
    return {
        "document": document.id,
        **{name: getattr(document, name) for name in ("title", "outlet", "authors", "published", "url", "path")},
        "sha256": article.sha256,
        "id": statement.id,
        "kind": statement.kind.value,
        "words": _joined(statement.content),
        "content": _places(statement.content),
        "speakers": [
            {"name": source.name, "kind": source.kind.value, "role": source.role} for source in statement.speakers
        ],
        "text_has": statement.text_has,
        "cue": _places(statement.cue),
        "via": statement.via,
        "confidence": round(statement.confidence, 4),
        "doubtful": statement.doubtful,
        "checked": statement.checked,
    }


def _places(words: tuple[ExactWords, ...]) -> list[dict[str, object]]:
    return [{"start": each.span.start, "end": each.span.end, "exact": each.exact} for each in words]


def _joined(words: tuple[ExactWords, ...]) -> str:
    return GAP.join(each.exact for each in words)


def _block(statement: ExportedStatement) -> str:
    quoted = plain(_joined(statement.content)).splitlines() or [""]
    facts = [
        statement.kind.value,
        f"“{one_line(_joined(statement.cue))}”" if statement.cue else "",
        f"{statement.confidence:.2f}",
        "doubtful" if statement.doubtful else "",
        "checked" if statement.checked else "",
        ", ".join(f"{each.span.start}–{each.span.end}" for each in statement.content),
    ]
    lines = [*(f"> {line}".rstrip() for line in quoted), ">", f"> — {plain(one_line(_said_by(statement)))}"]
    return "\n".join(lines) + "\n\n" + " · ".join(plain(fact) for fact in facts if fact)


def _said_by(statement: ExportedStatement) -> str:
    names = [
        source.name
        + (f", {source.role}" if source.role else "")
        + ("" if source.kind is SourceKind.PERSON else f" ({source.kind.value})")
        for source in statement.speakers
    ]
    via = f", via {', '.join(statement.via)}" if statement.via else ""
    named = f"; {text_has(statement.text_has)}" if statement.text_has else ""
    did_not = " (did not say it)" if statement.kind is StatementKind.NEGATED else ""
    return f"{'; '.join(names) or NO_SOURCE}{did_not}{via}{named}"
