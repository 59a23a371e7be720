"""Commands while a caret moves in the article: motions, and what they select."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.text.navigation.motions import Motion, RowMotion
from reader.tui.commands.base import A_CARET, AN_ARTICLE, CommandList
from reader.tui.keys.scopes import IN_ARTICLE, IN_CARET

if TYPE_CHECKING:
    from reader.tui.commands.workspace import Workspace

commands = CommandList(group="Selecting", panes=IN_CARET, needs=A_CARET)


@commands.command("caret", "v", panes=IN_ARTICLE, needs=AN_ARTICLE)
def start_caret(desk: Workspace) -> None:
    """Start a caret at the quotation, name or sentence here, to select with."""
    desk.caret.start()
    desk.enter(desk.caret)


@commands.command("caret-sentences", "V", panes=IN_ARTICLE, needs=AN_ARTICLE)
def start_sentences(desk: Workspace) -> None:
    """Select the sentence here, and go on by sentences."""
    start_caret(desk)
    desk.caret.by_sentence()


@commands.command("anchor", "v")
def anchor(desk: Workspace) -> None:
    """Start the selection at the caret, or clear it."""
    desk.caret.anchor()


@commands.command("by-sentence", "V")
def by_sentence(desk: Workspace) -> None:
    """Select whole sentences, or single characters again."""
    desk.caret.by_sentence()


@commands.command("other-end", "o")
def other_end(desk: Workspace) -> None:
    """Move the other end of the selection."""
    desk.caret.turn()


@commands.command("grow", "+")
def grow(desk: Workspace) -> None:
    """Grow the selection to the word, name, quotation, sentence, paragraph."""
    desk.caret.grow()


@commands.command("shrink", "-")
def shrink(desk: Workspace) -> None:
    """Shrink the selection again."""
    desk.caret.shrink()


MOTIONS: tuple[tuple[str, tuple[str, ...], Motion | RowMotion, str], ...] = (
    ("caret-right", ("l", "right"), Motion.RIGHT, "Move the caret one character right"),
    ("caret-left", ("h", "left"), Motion.LEFT, "Move the caret one character left"),
    ("caret-next-word", ("w",), Motion.NEXT_WORD, "Move the caret to the next word"),
    (
        "caret-previous-word",
        ("b",),
        Motion.PREVIOUS_WORD,
        "Move the caret to the start of this word, or of the one before",
    ),
    ("caret-word-end", ("e",), Motion.WORD_END, "Move the caret to the end of the word"),
    ("caret-next-sentence", (")",), Motion.NEXT_SENTENCE, "Move the caret to the next sentence"),
    ("caret-previous-sentence", ("(",), Motion.PREVIOUS_SENTENCE, "Move the caret to the previous sentence"),
    ("caret-next-paragraph", ("}",), Motion.NEXT_PARAGRAPH, "Move the caret to the next paragraph"),
    ("caret-previous-paragraph", ("{",), Motion.PREVIOUS_PARAGRAPH, "Move the caret to the previous paragraph"),
    ("caret-top", ("g", "home"), Motion.FIRST, "Move the caret to the start of the article"),
    ("caret-bottom", ("G", "end"), Motion.LAST, "Move the caret to the end of the article"),
    ("caret-row-start", ("0",), RowMotion.START, "Move the caret to the start of the row"),
    ("caret-first-word", ("^",), RowMotion.FIRST_WORD, "Move the caret to the first word of the row"),
    ("caret-row-end", ("$",), RowMotion.END, "Move the caret to the end of the row"),
)
ROWS = (
    ("caret-down", ("j", "down"), 1, "Move the caret one row down"),
    ("caret-up", ("k", "up"), -1, "Move the caret one row up"),
)
PAGES = (
    ("caret-page-down", ("space", "pagedown"), 1.0, "Move the caret one page down"),
    ("caret-page-up", ("pageup",), -1.0, "Move the caret one page up"),
    ("caret-half-page-down", ("d", "ctrl+d"), 0.5, "Move the caret half a page down"),
    ("caret-half-page-up", ("u", "ctrl+u"), -0.5, "Move the caret half a page up"),
)


def _move(motion: Motion | RowMotion, desk: Workspace) -> None:
    desk.caret.move(motion)


def _move_by_rows(rows: int, desk: Workspace) -> None:
    desk.caret.move_by_rows(rows)


def _move_by_pages(pages: float, desk: Workspace) -> None:
    desk.caret.move_by_pages(pages)


for name, keys, motion, help in MOTIONS:
    commands.add(name, keys, help, partial(_move, motion))
for name, keys, rows, help in ROWS:
    commands.add(name, keys, help, partial(_move_by_rows, rows))
for name, keys, pages, help in PAGES:
    commands.add(name, keys, help, partial(_move_by_pages, pages))


@commands.command("caret-search", "/", argument="WORDS")
def search(desk: Workspace, words: str) -> None:
    """Search, and move the caret to the match."""
    if words:
        desk.say(desk.caret.search(words))
    else:
        desk.ask("/", partial(desk.run, "caret-search"))


@commands.command("caret-next-match", "n")
def next_match(desk: Workspace) -> None:
    """Move the caret to the next match."""
    desk.say(desk.caret.to_match(forward=True))


@commands.command("caret-previous-match", "N")
def previous_match(desk: Workspace) -> None:
    """Move the caret to the previous match."""
    desk.say(desk.caret.to_match(forward=False))


@commands.command("copy-selection", "y")
def copy_selection(desk: Workspace) -> None:
    """Copy exactly the selected words."""
    desk.copier.selection()
    desk.enter(None)


@commands.command("cite-selection", "Y")
def cite_selection(desk: Workspace) -> None:
    """Copy the selected words with speaker, title, outlet, date and URL."""
    desk.copier.citation()
    desk.enter(None)


@commands.command("caret-leave", "escape", "q")
def leave_caret(desk: Workspace) -> None:
    """Stop selecting."""
    desk.enter(None)
    desk.say("")
