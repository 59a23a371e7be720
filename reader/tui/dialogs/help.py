"""The help for a pane, a mode or a window: the keys that mean something there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

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
        (Mode.LINE, own("Typing a line")),
    ),
    Pane.SIDEBAR: ((Mode.CHOICE, own("Choosing")), (Mode.LINE, own("Typing a line"))),
    Mode.NOTES: ((Mode.FILTER, own("Filtering")),),
}
"""Where something is typed no key can ask for help: it is told where one comes from there."""


def help_for(scope: Scope, bindings: Bindings) -> TextDialog:
    """The window with the help for one pane, mode or window."""
    return TextDialog(bindings, TITLES[scope], help_rows(scope, bindings))


def help_rows(scope: Scope, bindings: Bindings) -> Rows:
    """Keys and help of each command with a key in `scope`, under headings; then the commands without a key."""
    rows: Rows = []
    for group in bindings.groups():
        rows += _part(sanitise_line(group), _here(scope, group, bindings), bindings)
    for typed, title in TYPED_FROM.get(scope, ()):
        rows += _part(
            title, (row for group in bindings.groups() for row in _here(typed, group, bindings)), bindings
        )
    return rows + _after_a_colon(bindings) if scope in ALWAYS else rows


def _part(title: Shown, found: Iterator[tuple[str, Bindable]], bindings: Bindings) -> Rows:
    rows = [_row(lead, command, bindings) for lead, command in found]
    return [(title, NOTHING), *rows, (NOTHING, NOTHING)] if rows else []


def _here(scope: Scope, group: str, bindings: Bindings) -> Iterator[tuple[str, Bindable]]:
    for command in bindings.groups()[group]:
        if keys := bindings.keys_in(scope, command):
            yield " ".join(map(label, keys)), command


def _after_a_colon(bindings: Bindings) -> Rows:
    bare = [
        command
        for commands in bindings.groups().values()
        for command in commands
        if not bindings.keys_of(command) and command.is_typed
    ]
    rows = [_row(f":{command.name} {command.argument or ''}".rstrip(), command, bindings) for command in bare]
    return [(own("After a colon"), NOTHING), *rows]


def _row(lead: str, command: Bindable, bindings: Bindings) -> tuple[Shown, Shown]:
    return sanitise_line(f"  {lead}"), sanitise_line(bindings.expand(command.help))
