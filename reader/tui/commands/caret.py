"""What keys do while a caret moves in the article: motions, and what they select."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from reader.text.navigation.motion_names import Motion, RowMotion
from reader.tui.commands.base import ArticleCommand, Command
from reader.tui.keys.scopes import IN_ARTICLE, IN_CARET

if TYPE_CHECKING:
    from reader.tui.screens.main import MainScreen


class StartCaret(ArticleCommand):
    """Select: a caret on the current quotation, name or sentence, to be moved from there."""

    name, keys, group, panes = "caret", ("v",), "Selecting", IN_ARTICLE

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Begin with the caret alone."""
        desk.start_caret()


class StartSentences(StartCaret):
    """Select the sentence here, and go on by sentences."""

    name, keys = "caret-sentences", ("V",)

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Begin with a sentence."""
        desk.start_caret()
        desk.caret.by_sentence()


class CaretCommand(Command):
    """A command for while the caret is on."""

    group, panes, needs = "Selecting", IN_CARET, "a caret: {caret} sets one"

    @classmethod
    def available(cls, desk: MainScreen) -> bool:
        """Whether the caret is on."""
        return desk.caret.selection is not None


class Anchor(CaretCommand):
    """Begin the selection at the caret, or give it up."""

    name, keys = "anchor", ("v",)

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Drop the anchor, or take it up."""
        desk.caret.anchor()


class BySentence(CaretCommand):
    """Select whole sentences, or no longer."""

    name, keys = "by-sentence", ("V",)

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Turn it."""
        desk.caret.by_sentence()


class OtherEnd(CaretCommand):
    """Move the other end of the selection."""

    name, keys = "other-end", ("o",)

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Change caret and anchor over."""
        desk.caret.turn()


class Grow(CaretCommand):
    """Grow to the word, the name, the quotation, the sentence, the paragraph."""

    name, keys = "grow", ("+",)

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Take the next larger one."""
        desk.caret.grow()


class Shrink(CaretCommand):
    """Shrink again."""

    name, keys = "shrink", ("-",)

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Take the next smaller one."""
        desk.caret.shrink()


class CaretMotion(CaretCommand):
    """A motion over the text."""

    motion: ClassVar[Motion]

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Move the caret."""
        desk.caret.move(cls.motion)


class CaretRight(CaretMotion):
    """The caret a character on."""

    name, keys, motion = "caret-right", ("l", "right"), Motion.RIGHT


class CaretLeft(CaretMotion):
    """The caret a character back."""

    name, keys, motion = "caret-left", ("h", "left"), Motion.LEFT


class CaretNextWord(CaretMotion):
    """The caret to the next word."""

    name, keys, motion = "caret-next-word", ("w",), Motion.NEXT_WORD


class CaretPreviousWord(CaretMotion):
    """The caret to the beginning of the word, or of the one before."""

    name, keys, motion = "caret-previous-word", ("b",), Motion.PREVIOUS_WORD


class CaretWordEnd(CaretMotion):
    """The caret to the end of the word."""

    name, keys, motion = "caret-word-end", ("e",), Motion.WORD_END


class CaretNextSentence(CaretMotion):
    """The caret to the next sentence."""

    name, keys, motion = "caret-next-sentence", (")",), Motion.NEXT_SENTENCE


class CaretPreviousSentence(CaretMotion):
    """The caret to the sentence before."""

    name, keys, motion = "caret-previous-sentence", ("(",), Motion.PREVIOUS_SENTENCE


class CaretNextParagraph(CaretMotion):
    """The caret to the next paragraph."""

    name, keys, motion = "caret-next-paragraph", ("}",), Motion.NEXT_PARAGRAPH


class CaretPreviousParagraph(CaretMotion):
    """The caret to the paragraph before."""

    name, keys, motion = "caret-previous-paragraph", ("{",), Motion.PREVIOUS_PARAGRAPH


class CaretFirst(CaretMotion):
    """The caret to the beginning of the article."""

    name, keys, motion = "caret-top", ("g", "home"), Motion.FIRST


class CaretLast(CaretMotion):
    """The caret to the end of the article."""

    name, keys, motion = "caret-bottom", ("G", "end"), Motion.LAST


class CaretRowMotion(CaretCommand):
    """A motion on the row."""

    motion: ClassVar[RowMotion]

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Move the caret."""
        desk.caret.move_on_row(cls.motion)


class CaretRowStart(CaretRowMotion):
    """The caret to the beginning of the row."""

    name, keys, motion = "caret-row-start", ("0",), RowMotion.START


class CaretFirstWord(CaretRowMotion):
    """The caret to the first word of the row."""

    name, keys, motion = "caret-first-word", ("^",), RowMotion.FIRST_WORD


class CaretRowEnd(CaretRowMotion):
    """The caret to the end of the row."""

    name, keys, motion = "caret-row-end", ("$",), RowMotion.END


class CaretDown(CaretCommand):
    """The caret a row down."""

    name, keys = "caret-down", ("j", "down")
    rows: ClassVar[int] = 1

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Move the caret."""
        desk.caret.move_by_rows(cls.rows)


class CaretUp(CaretDown):
    """The caret a row up."""

    name, keys, rows = "caret-up", ("k", "up"), -1


class CaretPageDown(CaretCommand):
    """The caret a page down."""

    name = "caret-page-down"
    keys: ClassVar[tuple[str, ...]] = ("space", "pagedown")
    pages: ClassVar[float] = 1.0

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Move the caret."""
        desk.caret.move_by_pages(cls.pages)


class CaretPageUp(CaretPageDown):
    """The caret a page up."""

    name, pages = "caret-page-up", -1.0
    keys: ClassVar[tuple[str, ...]] = ("pageup",)


class CaretHalfPageDown(CaretPageDown):
    """The caret half a page down."""

    name, keys, pages = "caret-half-page-down", ("d", "ctrl+d"), 0.5


class CaretHalfPageUp(CaretPageDown):
    """The caret half a page up."""

    name, keys, pages = "caret-half-page-up", ("u", "ctrl+u"), -0.5


class CaretSearch(CaretCommand):
    """Search, and move the caret there."""

    name, keys, argument = "caret-search", ("/",), "WORDS"

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Search for the words, or ask for them."""
        if argument:
            desk.say(desk.caret.search(argument))
        else:
            desk.keyboard.ask_search(cls)


class CaretNextMatch(CaretCommand):
    """The caret to the next match of the search."""

    name, keys = "caret-next-match", ("n",)
    forward: ClassVar[bool] = True

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Move the caret, and say which match it is."""
        desk.say(desk.caret.to_match(forward=cls.forward))


class CaretPreviousMatch(CaretNextMatch):
    """The caret to the match before."""

    name, keys, forward = "caret-previous-match", ("N",), False


class CopySelection(CaretCommand):
    """Copy the selected words, exactly."""

    name, keys = "copy-selection", ("y",)

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Copy to the terminal's clipboard, and go back to reading."""
        desk.copier.selection()
        desk.enter(None)


class CiteSelection(CaretCommand):
    """Copy the selected words with speaker, title, outlet, date and URL."""

    name, keys = "cite-selection", ("Y",)

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Copy to the terminal's clipboard, and go back to reading."""
        desk.copier.citation()
        desk.enter(None)


class LeaveCaret(CaretCommand):
    """Leave the selection."""

    name, keys = "caret-leave", ("escape", "q")

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Go back to reading."""
        desk.enter(None)
        desk.say("")
