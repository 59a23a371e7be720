"""HTML: trafilatura finds the report in a page, and its tree becomes rendered prose."""

from __future__ import annotations

import re
from typing import Any

from reader.ingest.dates import iso_date
from reader.ingest.draft import ArticleDraft
from reader.ingest.metadata import Metadata, authors_from, one_line
from reader.ingest.rendered_draft import draft_of
from reader.ingest.rendering import Rendering
from reader.model.document import BlockKind, MarkupKind
from reader.model.errors import IngestError

LONGEST = 20_000_000
"""In code points: longer pages are refused."""

MOST_ATTRIBUTES = 1_000
"""More of them are cut from a tag: no page needs so many, and the parser compares each with all others."""

_MARKUPS = {
    "ref": MarkupKind.LINK,
    "code": MarkupKind.CODE,
    "hi #b": MarkupKind.STRONG,
    "hi #i": MarkupKind.EMPHASIS,
}
"""By the tag, with the `rend` attribute where that decides."""
_BLOCKS = {
    "head": BlockKind.SUBHEADING,
    "p": BlockKind.PARAGRAPH,
    "item": BlockKind.LIST_ITEM,
    "quote": BlockKind.BLOCK_QUOTE,
    "row": BlockKind.PARAGRAPH,
}
_DEEPEST = 200
_VALUE = r"""(?:"[^"]*+"?|'[^']*+'?|[^\s>"'][^\s>]*+)"""
_ATTRIBUTE = rf"(?>[\s/]*+[^\s/>=]++(?:\s*+=\s*+{_VALUE})?+)"
_TAG = re.compile(rf"<[A-Za-z][^\s/>]*+(?:{_ATTRIBUTE}){{0,{MOST_ATTRIBUTES}}}+(?P<more>(?:{_ATTRIBUTE})*+)")
"""A tag up to its closing bracket; `more` is what there is too much of."""
_WHOLE_PAGE = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_SEARCHED = 20_000

Element = Any
"""An element of lxml, which is not typed."""


def read_html(source: str, name: str) -> ArticleDraft:
    """Read a page; nothing is fetched. Raises IngestError if there is no report in it."""
    if len(source) > LONGEST:
        raise IngestError(f"{name}: the page is larger than {LONGEST // 10**6} MB; save its words as text")
    try:
        page = _extract(without_heaps(source), name)
        walk = _HtmlWalk()
        walk.children(page.body, 0)
        walk.rendering.end()
        return draft_of(walk.rendering, _metadata(page))
    except IngestError:
        raise
    except Exception as error:  # The parsers below meet whatever is on the web, and fail in ways of their own.
        reason = type(error).__name__
        raise IngestError(f"{name}: the page cannot be read ({reason}); save its words as text") from error


def without_heaps(source: str) -> str:
    """Cut from each tag the attributes that are too many."""
    kept, end = [], 0
    for tag in _TAG.finditer(source):
        if tag["more"]:
            kept.append(source[end : tag.start("more")])
            end = tag.end()
    return "".join([*kept, source[end:]])


def _extract(source: str, name: str) -> Any:
    """What trafilatura finds: first with care, then anything that could be a report, however short."""
    from trafilatura import bare_extraction
    from trafilatura.settings import use_config

    if not _WHOLE_PAGE.search(source, 0, _SEARCHED):
        source = f"<html><body>{source}</body></html>"
    lenient = use_config()
    for size in ("MIN_EXTRACTED_SIZE", "MIN_OUTPUT_SIZE"):
        lenient["DEFAULT"][size] = "1"
    for favor_recall, config in ((False, use_config()), (True, lenient)):
        page: Any = bare_extraction(
            source,
            include_comments=False,
            include_formatting=True,
            include_links=True,
            with_metadata=True,
            # By default the latest date allowed is today, and a page would be read differently tomorrow.
            date_extraction_params={"original_date": True, "extensive_search": False, "max_date": "2999-12-31"},
            favor_recall=favor_recall,
            config=config,
        )
        if page is not None and page.body is not None and "".join(page.body.itertext()).strip():
            return page
    raise IngestError(f"{name}: there is no article in this page; save its words as text")


def _metadata(page: Any) -> Metadata:
    return Metadata(
        title=one_line(page.title),
        outlet=one_line(page.sitename),
        authors=authors_from((page.author or "").split(";")),
        published=iso_date(page.date),
        url=one_line(page.url),
        summary=one_line(page.description),
    )


class _HtmlWalk:
    """Walks over trafilatura's tree (a subset of TEI) once, in order."""

    def __init__(self) -> None:
        self.rendering = Rendering()

    def children(self, element: Element, depth: int, inside: BlockKind | None = None) -> None:
        """Render what is in `element`; `inside` is the kind of the block around it."""
        self.rendering.words(element.text or "")
        number = 0
        for child in element:
            number += child.tag == "item"
            self._element(child, depth + 1, inside, number if element.get("rend") == "ol" else None)
            self.rendering.words(child.tail or "")

    def _element(self, element: Element, depth: int, inside: BlockKind | None, number: int | None) -> None:
        tag = element.tag
        if not isinstance(tag, str):
            return
        if depth > _DEEPEST:
            self.rendering.words("".join(element.itertext()))
        elif tag == "lb":
            self.rendering.line_break()
        elif tag == "code" and (inside is None or "\n" in "".join(element.itertext())):
            self.rendering.begin(BlockKind.CODE)
            self.rendering.verbatim("".join(element.itertext()))
            self.rendering.end()
        elif tag in _BLOCKS:
            self._block(element, depth, inside, number)
        elif tag == "cell":
            self.rendering.begin_cell()
            self.children(element, depth, inside)
        else:
            self._inline(element, depth, inside)

    def _block(self, element: Element, depth: int, inside: BlockKind | None, number: int | None) -> None:
        """Render a block; a paragraph in a quote belongs to the quote, and one in a list item to the item."""
        tag = str(element.tag)
        if tag == "p" and inside is BlockKind.LIST_ITEM:
            self.children(element, depth, inside)
            return
        kind = inside if tag == "p" and inside is BlockKind.BLOCK_QUOTE else _BLOCKS[tag]
        self.rendering.begin(kind, _level(element) if tag == "head" else None)
        if number is not None:
            self.rendering.verbatim(f"{number}. ")
        self.children(element, depth, kind)
        self.rendering.end()

    def _inline(self, element: Element, depth: int, inside: BlockKind | None) -> None:
        kind = _MARKUPS.get(f"{element.tag} {element.get('rend')}") or _MARKUPS.get(str(element.tag))
        opened = self.rendering.open(kind, element.get("target")) if kind else None
        self.children(element, depth, inside)
        if opened:
            self.rendering.close(opened)


def _level(head: Element) -> int:
    level = re.search(r"[1-6]", head.get("rend") or "")
    return int(level[0]) if level else 2
