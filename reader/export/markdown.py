"""An article's annotations as a Markdown page for a vault such as Obsidian; a later export updates the page.

What the program writes stands between two comments that name the annotation. What a person writes outside them,
also in the front matter, is kept. Each annotation has a block id for links from other pages.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator

from reader.export.annotated import AnnotatedArticle
from reader.export.escaping import note, plain, scalar, tag, writable
from reader.model.annotation import AnchorState, PlacedAnnotation
from reader.model.document import Document
from reader.model.errors import ReaderError
from reader.model.span import Span
from reader.text.wording.citation import address

_MARK = re.compile(r"<!-- (?P<end>/?)reader:(?P<id>[0-9A-Za-z-]+) -->(?P<line_end>\n?)")
_FRONT = re.compile(r"\A---\n(.*?\n)?---\n", re.DOTALL)
_KEY = re.compile(r"^([^\s#:][^:\n]*):", re.MULTILINE)
_HEAD = "article"
_ID = "reader-article"


def page(article: AnnotatedArticle, present: str = "") -> str:
    """Return the article's page, made from the page `present` if that is not empty.

    Blocks of deleted annotations are removed; new ones go behind those that they follow in the text. Raises
    ReaderError if `present` is not a page of this article.
    """
    if present.strip() and article_of(present) != scalar(article.source):
        raise ReaderError(f"{article.document.title}: the file is not a page of this article; name another file")
    front = _FRONT.match(present)
    body = present[front.end() :] if front else present
    blocks = {_HEAD: heading(article.document)} | {
        placed.annotation.id: _block(placed) for placed in article.annotations
    }
    return writable(_front(article, (front[1] or "") if front else "") + _merged(body, blocks))


def article_of(page: str) -> str | None:
    """Return the IRI, as YAML, of the article that a page is about, or None if this program did not write it."""
    front = _FRONT.match(page)
    found = re.search(rf'^{_ID}: (".*")$', front[1] or "", re.MULTILINE) if front else None
    return found[1] if found else None


def _front(article: AnnotatedArticle, present: str) -> str:
    document = article.document
    tags = dict.fromkeys(made for it in article.annotations for word in it.annotation.tags if (made := tag(word)))
    values = {
        "title": document.title,
        "outlet": document.outlet,
        "authors": document.authors,
        "published": document.published,
        "url": document.url,
        "tags": tags,
        _ID: article.source,
    }
    lines = [f"{key}: {_yaml(value)}\n" for key, value in values.items() if value]
    return "---\n" + "".join(lines) + _others(present, values.keys()) + "---\n"


def _yaml(value: str | Iterable[str]) -> str:
    return scalar(value) if isinstance(value, str) else f"[{', '.join(map(scalar, value))}]"


def _others(present: str, own: Container[str]) -> str:
    """The lines of the front matter under keys that are not ours."""
    starts = [*_KEY.finditer(present)]
    ends = [*(key.start() for key in starts), len(present)][1:]
    parts = zip(starts, ends, strict=True)
    return "".join(present[key.start() : end] for key, end in parts if key[1].strip() not in own)


def heading(document: Document) -> str:
    """Return the title of an article as a heading, and below it its outlet, date and URL as far as known."""
    facts = [plain(fact) for fact in (document.outlet, document.published) if fact]
    # A control character would end the link, and what follows it could be markup.
    url = address(document.url or "")
    if re.fullmatch(r"https?://[^\s<>()]+", url):
        facts.append(f"<{url}>")
    lines = [f"# {plain(one_line(document.title))}", *([" · ".join(facts)] if facts else [])]
    return "\n\n".join(lines)


def _block(placed: PlacedAnnotation) -> str:
    annotation, state = placed.annotation, placed.placement.state
    parts = []
    if annotation.anchor is not None:
        quoted = plain(annotation.anchor.exact).splitlines() or [""]
        speaker = [">", f"> — {plain(one_line(annotation.speaker))}"] if annotation.speaker else []
        parts.append("\n".join([*(f"> {line}".rstrip() for line in quoted), *speaker]))
    parts.append(f"^r-{annotation.id[:13]}")
    if placed.placement.is_undecided:
        parts.append("*(the article has other words here now)*")
    elif state is AnchorState.ORPHAN:
        parts.append("*(no longer in the article)*")
    if annotation.note:
        parts.append(note(annotation.note))
    tags = " ".join(f"#{made}" for word in annotation.tags if (made := tag(word)))
    signed = " · ".join(plain(one_line(part)) for part in (annotation.label, annotation.author) if part)
    return "\n\n".join([*parts, *(part for part in (tags, signed) if part)])


def one_line(text: str) -> str:
    """Return the text with a space for each run of white space."""
    return " ".join(text.split())


def _merged(body: str, blocks: dict[str, str]) -> str:
    """The body with our blocks updated, and new ones behind those that they follow."""
    found = [*_blocks(body)]
    known = {id for id, _ in found} & blocks.keys()
    following: defaultdict[str, list[str]] = defaultdict(list)
    leader = ""
    for id, block in blocks.items():
        if id in known:
            leader = id
        else:
            following[leader].append(_wrapped(id, block))

    parts, end = ["" if body else "\n", "\n".join(following[""])], 0
    for id, span in found:
        replaced = [_wrapped(id, blocks[id]), *following[id]] if id in blocks else []
        parts += [body[end : span.start], "\n".join(replaced)]
        end = span.end
    return "".join([*parts, body[end:]])


def _blocks(body: str) -> Iterator[tuple[str, Span]]:
    """The id and the extent of each of our blocks, in order and apart: from its mark to the next end of its id."""
    marks = [*_MARK.finditer(body)]
    ends: defaultdict[str, list[re.Match[str]]] = defaultdict(list)
    for mark in reversed(marks):
        if mark["end"]:
            ends[mark["id"]].append(mark)
    last = 0
    for mark in marks:
        if mark["end"] or not mark["line_end"] or mark.start() < last:
            continue
        ahead = ends[mark["id"]]
        while ahead and ahead[-1].start() < mark.end():
            ahead.pop()
        if ahead:
            last = ahead[-1].end()
            yield mark["id"], Span(mark.start(), last)


def _wrapped(id: str, block: str) -> str:
    return f"<!-- reader:{id} -->\n{block}\n<!-- /reader:{id} -->\n"
