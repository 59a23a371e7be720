"""What all windows over the panes have in common: a style sheet, which is parsed when the first of them opens."""

from __future__ import annotations

from typing import TypeVar

from textual.screen import ModalScreen

from reader.config.paths import styles_dir

Answer = TypeVar("Answer")

SHEET = styles_dir() / "dialogs.tcss"


class Window(ModalScreen[Answer]):
    """A window that answers with something when it is closed."""

    CSS_PATH = SHEET
