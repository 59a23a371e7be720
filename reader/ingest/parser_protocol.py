"""The frames between a process and its parser: JSON that describes a document, and the document's text.

A frame is the lengths of both in bytes, as two big-endian numbers of 32 bits, then the JSON in ASCII, then the
text in UTF-8, in which lone surrogates may stand. Each request has one reply.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Iterable
from dataclasses import asdict

from reader.ingest.draft import ArticleDraft
from reader.ingest.metadata import Metadata
from reader.model.serial import Json, blocks_from_json, blocks_to_json, markups_from_json, markups_to_json
from reader.model.span import Span
from reader.model.values import value_class

PROTOCOL = 1
LARGEST = 1 << 30
"""In bytes: a longer part of a frame is a fault."""
HEADER = struct.Struct(">II")


class ParserProtocolError(ValueError):
    """A frame that does not follow the protocol."""


@value_class(frozen=True, slots=True)
class ParseRequest:
    """A document to parse."""

    id: int
    format: str
    name: str
    """What messages call it."""
    seconds: float
    """The CPU time that it may take."""
    source: str


@value_class(frozen=True, slots=True)
class Parsed:
    """The draft of the request with the same `id`, or None where the document is better read as plain text."""

    id: int
    draft: ArticleDraft | None


@value_class(frozen=True, slots=True)
class Refused:
    """Why a document cannot be read, in one line that names it."""

    id: int
    reason: str


def encode_request(request: ParseRequest) -> bytes:
    """The request as a frame."""
    values = {"id": request.id, "format": request.format, "name": request.name, "seconds": request.seconds}
    return _frame(values, request.source)


def decode_request(head: bytes, text: bytes) -> ParseRequest:
    """The inverse of `encode_request`, from the two parts of a frame. Raises ParserProtocolError."""
    values = _values(head)
    try:
        number, format, name = int(values["id"]), str(values["format"]), str(values["name"])
        return ParseRequest(number, format, name, float(values["seconds"]), _decoded(text))
    except (KeyError, TypeError, ValueError) as error:
        raise ParserProtocolError(f"not a request: {error}") from error


def encode_reply(reply: Parsed | Refused) -> bytes:
    """The reply as a frame."""
    if isinstance(reply, Refused):
        return _frame({"id": reply.id, "reason": reply.reason}, "")
    draft = reply.draft
    if draft is None:
        return _frame({"id": reply.id}, "")
    values = {"blocks": blocks_to_json(draft.blocks), "markups": markups_to_json(draft.markups)}
    return _frame({"id": reply.id, **values, "metadata": asdict(draft.metadata)}, draft.text)


def decode_reply(head: bytes, text: bytes) -> Parsed | Refused:
    """The inverse of `encode_reply`, from the two parts of a frame. Raises ParserProtocolError."""
    values = _values(head)
    try:
        number = int(values["id"])
        if "reason" in values:
            return Refused(number, " ".join(str(values["reason"]).split()))
        return Parsed(number, _draft(values, _decoded(text)) if "blocks" in values else None)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ParserProtocolError(f"not a reply: {error}") from error


def read_frame(read: Callable[[int], bytes]) -> tuple[bytes, bytes] | None:
    """Return the two parts of the next frame, or None at the end of the stream; `read` returns so many bytes.

    Raises ParserProtocolError for a frame that is cut short or too long.
    """
    header = read(HEADER.size)
    if not header:
        return None
    if len(header) < HEADER.size:
        raise ParserProtocolError("a frame is cut short")
    lengths = HEADER.unpack(header)
    if max(lengths) > LARGEST:
        raise ParserProtocolError("a frame is too long")
    head, text = (read(length) for length in lengths)
    if (len(head), len(text)) != lengths:
        raise ParserProtocolError("a frame is cut short")
    return head, text


def _draft(values: Json, text: str) -> ArticleDraft:
    blocks, markups = blocks_from_json(values["blocks"]), markups_from_json(values["markups"])
    _check([*(block.span for block in blocks), *(markup.span for markup in markups)], len(text))
    metadata = values["metadata"]
    authors = tuple(map(str, metadata.pop("authors")))
    if any(value is not None and not isinstance(value, str) for value in metadata.values()):
        raise TypeError("metadata are texts")
    return ArticleDraft(text, blocks, markups, Metadata(authors=authors, **metadata))


def _check(spans: Iterable[Span], length: int) -> None:
    if any(not 0 <= span.start < span.end <= length for span in spans):
        raise ValueError("a span is outside the text")


def _frame(values: Json, text: str) -> bytes:
    # ASCII only, so that a name with lone surrogates, as of a file in no known encoding, survives.
    head = json.dumps({"protocol": PROTOCOL, **values}, separators=(",", ":")).encode("ascii")
    body = text.encode("utf-8", "surrogatepass")
    return HEADER.pack(len(head), len(body)) + head + body


def _values(head: bytes) -> Json:
    try:
        values = json.loads(head)
    except (ValueError, RecursionError) as error:
        raise ParserProtocolError(f"not JSON: {error}") from error
    if not isinstance(values, dict) or values.get("protocol") != PROTOCOL:
        raise ParserProtocolError("a frame of another protocol")
    return values


def _decoded(text: bytes) -> str:
    return text.decode("utf-8", "surrogatepass")
