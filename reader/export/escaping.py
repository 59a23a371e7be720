"""Escapes text from articles and notes for Markdown, HTML in Markdown, and YAML."""

from __future__ import annotations

import json
import re

from reader.export.inert import inert

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~^$%=&]")
_AT_LINE_START = re.compile(r"^([ \t]*)(?:([-+:])(?=\s|$|-|\+|:)|(\d{1,9})([.)])(?=\s|$))", re.MULTILINE)
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})", re.MULTILINE)
_NOT_IN_TAGS = re.compile(r"[^\w/-]+")
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
_YAML_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


def plain(text: str) -> str:
    """Escape text so that Markdown shows it as it is: no markup, HTML, tag, block id or indented code."""
    escaped = _SPECIAL.sub(lambda match: "&amp;" if match[0] == "&" else "\\" + match[0], text)
    escaped = escaped.replace("::", r":\:")
    return _AT_LINE_START.sub(_escaped_start, _INDENT.sub("", escaped))


def _escaped_start(match: re.Match[str]) -> str:
    bullet = match[2]
    return f"{match[1]}\\{bullet}" if bullet else f"{match[1]}{match[3]}\\{match[4]}"


def note(text: str) -> str:
    """Keep a note's own Markdown as far as it is inert in a vault, and close an open fence."""
    safe = inert(text)
    opened = ""
    for fence in _FENCE.finditer(safe):
        if not opened:
            opened = fence[1]
        elif fence[1].startswith(opened):
            opened = ""
    return f"{safe.rstrip()}\n{opened}" if opened else safe.strip("\n")


def tag(text: str) -> str:
    """Make a tag that a vault accepts: no spaces, and not digits alone."""
    name = _NOT_IN_TAGS.sub("-", text).strip("-/")
    return f"{name}_" if name.replace("-", "").replace("/", "").isdecimal() else name


def scalar(text: str) -> str:
    """Write a YAML string in double quotes, on one line."""
    # Templater runs what stands between "<%" and "%>", wherever that is.
    quoted = json.dumps(text, ensure_ascii=False).replace("<%", r"\u003C%")
    return _YAML_ESCAPED.sub(
        lambda match: r"\uFFFD" if "\ud800" <= match[0] <= "\udfff" else f"\\u{ord(match[0]):04X}", quoted
    )


def writable(text: str) -> str:
    """Replace lone surrogates, which UTF-8 cannot hold, by U+FFFD."""
    return re.sub("[\ud800-\udfff]", "\N{REPLACEMENT CHARACTER}", text)
