"""An article's annotations as a Markdown page for a vault such as Obsidian; a later export brings it up to date.

What the program writes stands between two comments that name the annotation; what a person writes outside them, in
the front matter too, is kept. Each annotation has a block id by which other pages can link to it.
"""

from __future__ import annotations

import re
from collections.abc import Container

from reader.export.annotated import Marked
from reader.export.escaping import note, plain, scalar, tag, writable
from reader.model.annotation import AnchorState, PlacedAnnotation
from reader.model.errors import ReaderError

_BLOCK = re.compile(r"<!-- reader:([0-9A-Za-z-]+) -->\n.*?<!-- /reader:\1 -->\n?", re.DOTALL)
_FRONT = re.compile(r"\A---\n(.*?\n)?---\n", re.DOTALL)
_KEY = re.compile(r"^([^\s#:][^:\n]*):", re.MULTILINE)
_HEAD = "article"
_ID = "reader-article"


def page(marked: Marked, present: str = "") -> str:
    """The page of an article, made of what `present` holds of it already. Raises ReaderError.

    Blocks of annotations that are no more are taken out, new ones come behind those that they follow in the text.
    """
    if present.strip() and article_of(present) != scalar(marked.source):
        raise ReaderError(f"{marked.document.title}: the file is not a page of this article; name another one")
    front = _FRONT.match(present)
    body = present[front.end() :] if front else present
    blocks = {_HEAD: _heading(marked)} | {placed.annotation.id: _block(placed) for placed in marked.annotations}
    return writable(_front(marked, (front[1] or "") if front else "") + _merged(body, blocks))


def article_of(page: str) -> str | None:
    """The IRI of the article that a page is about, in YAML, or None where it is no page of this program."""
    front = _FRONT.match(page)
    found = re.search(rf'^{_ID}: (".*")$', front[1] or "", re.MULTILINE) if front else None
    return found[1] if found else None


def _front(marked: Marked, present: str) -> str:
    document = marked.document
    tags = dict.fromkeys(made for it in marked.annotations for word in it.annotation.tags if (made := tag(word)))
    values = {
        "title": scalar(document.title),
        "outlet": scalar(document.outlet) if document.outlet else "",
        "authors": f"[{', '.join(scalar(author) for author in document.authors)}]" if document.authors else "",
        "published": scalar(document.published) if document.published else "",
        "url": scalar(document.url) if document.url else "",
        "tags": f"[{', '.join(scalar(word) for word in tags)}]" if tags else "",
        _ID: scalar(marked.source),
    }
    lines = [f"{key}: {value}\n" for key, value in values.items() if value]
    return "---\n" + "".join(lines) + _others(present, values.keys()) + "---\n"


def _others(present: str, own: Container[str]) -> str:
    """The lines of front matter under keys that are not ours."""
    starts = [*_KEY.finditer(present)]
    ends = [*(key.start() for key in starts), len(present)][1:]
    parts = zip(starts, ends, strict=True)
    return "".join(present[key.start() : end] for key, end in parts if key[1].strip() not in own)


def _heading(marked: Marked) -> str:
    document = marked.document
    facts = [plain(fact) for fact in (document.outlet, document.published) if fact]
    if document.url and re.fullmatch(r"https?://[^\s<>()]+", document.url):
        facts.append(f"<{document.url}>")
    lines = [f"# {plain(_one_line(document.title))}", *([" · ".join(facts)] if facts else [])]
    return "\n\n".join(lines)


def _block(placed: PlacedAnnotation) -> str:
    annotation, state = placed.annotation, placed.placement.state
    parts = []
    if annotation.anchor is not None:
        quoted = plain(annotation.anchor.exact).splitlines() or [""]
        speaker = [">", f"> — {plain(_one_line(annotation.speaker))}"] if annotation.speaker else []
        parts.append("\n".join([*(f"> {line}".rstrip() for line in quoted), *speaker]))
    parts.append(f"^r-{annotation.id[:13]}")
    if state is AnchorState.CHANGED and not placed.placement.decided:
        parts.append("*(the article has other words here now)*")
    elif state is AnchorState.ORPHAN:
        parts.append("*(no longer in the article)*")
    if annotation.note:
        parts.append(note(annotation.note))
    tags = " ".join(f"#{made}" for word in annotation.tags if (made := tag(word)))
    signed = " · ".join(plain(_one_line(part)) for part in (annotation.label, annotation.author) if part)
    return "\n\n".join([*parts, *(part for part in (tags, signed) if part)])


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _merged(body: str, blocks: dict[str, str]) -> str:
    """A page's body with our blocks brought up to date, and the new ones behind those that they follow."""
    known = {match[1] for match in _BLOCK.finditer(body)} & blocks.keys()
    following: dict[str, list[str]] = {}
    leader = ""
    for id in blocks:
        if id in known:
            leader = id
        else:
            following.setdefault(leader, []).append(_wrapped(id, blocks[id]))

    def replaced(match: re.Match[str]) -> str:
        id = match[1]
        return "\n".join([_wrapped(id, blocks[id]), *following.get(id, [])]) if id in blocks else ""

    first = "\n".join(following.get("", []))
    rest = _BLOCK.sub(replaced, body)
    return "\n" + first + rest if not body else first + rest


def _wrapped(id: str, block: str) -> str:
    return f"<!-- reader:{id} -->\n{block}\n<!-- /reader:{id} -->\n"
