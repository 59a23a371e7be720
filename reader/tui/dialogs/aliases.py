"""The list of names that hold for every article: which source goes by which, and withdrawing that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList

from reader.model.correction import Alias
from reader.text.sanitise import Shown, own, sanitise_line
from reader.text.wording import readable_date
from reader.tui.keys import name_of
from reader.tui.safe import Words, entitle, option


@dataclass(frozen=True)
class AliasActs:
    """What the list may do; each act says what was done."""

    aliases: Callable[[], Sequence[Alias]]
    withdraw: Callable[[str], None]
    undo: Callable[[], str]


class AliasesDialog(ModalScreen[None]):
    """Shows the aliases, and lets them be withdrawn."""

    def __init__(self, acts: AliasActs) -> None:
        super().__init__()
        self._acts = acts

    def compose(self) -> ComposeResult:
        """A frame with the list in it."""
        with Vertical(classes="dialog") as frame:
            entitle(frame, own("Names for every article"), own("X withdraws · U undoes · Esc closes"))
            yield OptionList(markup=False, compact=True)
            yield Words(own("none yet: in the sidebar, M merges ticked sources and E renames one"), id="empty")

    def on_mount(self) -> None:
        """Fill the list."""
        self._fill()

    def on_key(self, event: events.Key) -> None:
        """Move as everywhere, withdraw, undo, close."""
        options = self.query_one(OptionList)
        acts: dict[str, Callable[[], object]] = {
            "j": options.action_cursor_down,
            "k": options.action_cursor_up,
            "g": options.action_first,
            "G": options.action_last,
            "X": self._withdraw,
            "U": self._undo,
            "q": self.dismiss,
            "escape": self.dismiss,
        }
        if act := acts.get(name_of(event)):
            event.stop()
            event.prevent_default()
            act()

    def _withdraw(self) -> None:
        options = self.query_one(OptionList)
        if options.highlighted is not None:
            chosen = options.get_option_at_index(options.highlighted).id
            if chosen is not None:
                self._acts.withdraw(chosen)
                self._fill()

    def _undo(self) -> None:
        self._acts.undo()
        self._fill()

    def _fill(self) -> None:
        options = self.query_one(OptionList)
        at = options.highlighted or 0
        aliases = self._acts.aliases()
        options.clear_options()
        options.add_options(option(_line(alias), alias.id) for alias in aliases)
        self.query_one("#empty").display = not aliases
        options.display = bool(aliases)
        if aliases:
            options.highlighted = min(at, len(aliases) - 1)
            options.focus()


def _line(alias: Alias) -> Shown:
    by = f" · {alias.author}" if alias.author else ""
    return sanitise_line(f"{alias.name} → {alias.becomes}   {readable_date(alias.created, short=True)}{by}")
