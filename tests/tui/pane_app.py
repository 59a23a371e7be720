"""An application that shows one side pane with invented data."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from textual.app import App, ComposeResult
from textual.message import Message
from textual.widget import Widget

from reader.config.palette import Palette
from reader.model.analysis import (
    Analysis,
    Engine,
    Entity,
    EntityType,
    Source,
    SourceKind,
    Statement,
    StatementKind,
)
from reader.model.bookmark import Bookmark
from reader.model.document import Document
from reader.model.document_list import DocumentRow, ReadingState
from reader.model.span import Span
from reader.tui.appearance.themes import PaletteTheme, variables

STYLES = Path(__file__).resolve().parents[2] / "styles"
NAMES = (
    *("ground", "side", "selection", "rule", "text", "second", "faint", "focus", "note"),
    *("neutral", "place", "organisation", "group", "event", "time", "quantity"),
)


def _palette(colours: str, speakers: str, *, dark: bool) -> Palette:
    named = dict(zip(NAMES, colours.split(), strict=True))
    return Palette(
        "dark" if dark else "light",
        "",
        dark,
        False,
        **named,
        speakers=tuple(speakers.split()),
        person=named["text"],
    )


DARK = _palette(
    "#14161b #181b21 #23272f #2a2e37 #ddd8cd #aca698 #8b867c #d8b26a #f0d58a"
    " #b5b0a5 #a9cda6 #a9c3e0 #cbb8da #d9c19c #9ccac4 #b5b0a5",
    "#e9a645 #6fb9f2 #52c49c #e3d666 #f08f66 #dc9ec9",
    dark=True,
)
LIGHT = _palette(
    "#faf7f0 #f3efe6 #ece5d6 #ddd6c8 #26241f #625d53 #746e63 #9a5b00 #8a6400"
    " #5f5a50 #2f6b2c #2f5583 #6a4684 #7a5a22 #1f6863 #5f5a50",
    "#9a5a00 #0b62a6 #00704f #6f6500 #b0431a #94407c",
    dark=False,
)


class PaneApp(App[None]):
    """Shows one pane and keeps its messages of some classes. Keys move it as in the program."""

    CSS_PATH = [STYLES / "document_list.tcss", STYLES / "sidebar.tcss"]  # noqa: RUF012  # Textual wants a list
    BINDINGS = [  # noqa: RUF012  # Textual wants a list
        ("j", "drive('move', 1)"),
        ("k", "drive('move', -1)"),
        ("space", "drive('page', 1)"),
        ("b", "drive('page', -1)"),
        ("g", "drive('to_top')"),
        ("G", "drive('to_bottom')"),
        ("enter", "drive('choose')"),
    ]

    def __init__(self, pane: Widget, kept: tuple[type[Message], ...] = (), palette: Palette = DARK) -> None:
        self._palette = palette
        super().__init__()
        self._pane = pane
        self._kept = kept
        self.seen: list[Message] = []
        for each in (DARK, LIGHT):
            self.register_theme(PaletteTheme(each))
        self.theme = palette.name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return variables(self._palette)

    def compose(self) -> ComposeResult:
        yield self._pane

    def on_mount(self) -> None:
        getattr(self._pane, "row_list", self._pane).focus()

    def action_drive(self, method: str, *arguments: int) -> None:
        getattr(getattr(self._pane, "row_list", self._pane), method)(*arguments)

    def keep(self, message: Message) -> None:
        """The message hook for `run_test`."""
        if isinstance(message, self._kept) and not any(message is each for each in self.seen):
            self.seen.append(message)


def text_of(widget: Widget) -> list[str]:
    """Return the lines that a widget draws, without styles."""
    return [widget.render_line(y).text.rstrip() for y in range(widget.size.height)]


def document_row(number: int, **parts: object) -> DocumentRow:
    title = str(parts.get("title", f"Article number {number}"))
    outlet = parts.get("outlet", "Courier")
    published = parts.get("published", "2024-06-18")
    return DocumentRow(
        document=Document(
            id=number,
            title=title,
            outlet=None if outlet is None else str(outlet),
            authors=(),
            published=None if published is None else str(published),
            url=None,
            path=None,
            added="2024-06-19T00:00:00Z",
        ),
        version_id=number,
        reading=ReadingState(read=bool(parts.get("read", False)), starred=bool(parts.get("starred", False))),
        words=436,
        quotations=parts.get("quotations", 3),  # type: ignore[arg-type]  # as the test says
        bookmarks=int(str(parts.get("bookmarks", 0))),
    )


LIBRARY = (
    document_row(
        1, title="Harbour strike ends after eleven days of talks", outlet="AFP", quotations=9, bookmarks=2
    ),
    document_row(2, title="Leaked budget papers name three ministries", published="2008-08-15", quotations=4),
    document_row(
        3, title="Student builds clock, is sent home", published="2015", read=True, quotations=11, bookmarks=1
    ),
    document_row(
        4, title="[red]Court[/red] rules worship lawful", published="2006-03-27", read=True, quotations=0
    ),
    document_row(
        5, title="東京で開かれた会議についての長い見出し", outlet="共同通信", quotations=None, starred=True
    ),
    document_row(6, title="At least 107 hurt at fair", outlet="The Evening Correspondent", quotations=2),
    document_row(7, title="Software firm waits for deaths register", read=True, starred=True, quotations=5),
    document_row(8, title="No outlet, no date", outlet=None, published=None, quotations=7),
)


def library(offset: int, limit: int) -> Sequence[DocumentRow]:
    return LIBRARY[offset : offset + limit]


def source(
    number: int, name: str, kind: SourceKind, statements: int, words: int, role: str | None = None
) -> Source:
    return Source(f"s{number}", name, kind, role, None, (), statements, words)


def statement(number: int, source_id: str | None, *via: str) -> Statement:
    return Statement(f"t{number}", StatementKind.DIRECT, (Span(0, 4),), (), (), source_id, via, "cue subject", 0.9)


ANALYSIS = Analysis(
    engine=Engine("test", "1", "none"),
    entities=(
        Entity("e1", "Ana Marsh", EntityType.PERSON, (Span(0, 3), Span(9, 12))),
        Entity("e2", "Port Authority", EntityType.ORGANISATION, (Span(4, 8),)),
        Entity("e3", "Lisbon", EntityType.PLACE, (Span(20, 26),)),
        Entity("e4", "Tuesday", EntityType.TIME, (Span(30, 37),)),
        Entity("e5", "Tom Veld", EntityType.PERSON, (Span(40, 44), Span(50, 54), Span(60, 64))),
    ),
    sources=(
        source(1, "Ana Marsh", SourceKind.PERSON, 6, 120, "Minister of Transport"),
        source(2, "Tom Veld", SourceKind.PERSON, 2, 40, "ministry aide"),
        source(3, "Seoul", SourceKind.GOVERNMENT, 1, 14),
        source(4, "[red]Washington and its several agencies", SourceKind.GOVERNMENT, 1, 60),
        source(5, "AFP", SourceKind.OUTLET, 0, 0),
        source(6, "state agencies", SourceKind.OUTLET, 1, 9),
        source(7, "experts", SourceKind.UNNAMED, 1, 22),
    ),
    statements=(
        statement(1, "s1"),
        statement(2, "s2", "s6", "s5"),
        statement(3, "s2", "s6"),
        statement(4, "s7"),
    ),
)
COLOURS = {"s1": "speaker-1", "s2": "speaker-3", "s3": "speaker-2", "s4": "speaker-4"}
BOOKMARKS = (
    Bookmark("b2", 1, 1, 800, "The port will open again on Monday, she told reporters.", "2024-06-20T00:00:00Z"),
    Bookmark("b1", 1, 1, 120, "Talks went on all night", "2024-06-20T00:00:00Z"),
)
