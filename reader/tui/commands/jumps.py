"""Jumps: quotations, entities, the chosen source, paragraphs, matches of a search."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from reader.text.navigation.units import Family
from reader.tui.commands.base import ArticleCommand
from reader.tui.keys.scopes import WITH_ARTICLE

if TYPE_CHECKING:
    from reader.tui.screens.main import MainScreen


class Jump(ArticleCommand):
    """A step to the next or previous of one family."""

    group = "Jumps"
    family: ClassVar[Family]
    forward: ClassVar[bool] = True

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Jump, and say where it led."""
        desk.say_place(desk.navigator.jump(cls.family, cls.forward))


class NextQuotation(Jump):
    """The next quotation."""

    name, keys, family = "next-quotation", ("] q",), Family.QUOTATION


class PreviousQuotation(Jump):
    """The previous quotation."""

    name, keys, family, forward = "previous-quotation", ("[ q",), Family.QUOTATION, False


class NextEntity(Jump):
    """The next mention of any entity."""

    name, keys, family = "next-entity", ("] e",), Family.ENTITY


class PreviousEntity(Jump):
    """The previous mention of any entity."""

    name, keys, family, forward = "previous-entity", ("[ e",), Family.ENTITY, False


class NextStatement(Jump):
    """The next statement of the chosen source, or of whoever spoke last."""

    name, keys, panes, family = "next-statement", ("] s",), WITH_ARTICLE, Family.SOURCE


class PreviousStatement(Jump):
    """The previous statement of the chosen source."""

    name, keys, panes, family, forward = "previous-statement", ("[ s",), WITH_ARTICLE, Family.SOURCE, False


class NextMention(Jump):
    """The next mention of the entity, or the next place of the word, here."""

    name, keys, family = "next-mention", ("*",), Family.MENTION


class NextParagraph(Jump):
    """The next paragraph."""

    name, keys, family = "next-paragraph", ("}",), Family.PARAGRAPH


class PreviousParagraph(Jump):
    """The previous paragraph."""

    name, keys, family, forward = "previous-paragraph", ("{",), Family.PARAGRAPH, False


class NextSentence(Jump):
    """The next sentence."""

    name, keys, family = "next-sentence", (")",), Family.SENTENCE


class PreviousSentence(Jump):
    """The previous sentence."""

    name, keys, family, forward = "previous-sentence", ("(",), Family.SENTENCE, False


class NextAnnotation(Jump):
    """The next annotation."""

    name, keys, panes, family = "next-annotation", ("] a",), WITH_ARTICLE, Family.ANNOTATION


class PreviousAnnotation(Jump):
    """The previous annotation."""

    name, keys, panes, family, forward = "previous-annotation", ("[ a",), WITH_ARTICLE, Family.ANNOTATION, False


class RepeatJump(ArticleCommand):
    """The last jump once more."""

    name, keys, group, panes = "repeat-jump", (";",), "Jumps", WITH_ARTICLE
    reverse: ClassVar[bool] = False

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Jump, and say where it led."""
        desk.say_place(desk.navigator.repeat(reverse=cls.reverse))


class ReverseJump(RepeatJump):
    """The last jump the other way."""

    name, keys, reverse = "reverse-jump", (",",), True


class JumpBack(ArticleCommand):
    """Back to before the last jump."""

    name, keys, group = "jump-back", ("`",), "Jumps"

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Go back; once more leads forth again."""
        desk.say(desk.navigator.back())


class Search(ArticleCommand):
    """Search the article; capitals count only where you type one."""

    name, keys, group, argument = "search", ("/",), "Article", "WORDS"

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Search for the words, or ask for them."""
        if argument:
            desk.say_place(desk.navigator.search(argument))
        else:
            desk.keyboard.ask_search(cls)


class NextMatch(Jump):
    """The next match of the search."""

    name, keys, group, family = "next-match", ("n",), "Article", Family.MATCH


class PreviousMatch(Jump):
    """The previous match of the search."""

    name, keys, group, family, forward = "previous-match", ("N",), "Article", Family.MATCH, False
