"""What Markdown and HTML have in common once they are rendered: one headline, a head, and the draft of it all."""

from __future__ import annotations

from reader.ingest.blocks import as_blocks, with_head
from reader.ingest.draft import Draft
from reader.ingest.metadata import Metadata, one_line, same_words
from reader.ingest.paragraphs import Paragraph
from reader.ingest.rendering import Rendering
from reader.model.document import BlockKind, Markup, MarkupKind
from reader.model.span import Span
from reader.model.values import value_class

_FOR_THE_WHOLE = (MarkupKind.EMPHASIS, MarkupKind.STRONG)


@value_class(frozen=True, slots=True)
class Heading:
    """A heading among the rendered blocks: which of them it is, and its level from 1 to 6."""

    index: int
    level: int


def draft_of(rendering: Rendering, headings: list[Heading], metadata: Metadata) -> Draft:
    """The draft of a finished rendering.

    The headline is the heading that says what the metadata's title says, else the first heading of the highest
    level when it stands above the report. Where neither is there, the title itself is put above the text.
    """
    text, found, markups = rendering.text, rendering.paragraphs, tuple(rendering.markups)
    headline = _headline(text, found, headings, metadata.title)
    if headline is not None:
        found[headline] = found[headline]._replace(kind=BlockKind.HEADLINE)
    elif metadata.title and not any(same_words(_of(text, first), metadata.title) for first in found[:1]):
        text, found, markups = _below(metadata.title, text, found, markups)
    elif metadata.title and found:
        found[0] = found[0]._replace(kind=BlockKind.HEADLINE)

    def is_summary(paragraph: Paragraph) -> bool:
        words = _of(text, paragraph)
        return same_words(words, metadata.summary) or _is_marked_whole(paragraph, markups)

    return Draft(text, as_blocks(with_head(text, found, is_summary)), markups, metadata)


def _headline(text: str, found: list[Paragraph], headings: list[Heading], title: str | None) -> int | None:
    for heading in headings:
        if same_words(_of(text, found[heading.index]), title):
            return heading.index
    above = [heading for heading in headings if not _report_begins(found[: heading.index])]
    level = 1 if title or len(headings) > 1 else 6
    if not title and above and above[0].index == 0:
        return 0
    if not title and not above:
        level = 1
        above = headings
    return next((heading.index for heading in above if heading.level <= level), None)


def _report_begins(before: list[Paragraph]) -> bool:
    return any(
        paragraph.kind is BlockKind.PARAGRAPH and paragraph.end - paragraph.start > 60 for paragraph in before
    )


def _below(
    title: str, text: str, found: list[Paragraph], markups: tuple[Markup, ...]
) -> tuple[str, list[Paragraph], tuple[Markup, ...]]:
    """Everything moved down to make room for the title as the headline."""
    line = one_line(title) or title
    by = len(line) + 2
    moved = [paragraph._replace(start=paragraph.start + by, end=paragraph.end + by) for paragraph in found]
    return (
        f"{line}\n\n{text}" if text else line,
        [Paragraph(0, len(line), BlockKind.HEADLINE, True), *moved],
        tuple(Markup(markup.span.shift(by), markup.kind, markup.target) for markup in markups),
    )


def _is_marked_whole(paragraph: Paragraph, markups: tuple[Markup, ...]) -> bool:
    """Whether all of a paragraph is emphasised or strong, as a standfirst is written in Markdown."""
    whole = Span(paragraph.start, paragraph.end)
    near = (markup for markup in markups[:20] if markup.kind in _FOR_THE_WHOLE)
    return any(markup.span.covers(whole) for markup in near)


def _of(text: str, paragraph: Paragraph) -> str:
    return text[paragraph.start : min(paragraph.end, paragraph.start + 1000)]
