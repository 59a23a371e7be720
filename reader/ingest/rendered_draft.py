"""Makes the draft of rendered Markdown or HTML: finds the headline and the head of the article."""

from __future__ import annotations

from reader.ingest.blocks import as_blocks, with_head
from reader.ingest.draft import ArticleDraft
from reader.ingest.metadata import Metadata, one_line, same_words
from reader.ingest.paragraphs import Paragraph
from reader.ingest.rendering import Heading, Rendering
from reader.model.document import BlockKind, Markup, MarkupKind
from reader.model.span import Span


def draft_of(rendering: Rendering, metadata: Metadata) -> ArticleDraft:
    """Make the draft of a finished rendering.

    The headline is the heading with the words of the metadata's title, else the first heading of the highest level
    if it stands above the report. Without either, the title is put above the text.
    """
    text, found, markups = rendering.text, rendering.paragraphs, tuple(rendering.markups)
    headline = _headline(text, found, rendering.headings, metadata.title)
    if headline is None and metadata.title:
        if found and same_words(_start_of(text, found[0]), metadata.title):
            headline = 0
        else:
            text, found, markups = _below(metadata.title, text, found, markups)
    if headline is not None:
        found[headline] = found[headline]._replace(kind=BlockKind.HEADLINE)

    def is_summary(paragraph: Paragraph) -> bool:
        return same_words(_start_of(text, paragraph), metadata.summary) or _is_emphasised(paragraph, markups)

    return ArticleDraft(text, as_blocks(with_head(text, found, is_summary)), markups, metadata)


def _headline(text: str, found: list[Paragraph], headings: list[Heading], title: str | None) -> int | None:
    for heading in headings:
        if same_words(_start_of(text, found[heading.index]), title):
            return heading.index
    report = _report_begins(found)
    above = [heading for heading in headings if heading.index <= report]
    level = 1 if title or len(headings) > 1 else 6
    if not title and above and above[0].index == 0:
        return 0
    if not title and not above:
        level = 1
        above = headings
    return next((heading.index for heading in above if heading.level <= level), None)


def _report_begins(found: list[Paragraph]) -> int:
    """The index of the first paragraph of some length, or the number of all paragraphs."""
    is_long = (each.kind is BlockKind.PARAGRAPH and each.end - each.start > 60 for each in found)
    return next((index for index, long in enumerate(is_long) if long), len(found))


def _below(
    title: str, text: str, found: list[Paragraph], markups: tuple[Markup, ...]
) -> tuple[str, list[Paragraph], tuple[Markup, ...]]:
    """Put the title above everything as the headline."""
    line = one_line(title) or title
    by = len(line) + 2
    moved = [paragraph._replace(start=paragraph.start + by, end=paragraph.end + by) for paragraph in found]
    return (
        f"{line}\n\n{text}" if text else line,
        [Paragraph(0, len(line), BlockKind.HEADLINE, True), *moved],
        tuple(Markup(markup.span.shift(by), markup.kind, markup.target) for markup in markups),
    )


def _is_emphasised(paragraph: Paragraph, markups: tuple[Markup, ...]) -> bool:
    """True if the whole paragraph is emphasised or strong, as a standfirst is in Markdown."""
    whole = Span(paragraph.start, paragraph.end)
    forms = (MarkupKind.EMPHASIS, MarkupKind.STRONG)
    return any(markup.kind in forms and markup.span.covers(whole) for markup in markups[:20])


def _start_of(text: str, paragraph: Paragraph) -> str:
    return text[paragraph.start : min(paragraph.end, paragraph.start + 1000)]
