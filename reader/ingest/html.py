"""HTML as an article: trafilatura finds the report in the page, and its tree is turned into rendered prose."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from reader.ingest.dates import iso_date
from reader.ingest.draft import Draft
from reader.ingest.metadata import Metadata, authors_from, one_line
from reader.ingest.rendered_article import Heading, draft_of
from reader.ingest.rendering import Rendering
from reader.model.document import BlockKind, MarkupKind
from reader.model.errors import IngestError

LONGEST = 20_000_000
"""The most code points of a page that are searched for a report."""

_BOLD, _ITALIC = ("#b",), ("#i",)
_MARKS = {"ref": MarkupKind.LINK, "code": MarkupKind.CODE}
_BLOCKS = {
    "head": BlockKind.SUBHEADING,
    "p": BlockKind.PARAGRAPH,
    "item": BlockKind.LIST_ITEM,
    "quote": BlockKind.BLOCK_QUOTE,
    "row": BlockKind.PARAGRAPH,
}
_DEEPEST = 200
_WHOLE_PAGE = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_SEARCHED = 20_000

Element = Any
"""An element of lxml, which has no types."""


def read_html(source: str, name: str) -> Draft:
    """The draft of a page. Nothing is fetched. Raises IngestError where the page holds no report."""
    if len(source) > LONGEST:
        raise IngestError(f"{name}: the page is larger than {LONGEST // 10**6} MB; save its words as text")
    try:
        page = _extract(source, name)
        walk = _Walk()
        walk.children(page.body, 0)
        walk.end()
        return draft_of(walk.rendering, walk.headings, _metadata(page))
    except IngestError:
        raise
    except Exception as error:  # The parsers below meet whatever the web has made, and fail in ways of their own.
        reason = type(error).__name__
        raise IngestError(f"{name}: the page cannot be read ({reason}); save its words as text") from error


def _extract(source: str, name: str) -> Any:
    """What trafilatura finds: with care first, then all that could be part of a report, however short."""
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
            # Without a date of its own, "latest" is today, and a page would be read otherwise tomorrow.
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


class _Walk:
    """One walk over trafilatura's tree (a subset of TEI), in order."""

    def __init__(self) -> None:
        self.rendering = Rendering()
        self.headings: list[Heading] = []
        self._level: int | None = None

    def children(self, element: Element, depth: int, inside: BlockKind | None = None) -> None:
        """Render the words and elements in `element`; `inside` is the kind of the block they stand in."""
        self.rendering.words(element.text or "")
        number = 0
        for child in element:
            number += child.tag == "item"
            self._element(child, depth + 1, inside, number if element.get("rend") == "ol" else None)
            self.rendering.words(child.tail or "")

    def end(self) -> None:
        """End the block that is open, and note it if it is a heading."""
        before = len(self.rendering.paragraphs)
        self.rendering.end()
        if self._level is not None and len(self.rendering.paragraphs) > before:
            self.headings.append(Heading(before, self._level))
        self._level = None

    def _element(self, element: Element, depth: int, inside: BlockKind | None, number: int | None) -> None:
        tag = element.tag
        if not isinstance(tag, str):
            return
        if depth > _DEEPEST:
            self.rendering.words("".join(element.itertext()))
        elif tag == "lb":
            self.rendering.line_break()
        elif tag == "code" and (inside is None or "\n" in "".join(element.itertext())):
            self._block(BlockKind.CODE, lambda: self.rendering.verbatim("".join(element.itertext())))
        elif tag in _BLOCKS:
            self._nested_block(element, depth, inside, number)
        elif tag == "cell":
            self.rendering.part()
            self.children(element, depth, inside)
        else:
            self._marked(element, depth, inside)

    def _nested_block(self, element: Element, depth: int, inside: BlockKind | None, number: int | None) -> None:
        """A block; a paragraph in a quote is the quote's, and the first one in a list item is the item's."""
        kind = _BLOCKS[str(element.tag)]
        if element.tag == "p" and inside in (BlockKind.BLOCK_QUOTE, BlockKind.LIST_ITEM):
            kind = inside

        def fill() -> None:
            if element.tag == "head":
                level = re.search(r"[1-6]", element.get("rend") or "")
                self._level = int(level[0]) if level else 2
            if number is not None:
                self.rendering.verbatim(f"{number}. ")
            self.children(element, depth, kind)

        if kind is BlockKind.LIST_ITEM and element.tag == "p":
            self.children(element, depth, kind)
        else:
            self._block(kind, fill)

    def _block(self, kind: BlockKind, fill: Callable[[], None]) -> None:
        self.end()
        self.rendering.begin(kind)
        fill()
        self.end()

    def _marked(self, element: Element, depth: int, inside: BlockKind | None) -> None:
        kind = _MARKS.get(str(element.tag))
        if element.tag == "hi":
            rend = element.get("rend")
            kind = MarkupKind.STRONG if rend in _BOLD else MarkupKind.EMPHASIS if rend in _ITALIC else None
        opened = self.rendering.open(kind, element.get("target")) if kind else None
        self.children(element, depth, inside)
        if opened:
            self.rendering.close(opened)
