"""The list of names that hold for every article: which source goes by which, and withdrawing that."""

from __future__ import annotations

from reader.model.correction import Alias
from reader.text.safety.sanitise import Shown, own, sanitise_line
from reader.text.wording.formatting import readable_date
from reader.tui.dialogs.list_dialog import ListDialog
from reader.tui.dialogs.window import HELPS
from reader.tui.keys.scopes import Mode


class AliasesDialog(ListDialog[Alias, None]):
    """Shows the aliases, and lets them be withdrawn."""

    where = Mode.ALIASES
    title_words = own("Names for every article")
    hints = (("delete", "withdraws"), ("undo", "undoes"), HELPS)

    def line(self, thing: Alias) -> Shown:
        """Which name becomes which, since when, and by whom."""
        by = f" · {thing.author}" if thing.author else ""
        return sanitise_line(f"{thing.name} → {thing.becomes}   {readable_date(thing.created, short=True)}{by}")
