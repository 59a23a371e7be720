"""File names made of titles: nothing in one can lead out of a folder, hide a file or be an option."""

from __future__ import annotations

import re
import unicodedata

_LONGEST = 80
"""In bytes of UTF-8, so that numbers and endings fit behind it on every file system."""
_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(10))})


def slug(title: str) -> str:
    """Letters and digits in small letters with single hyphens between, 80 bytes at most; `article` for none."""
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", title).casefold())
    name = "-".join(words)
    while len(name.encode("utf-8", "ignore")) > _LONGEST:
        name = name[:-1]
    name = re.sub("[\ud800-\udfff]", "", name).strip("-")
    return f"{name}-article" if name in _RESERVED else name or "article"
