"""Commands that jump: to quotations, names, statements, paragraphs, annotations, changes, matches of a search."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.text.navigation.units import Family
from reader.tui.commands.base import AN_ARTICLE, CommandList
from reader.tui.keys.scopes import IN_ARTICLE, WITH_ARTICLE

if TYPE_CHECKING:
    from reader.tui.commands.workspace import Workspace
    from reader.tui.keys.scopes import Scope

commands = CommandList(group="Jumps", panes=IN_ARTICLE, needs=AN_ARTICLE)


def _jump(
    name: str,
    key: str,
    family: Family,
    help: str,
    *,
    forward: bool = True,
    panes: frozenset[Scope] = IN_ARTICLE,
    group: str = "Jumps",
) -> None:
    """Add a command that jumps to the next unit of a family, or to the previous one."""
    commands.add(name, (key,), help, lambda desk: jump(desk, family, forward=forward), panes=panes, group=group)


def jump(desk: Workspace, family: Family, *, forward: bool) -> None:
    """Jump, and say where it led."""
    desk.say_place(desk.navigator.jump(family, forward))


_jump("next-quotation", "] q", Family.QUOTATION, "The next quotation")
_jump("previous-quotation", "[ q", Family.QUOTATION, "The previous quotation", forward=False)
_jump("next-entity", "] e", Family.ENTITY, "The next mention of any entity")
_jump("previous-entity", "[ e", Family.ENTITY, "The previous mention of any entity", forward=False)
_jump(
    "next-statement",
    "] s",
    Family.SOURCE,
    "The next statement of the chosen source, or of whoever spoke last",
    panes=WITH_ARTICLE,
)
_jump(
    "previous-statement",
    "[ s",
    Family.SOURCE,
    "The previous statement of the chosen source",
    forward=False,
    panes=WITH_ARTICLE,
)
_jump("next-mention", "*", Family.MENTION, "The next mention of the entity, or the next place of the word, here")
_jump("next-paragraph", "}", Family.PARAGRAPH, "The next paragraph")
_jump("previous-paragraph", "{", Family.PARAGRAPH, "The previous paragraph", forward=False)
_jump("next-sentence", ")", Family.SENTENCE, "The next sentence")
_jump("previous-sentence", "(", Family.SENTENCE, "The previous sentence", forward=False)
_jump("next-annotation", "] a", Family.ANNOTATION, "The next annotation", panes=WITH_ARTICLE)
_jump(
    "previous-annotation", "[ a", Family.ANNOTATION, "The previous annotation", forward=False, panes=WITH_ARTICLE
)


@commands.command("repeat-jump", ";", panes=WITH_ARTICLE)
def repeat_jump(desk: Workspace) -> None:
    """The last jump once more."""
    desk.say_place(desk.navigator.repeat(reverse=False))


@commands.command("reverse-jump", ",", panes=WITH_ARTICLE)
def reverse_jump(desk: Workspace) -> None:
    """The last jump the other way."""
    desk.say_place(desk.navigator.repeat(reverse=True))


@commands.command("jump-back", "`")
def jump_back(desk: Workspace) -> None:
    """Back to before the last jump."""
    desk.say(desk.navigator.back())


@commands.command("search", "/", group="Article", argument="WORDS")
def search(desk: Workspace, words: str) -> None:
    """Search the article; capitals count only where you type one."""
    if words:
        desk.say_place(desk.navigator.search(words))
    else:
        desk.ask("/", partial(desk.run, "search"))


_jump("next-match", "n", Family.MATCH, "The next match of the search", group="Article")
_jump("previous-match", "N", Family.MATCH, "The previous match of the search", forward=False, group="Article")
