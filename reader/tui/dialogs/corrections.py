"""Windows that list what a person corrected: the corrections of an article, and the names given to sources."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reader.model.correction import Alias, Correction
from reader.session.correction_list import ListedCorrection
from reader.text.safety.sanitise import Shown, own, sanitise_line
from reader.text.wording.corrections import LOST
from reader.text.wording.formatting import readable_date
from reader.tui.dialogs.list_dialog import ListDialog
from reader.tui.dialogs.window import HELP_HINT
from reader.tui.keys.bindings import Bindings
from reader.tui.keys.scopes import Mode


class CorrectionsDialog(ListDialog[ListedCorrection, ListedCorrection]):
    """Lists the corrections of an article, and takes them back. Returns the one whose place to go to."""

    where = Mode.CORRECTIONS
    title_words = own("Corrections of this article")
    hints = (("choose", "goes there"), ("delete", "takes it back"), ("undo", "undoes"), HELP_HINT)

    def line(self, thing: ListedCorrection) -> Shown:
        """Return when it was made, by whom, and what it says."""
        by = f"{thing.row.author}  " if thing.row.author else ""
        return sanitise_line(f"{readable_date(thing.row.created, short=True):>11}  {by}{thing.words}")

    def detail(self, thing: ListedCorrection) -> Shown:
        """Return the same at length."""
        lost = f" · {LOST}" if thing.is_lost else ""
        return sanitise_line(f"{thing.words} · {_since(thing.row)}{lost}")

    def answer(self, thing: ListedCorrection) -> ListedCorrection:
        """Return the correction."""
        return thing


class AliasesDialog(ListDialog[Alias, None]):
    """Lists the names that were given to sources, and withdraws them."""

    where = Mode.ALIASES
    title_words = own("Names you gave to sources")
    hints = (("delete", "withdraws"), ("undo", "undoes"), HELP_HINT)

    def __init__(
        self,
        bindings: Bindings,
        things: Callable[[], Sequence[Alias]],
        delete: Callable[[Alias], None],
        undo: Callable[[], object],
        empty: Shown,
        holds: Callable[[Alias], str],
    ) -> None:
        """`holds` returns in words where a name holds."""
        super().__init__(bindings, things, delete, undo, empty)
        self._holds = holds

    def line(self, thing: Alias) -> Shown:
        """Return which name becomes which, and where."""
        return sanitise_line(f"{thing.name} → {thing.becomes}   {self._holds(thing)}")

    def detail(self, thing: Alias) -> Shown:
        """Return since when, and by whom."""
        return sanitise_line(f"{self._holds(thing)} · {_since(thing)}")


def _since(row: Correction | Alias) -> str:
    """Return when a person said it, to the minute in UTC, and who it was."""
    by = f" by {row.author}" if row.author else ""
    return f"{readable_date(row.created)}, {row.created[11:16]} UTC{by}"
