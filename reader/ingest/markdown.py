"""Markdown: markdown-it's tokens become rendered prose; of HTML only the words are kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from reader.ingest.draft import ArticleDraft
from reader.ingest.front_matter import split_front_matter
from reader.ingest.metadata import Metadata
from reader.ingest.rendered_draft import draft_of
from reader.ingest.rendering import OpenMarkup, Rendering
from reader.ingest.text import with_plain_line_ends
from reader.model.document import BlockKind, MarkupKind

if TYPE_CHECKING:
    from markdown_it.token import Token

_LONGEST = 2_000_000
_DEEPEST = 60
_MOST_BRACKETS = 20_000
"""More than any article has; the parser looks far ahead from each."""
_MARKUPS = {"em": MarkupKind.EMPHASIS, "strong": MarkupKind.STRONG, "link": MarkupKind.LINK}
_HIDDEN_HTML = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[/!?]?[A-Za-z][^<>]*>|<!--|-->")
_BREAK = re.compile(r"<br\b", re.IGNORECASE)


def read_markdown(source: str) -> ArticleDraft | None:
    """Read a Markdown file and its front matter.

    Returns None if it is too long for the parser, or such that the parser would lose words or take minutes; it can
    then be read as plain text.
    """
    from markdown_it import MarkdownIt

    metadata, body = split_front_matter(with_plain_line_ends(source))
    if len(body) > _LONGEST or body.count("[") > _MOST_BRACKETS:
        return None
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
    tokens = parser.parse(body)
    # Below the deepest level the parser drops words.
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        return None
    walk = _MarkdownWalk()
    walk.blocks(tokens)
    return draft_of(walk.rendering, metadata or Metadata())


class _MarkdownWalk:
    """Walks over the tokens of a file once, in order."""

    def __init__(self) -> None:
        self.rendering = Rendering()
        self._quotes = 0
        self._numbers: list[int | None] = []
        self._item_begins = False

    def blocks(self, tokens: Iterable[Token]) -> None:
        for token in tokens:
            self._block(token)
        self.rendering.end()

    def _block(self, token: Token) -> None:
        match token.type:
            case "heading_open":
                self._begin(BlockKind.SUBHEADING, int(token.tag[1:]))
            case "paragraph_open":
                self._begin(self._paragraph_kind())
            case "tr_open":
                self._begin(BlockKind.PARAGRAPH)
            case "th_open" | "td_open":
                self.rendering.begin_cell()
            case "inline":
                self._inline(token.children or ())
            case "fence" | "code_block":
                self._begin(BlockKind.CODE)
                self.rendering.verbatim(token.content)
            case "html_block":
                self._begin(self._paragraph_kind())
                self.rendering.words(_TAG.sub(" ", _HIDDEN_HTML.sub(" ", token.content)))
            case _:
                self._nesting(token)

    def _nesting(self, token: Token) -> None:
        match token.type:
            case "blockquote_open" | "blockquote_close":
                self._quotes += token.nesting
            case "bullet_list_open":
                self._numbers.append(None)
            case "ordered_list_open":
                self._numbers.append(int(token.attrs.get("start", 1)))
            case "bullet_list_close" | "ordered_list_close":
                self._numbers.pop()
            case "list_item_open":
                self._item_begins = True
            case "list_item_close":
                self._item_begins = False
            case "tr_close" | "heading_close":
                self.rendering.end()

    def _paragraph_kind(self) -> BlockKind:
        if self._item_begins:
            return BlockKind.LIST_ITEM
        return BlockKind.BLOCK_QUOTE if self._quotes else BlockKind.PARAGRAPH

    def _begin(self, kind: BlockKind, level: int | None = None) -> None:
        self.rendering.begin(kind, level)
        if self._item_begins:
            self._item_begins = False
            if self._numbers and self._numbers[-1] is not None:
                self.rendering.verbatim(f"{self._numbers[-1]}. ")
                self._numbers[-1] += 1

    def _inline(self, tokens: Iterable[Token]) -> None:
        opened: list[OpenMarkup] = []
        tokens = list(tokens)
        for index, token in enumerate(tokens):
            kind = _MARKUPS.get(token.type.rsplit("_", 1)[0])
            if kind and token.nesting == 1:
                target = token.attrGet("href")
                opened.append(self.rendering.open(kind, None if target is None else str(target)))
            elif kind and token.nesting == -1:
                self.rendering.close(opened.pop())
            elif token.type == "code_inline" and _is_between_letters(tokens, index):
                self.rendering.verbatim(token.markup + token.content + token.markup)
            else:
                self._leaf(token)

    def _leaf(self, token: Token) -> None:
        match token.type:
            case "text" | "text_special" | "image":
                self.rendering.words(token.content)
            case "softbreak":
                self.rendering.words(" ")
            case "hardbreak":
                self.rendering.line_break()
            case "code_inline":
                code = self.rendering.open(MarkupKind.CODE)
                self.rendering.verbatim(token.content)
                self.rendering.close(code)
            case "html_inline" if _BREAK.match(token.content):
                self.rendering.line_break()


def _is_between_letters(tokens: Sequence[Token], index: int) -> bool:
    """True for "code" inside a word: grave accents typed as apostrophes ("can`t")."""
    if not 0 < index < len(tokens) - 1:
        return False
    before, after = tokens[index - 1].content, tokens[index + 1].content
    return before[-1:].isalpha() and after[:1].isalpha()
