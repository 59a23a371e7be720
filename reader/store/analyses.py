"""The analyses table: one analysis a text, that of the engine which analysed it last."""

from __future__ import annotations

import json
import zlib

from reader.model.analysis import Analysis, Engine, QuotationRole
from reader.model.errors import NotFoundError
from reader.model.serial import analysis_from_json, analysis_to_json
from reader.store import documents, versions
from reader.store.sqlite import Database, packed

_QUICK = 1
"""zlib's level: deeper ones save little and make saving several times slower."""


def get(db: Database, sha256: str, engine: Engine) -> Analysis | None:
    """What this engine found in the text with this hash; None where it is still to analyse, or kept unreadably."""
    row = db.one(
        "SELECT body FROM analyses WHERE sha256 = ? AND engine = ? AND engine_version = ? AND model = ?",
        (sha256, *_names(engine)),
    )
    if row is None:
        return None
    try:
        return decoded(row[0])
    except ValueError:
        return None


def save(db: Database, sha256: str, analysis: Analysis) -> None:
    """Keep the analysis in place of any other of this text. Raises NotFoundError. Call inside a transaction."""
    version = versions.with_hash(db, sha256)
    if version is None:
        raise NotFoundError(f"text {sha256[:12]}…: not in the library, so its analysis is not kept")
    db.run(
        "INSERT OR REPLACE INTO analyses (sha256, engine, engine_version, model, quotations, body)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (sha256, *_names(analysis.engine), speech_in(analysis), encoded(analysis)),
    )
    documents.recount(db, version[1])


def speech_in(analysis: Analysis) -> int:
    """How many of its quotations are speech."""
    return sum(quotation.role is QuotationRole.SPEECH for quotation in analysis.quotations)


def encoded(analysis: Analysis) -> bytes:
    """The analysis as deflated JSON."""
    text = json.dumps(analysis_to_json(analysis), ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"), _QUICK)


def decoded(body: bytes) -> Analysis:
    """The inverse of `encoded`. Raises ValueError on anything else."""
    try:
        return analysis_from_json(json.loads(zlib.decompress(body).decode("utf-8", "surrogatepass")))
    except (zlib.error, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not an analysis: {error}") from error


def _names(engine: Engine) -> tuple[object, ...]:
    return packed(engine.name), packed(engine.version), packed(engine.model)
