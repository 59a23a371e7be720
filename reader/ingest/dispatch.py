"""Reads an article from bytes: refuses or decodes them, and hands the text to the module of its format."""

from __future__ import annotations

import os
import re
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from reader.config.careful_files import is_file
from reader.ingest import encoding, files, refusal
from reader.ingest.draft import ArticleDraft, article_of
from reader.model.document import Article, Provenance
from reader.model.errors import IngestError

if TYPE_CHECKING:
    from reader.ingest.parser_process import ParserProcess

_HTML = re.compile(
    r"\A\s*+(?:<\?xml[^>]{0,200}+(?<=\?)>\s*+)?(?:<!--(?>(?:[^-]|-(?!->))*)-->\s*+)*+<(?:!doctype\s+html|html|head|body|article)\b",
    re.IGNORECASE | re.DOTALL,
)
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n")
_SNIFFED = 8192


_LONG_MARKDOWN = 100_000
"""In code points: longer Markdown may keep its parser busy for seconds."""


def read_file(path: Path, parser: ParserProcess | None = None, *, given: bool = False) -> Article:
    """Read the article in a file, or in a pipe of the shell if it was `given` on the command line.

    Raises IngestError, which names the file and the reason.
    """
    data = files.read_bytes_of(path, given=given)
    return read_bytes(data, str(path), path=os.path.realpath(path) if is_file(path) else None, parser=parser)


def read_bytes(
    data: bytes,
    name: str,
    *,
    path: str | None = None,
    format: str | None = None,
    parser: ParserProcess | None = None,
) -> Article:
    """Read the article in `data`; `name` stands in messages and gives the format unless `format` does.

    Without a known extension, HTML and Markdown with front matter are recognised by their beginning, and all else
    is text. HTML and long Markdown are parsed by `parser`, or else by one of their own. Raises IngestError if
    there is no article, and ValueError for an unknown format.
    """
    if format not in (None, *files.FORMATS.values()):
        raise ValueError(f"no such format: {format}")
    known = format or files.format_of(name)
    decoded = _decoded(data, name, markup=known in (None, "html"))
    refusal.refuse_empty(name, decoded.text)
    known, draft = _draft(decoded.text, name, known or _sniffed(decoded.text), parser)
    provenance = Provenance(path, known, decoded.encoding, decoded.guessed, len(data))
    return article_of(draft, name, provenance)


def _decoded(data: bytes, name: str, *, markup: bool) -> encoding.Decoded:
    if not encoding.has_bom(data):
        refusal.refuse_known_binary(name, data)
        if wide := encoding.utf16_without_bom(data):
            return encoding.decode_as(data, [wide], name)
        refusal.refuse_zero_bytes(name, data)
    declared = markup and bool(
        _HTML.match(data[:_SNIFFED].decode("latin-1")) or name.lower().endswith((".html", ".htm"))
    )
    return encoding.decode(data, name, declared=declared)


def _sniffed(text: str) -> str:
    beginning = text[:_SNIFFED]
    if _HTML.match(beginning):
        return "html"
    return "markdown" if _FRONT_MATTER.match(beginning) and _has_fields(text) else "text"


def _has_fields(text: str) -> bool:
    from reader.ingest.front_matter import split_front_matter
    from reader.ingest.text import with_plain_line_ends

    return split_front_matter(with_plain_line_ends(text[:65_536]))[0] is not None


def _draft(text: str, name: str, format: str, parser: ParserProcess | None) -> tuple[str, ArticleDraft]:
    """The format that the text was read as in the end, and the draft."""
    from reader.ingest.text import read_text

    draft = _parsed(text, name, format, parser) if format != "text" else None
    if draft is None:
        return "text", read_text(text)
    if not draft.blocks:
        raise IngestError(f"{name}: it holds no words, only markup; there is nothing to read")
    return format, draft


def _parsed(text: str, name: str, format: str, parser: ParserProcess | None) -> ArticleDraft | None:
    if format == "markdown" and len(text) < _LONG_MARKDOWN:
        from reader.ingest.markdown import read_markdown

        return read_markdown(text)
    from reader.ingest.parser_process import ParserFailureError, ParserProcess

    with nullcontext(parser) if parser is not None else ParserProcess() as used:
        try:
            return used.parse(format, name, text)
        except ParserFailureError:
            # Without its parser, Markdown is still text.
            if format != "markdown":
                raise
            return None
