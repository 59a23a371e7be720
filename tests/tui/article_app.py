"""An application that shows the article view alone, and an article for it."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widget import Widget

from reader.config.palette import Palette, load_palettes
from reader.config.paths import themes_dir
from reader.model.analysis import (
    Analysis,
    Engine,
    Entity,
    EntityType,
    Quotation,
    QuotationRole,
    Source,
    SourceKind,
    Statement,
    StatementKind,
)
from reader.model.document import Block, BlockKind
from reader.model.span import Span
from reader.text.annotated_text import AnnotatedText, Overlay
from reader.tui.appearance.style_book import StyleBook
from reader.tui.appearance.themes import PaletteTheme, variables
from reader.tui.widgets.selectable_view import SelectableView

PARTS = (
    (BlockKind.HEADLINE, "Minister calls harbour plan 'unworkable'"),
    (
        BlockKind.PARAGRAPH,
        "Transport Minister Anna Berg said “the numbers do not add up” on Tuesday, and left for Oslo.",
    ),
    (BlockKind.SUBHEADING, "A second opinion"),
    (BlockKind.PARAGRAPH, "The engineers, 東京の技師 among them, disagreed. " * 12),
    (BlockKind.LIST_ITEM, "one pier"),
    (BlockKind.LIST_ITEM, "two cranes"),
    (BlockKind.PARAGRAPH, "“We will build it,” she added. " + "More words follow here to fill the row. " * 40),
)


def article() -> tuple[str, tuple[Block, ...]]:
    """Return its text and blocks."""
    text, blocks = "", []
    for kind, words in PARTS:
        start = len(text)
        text += words.strip()
        blocks.append(Block(Span(start, len(text)), kind))
        text += "\n\n"
    return text, tuple(blocks)


def span(text: str, words: str) -> Span:
    """Return the span of the first occurrence of some text."""
    start = text.index(words)
    return Span(start, start + len(words))


def annotated() -> AnnotatedText:
    """Return the article, analysed by hand."""
    text, blocks = article()
    first, second = span(text, "the numbers do not add up"), span(text, "We will build it,")
    berg = span(text, "Anna Berg")
    return AnnotatedText(
        text,
        blocks,
        (),
        Analysis(
            Engine("by hand", "1", "none"),
            entities=(
                Entity("e1", "Anna Berg", EntityType.PERSON, (berg,)),
                Entity("e2", "Oslo", EntityType.PLACE, (span(text, "Oslo"),)),
            ),
            quotations=(
                Quotation(span(text, "unworkable"), QuotationRole.HEADLINE),
                Quotation(first, QuotationRole.SPEECH, "t1"),
                Quotation(second, QuotationRole.SPEECH, "t2"),
            ),
            sources=(Source("s1", "Anna Berg", SourceKind.PERSON, "Transport Minister", "e1", (berg,), 2, 10),),
            statements=(
                Statement(
                    "t1", StatementKind.DIRECT, (first,), (span(text, "said"),), (berg,), "s1", (), "verb", 0.9
                ),
                Statement(
                    "t2", StatementKind.DIRECT, (second,), (span(text, "added"),), (), "s1", (), "verb", 0.7
                ),
            ),
        ),
    )


def palette(name: str = "ink") -> Palette:
    """Return one of the shipped palettes."""
    return load_palettes([themes_dir()])[0][name]


async def resize(pilot: Pilot[None], view: Widget, columns: int, rows: int) -> None:
    """Resize the terminal and wait until a widget as wide as the terminal has followed."""
    await pilot.resize_terminal(columns, rows)
    while view.size.width != columns:
        await pilot.pause()
    await pilot.pause()


class ArticleApp(App[None]):
    """Shows one annotated text."""

    CSS = "Screen { layout: vertical } SelectableView { width: 1fr; height: 1fr }"

    def __init__(self, shown: AnnotatedText, theme: str = "ink", offset: int = 0) -> None:
        self.palette = palette(theme)
        super().__init__()
        self.shown = shown
        self.start = offset
        self.register_theme(PaletteTheme(self.palette))
        self.view = SelectableView(StyleBook.of_article(self.palette, self.palette.ground))
        self.heard: list[object] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return variables(self.palette)

    def compose(self) -> ComposeResult:
        yield self.view

    def on_mount(self) -> None:
        self.theme = self.palette.name
        self.view.show(self.shown, "Harbour Post · 3 May 2021", self.start, Overlay())

    def on_article_view_pointed(self, event: SelectableView.Pointed) -> None:
        self.heard.append(event.offset)

    def on_selectable_view_selected(self, event: SelectableView.Selected) -> None:
        self.heard.append(event.span)

    def rows(self) -> list[str]:
        """The text on the screen, row by row."""
        return [self.view.render_line(y).text for y in range(self.view.size.height)]
