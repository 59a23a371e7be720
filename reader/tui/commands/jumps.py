"""Commands that jump: to quotations, names, statements, paragraphs, annotations, changes, matches of a search."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.text.navigation.units import Target
from reader.tui.commands.base import AN_ARTICLE, CommandList
from reader.tui.keys.scopes import IN_ARTICLE, WITH_ARTICLE

if TYPE_CHECKING:
    from reader.tui.commands.workspace import Workspace
    from reader.tui.keys.scopes import Scope

commands = CommandList(group="Jumps", panes=IN_ARTICLE, needs=AN_ARTICLE)


def _jump(
    name: str,
    key: str,
    family: Target,
    help: str,
    *,
    forward: bool,
    panes: frozenset[Scope] = IN_ARTICLE,
    group: str = "Jumps",
) -> None:
    """Add a command that jumps to the next unit of a family, or to the previous one."""
    commands.add(name, (key,), help, lambda desk: jump(desk, family, forward=forward), panes=panes, group=group)


_next = partial(_jump, forward=True)
_previous = partial(_jump, forward=False)


def jump(desk: Workspace, family: Target, *, forward: bool) -> None:
    """Jump, and say where it led; show the article if it is hidden."""
    before = desk.navigator.current
    where = desk.navigator.jump(family, forward)
    if not desk.article.display:
        desk.focus_article()
    if desk.navigator.current is before:
        desk.say(where)
    else:
        desk.say_place(where)


_next("next-quotation", "] q", Target.QUOTATION, "Go to the next quotation", panes=WITH_ARTICLE)
_previous("previous-quotation", "[ q", Target.QUOTATION, "Go to the previous quotation", panes=WITH_ARTICLE)
_next("next-entity", "] e", Target.ENTITY, "Go to the next name", panes=WITH_ARTICLE)
_previous("previous-entity", "[ e", Target.ENTITY, "Go to the previous name", panes=WITH_ARTICLE)
_next(
    "next-statement",
    "] s",
    Target.STATEMENT,
    "Go to the next statement, or to the next one of the source that is followed",
    panes=WITH_ARTICLE,
)
_previous(
    "previous-statement",
    "[ s",
    Target.STATEMENT,
    "Go to the previous statement, or to the previous one of that source",
    panes=WITH_ARTICLE,
)
_next(
    "next-unchecked",
    "] x",
    Target.UNCHECKED,
    "Go to the next statement that nobody has checked",
    panes=WITH_ARTICLE,
)
_previous(
    "previous-unchecked",
    "[ x",
    Target.UNCHECKED,
    "Go to the previous statement that nobody has checked",
    panes=WITH_ARTICLE,
)
_next(
    "next-mention",
    "*",
    Target.MENTION,
    "Go to the next mention of the name here, or the word's next place",
    panes=WITH_ARTICLE,
)
_next("next-paragraph", "}", Target.PARAGRAPH, "Go to the next paragraph")
_previous("previous-paragraph", "{", Target.PARAGRAPH, "Go to the previous paragraph")
_next("next-sentence", ")", Target.SENTENCE, "Go to the next sentence")
_previous("previous-sentence", "(", Target.SENTENCE, "Go to the previous sentence")
_next("next-annotation", "] a", Target.ANNOTATION, "Go to the next annotation", panes=WITH_ARTICLE)
_previous("previous-annotation", "[ a", Target.ANNOTATION, "Go to the previous annotation", panes=WITH_ARTICLE)


@commands.command("repeat-jump", ";", panes=WITH_ARTICLE)
def repeat_jump(desk: Workspace) -> None:
    """Repeat the last jump."""
    desk.say_place(desk.navigator.repeat(reverse=False))


@commands.command("reverse-jump", ",", panes=WITH_ARTICLE)
def reverse_jump(desk: Workspace) -> None:
    """Repeat the last jump in the other direction."""
    desk.say_place(desk.navigator.repeat(reverse=True))


@commands.command("jump-back", "`")
def jump_back(desk: Workspace) -> None:
    """Go back to where the last jump began."""
    desk.say(desk.navigator.back())


@commands.command("search", "/", group="Article", argument="WORDS")
def search(desk: Workspace, words: str) -> None:
    """Search the article; capitals matter only if you type one."""
    if words:
        desk.say_place(desk.navigator.search(words))
    else:
        desk.ask("/", partial(desk.run, "search"))


_next("next-match", "n", Target.MATCH, "Go to the next match of the search", group="Article")
_previous("previous-match", "N", Target.MATCH, "Go to the previous match of the search", group="Article")
