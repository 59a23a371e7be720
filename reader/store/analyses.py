"""The analyses table: one analysis for each text, by the engine that analysed it last."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator

from reader.model.analysis import Analysis, Engine, QuotationRole, StatementKind
from reader.model.errors import NotFoundError
from reader.model.serial import analysis_from_json, analysis_to_json
from reader.model.span import Span
from reader.store import documents
from reader.store.sqlite import UNREADABLE
from reader.store.table import Table

COLUMNS = "sha256, engine, engine_version, model, quotations, body"
"""The columns that are written, in this order."""
_LEVEL = 1
"""zlib's level. Higher ones save little space and take several times as long."""


class AnalysisTable(Table):
    """The stored analyses."""

    def get(self, sha256: str, engine: Engine) -> Analysis | None:
        """Return the engine's analysis of the text with this hash, or None if it must be analysed (again)."""
        row = self._db.one(
            "SELECT body FROM analyses WHERE sha256 = ? AND engine = ? AND engine_version = ? AND model = ?",
            (sha256, *_names(engine)),
        )
        try:
            return None if row is None else decoded(row[0])
        except ValueError:
            return None

    def by_any_engine(self, sha256: str) -> Analysis | None:
        """Return the stored analysis of the text with this hash, whatever engine made it."""
        row = self._db.one("SELECT body FROM analyses WHERE sha256 = ?", (sha256,))
        try:
            return None if row is None else decoded(row[0])
        except ValueError:
            return None

    def save(self, sha256: str, analysis: Analysis) -> None:
        """Store the analysis of a text in place of any other. Raises NotFoundError."""
        with self._db.transaction():
            version = self._db.one("SELECT document_id FROM versions WHERE sha256 = ?", (sha256,))
            if version is None:
                raise NotFoundError(f"text {sha256[:12]}…: not in the library, so its analysis is not kept")
            values = (sha256, *_names(analysis.engine), speech_in(analysis), encoded(analysis))
            self._db.insert("analyses", COLUMNS, values, conflict="REPLACE")
            documents.recount(self._db, version[0])


def speech_in(analysis: Analysis) -> int:
    """Count the quotations that are speech, without those in statements that are reported as not made."""
    negated = {each.id for each in analysis.statements if each.kind is StatementKind.NEGATED}
    spoken = (each for each in analysis.quotations if each.role is QuotationRole.SPEECH)
    return sum(each.statement not in negated for each in spoken)


def encoded(analysis: Analysis) -> bytes:
    """Return the analysis as deflated JSON."""
    text = json.dumps(analysis_to_json(analysis), ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"), _LEVEL)


def decoded(body: bytes) -> Analysis:
    """Invert `encoded`. Raises ValueError on anything else."""
    try:
        return analysis_from_json(json.loads(zlib.decompress(body).decode("utf-8", "surrogatepass")))
    except (zlib.error, *UNREADABLE) as error:
        raise ValueError(f"not an analysis: {error}") from error


def spans_of(analysis: Analysis) -> Iterator[Span]:
    """Yield every span of an analysis."""
    for entity in analysis.entities:
        yield from entity.mentions
    for source in analysis.sources:
        yield from source.mentions
    yield from (quotation.span for quotation in analysis.quotations)
    for statement in analysis.statements:
        yield from (*statement.content, *statement.cue, *statement.source_mention)
    yield from analysis.omitted


def _names(engine: Engine) -> tuple[object, ...]:
    return engine.name, engine.version, engine.model
