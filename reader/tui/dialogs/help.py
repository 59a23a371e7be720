"""The help for a pane, a mode or a window: its keys and commands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from itertools import chain

from reader.text.safety.sanitise import NOTHING, Shown, own, sanitise_line
from reader.tui.dialogs.text_dialog import TextDialog
from reader.tui.keys.bindable import Bindable
from reader.tui.keys.bindings import Bindings
from reader.tui.keys.names import label
from reader.tui.keys.scopes import ALWAYS, Mode, Pane, Scope

Rows = list[tuple[Shown, Shown]]

TITLES: Mapping[Scope, Shown] = {
    Pane.LIST: own("Keys in the document list"),
    Pane.ARTICLE: own("Keys in the article"),
    Pane.SIDEBAR: own("Keys in the sidebar"),
    Mode.CARET: own("Keys while selecting"),
    Mode.NOTES: own("Keys in the list of notes"),
    Mode.BOOKMARKS: own("Keys in the list of bookmarks"),
    Mode.ANNOTATIONS: own("Keys in the list of annotations"),
    Mode.ALIASES: own("Keys in the list of names"),
    Mode.PAGE: own("Keys here"),
    Mode.DECISION: own("Keys here"),
}
TYPED_FROM: Mapping[Scope, tuple[tuple[Scope, Shown], ...]] = {
    Pane.LIST: ((Mode.LINE, own("Typing a line")),),
    Pane.ARTICLE: (
        (Mode.NOTE, own("Writing a note")),
        (Mode.LABEL, own("Giving a label")),
        (Mode.FORM, own("Filling in a form")),
        (Mode.LINE, own("Typing a line")),
    ),
    Pane.SIDEBAR: ((Mode.CHOICE, own("Choosing")), (Mode.LINE, own("Typing a line"))),
    Mode.NOTES: ((Mode.FILTER, own("Filtering")),),
}
"""Inputs have no key for help: theirs is shown in the help of the pane they open from."""


SIGNS: Mapping[Scope, tuple[tuple[str, str], ...]] = {
    Pane.LIST: (
        ("4“", "it quotes somebody four times; … not analysed yet"),
        ("3/18✓", "you have checked 3 of its 18 statements"),
        ("2◆ 1⚑", "it has two annotations and a bookmark"),
        ("● ★ Δ", "unread, starred, changed since you read it"),
    ),
    Pane.ARTICLE: (
        ("│ ┊", "beside quoted words; beside words that are only reported"),
        ("?", "beside a doubtful statement: one below the confidence in the settings (doubt), and not checked"),
        ("×", "beside what somebody is reported not to have said"),
        ("0.83", "on the card, the confidence: in a test, 83 of 100 statements found this way were right"),
        ("◆ ◇ ⚑", "an annotation, one whose words changed, a bookmark"),
        ("✓", "a statement that you ticked"),
    ),
    Pane.SIDEBAR: (
        ("3+1?", "three statements, and a doubtful one: one below the confidence in the settings (doubt)"),
        ("2×", "two things that it is reported not to have said"),
        ("━━━╸", "how many words they have, compared with the source that says most"),
        ("via 2", "it passes on two statements of others"),
        ("0.83", "on the card, the confidence: in a test, 83 of 100 statements found this way were right"),
    ),
}
"""What the signs and numbers in each pane mean."""


def help_for(scope: Scope, bindings: Bindings) -> TextDialog:
    """Return the window with the help for one pane, mode or window."""
    return TextDialog(bindings, TITLES[scope], help_rows(scope, bindings))


def help_rows(scope: Scope, bindings: Bindings) -> Rows:
    """Return keys and help of the commands with a key in `scope`, those without a key, and the signs."""
    groups = bindings.groups()
    commands = [*chain.from_iterable(groups.values())]
    rows: Rows = []
    for group, members in groups.items():
        rows += _section(sanitise_line(group), scope, members, bindings)
    for typed, title in TYPED_FROM.get(scope, ()):
        rows += _section(title, typed, commands, bindings)
    if scope in ALWAYS:
        bare = [each for each in commands if each.is_typed and not bindings.keys_of(each)]
        leads = (f":{each.name} {each.argument or ''}".rstrip() for each in bare)
        rows += [(own("Without a key"), NOTHING), *map(partial(_row, bindings), leads, bare)]
    if scope in SIGNS:
        meanings = ((sanitise_line(f"  {sign}"), sanitise_line(words)) for sign, words in SIGNS[scope])
        rows += [(NOTHING, NOTHING), (own("What the signs mean"), NOTHING), *meanings]
    return rows


def _section(title: Shown, scope: Scope, commands: Iterable[Bindable], bindings: Bindings) -> Rows:
    keys = {each: " ".join(map(label, bindings.keys_in(scope, each))) for each in commands}
    rows = [_row(bindings, lead, each) for each, lead in keys.items() if lead]
    return [(title, NOTHING), *rows, (NOTHING, NOTHING)] if rows else []


def _row(bindings: Bindings, lead: str, command: Bindable) -> tuple[Shown, Shown]:
    return sanitise_line(f"  {lead}"), sanitise_line(bindings.expand(command.help))
