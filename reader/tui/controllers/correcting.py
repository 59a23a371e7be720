"""What correcting statements, names and sources has in common: the analysis, the ticks and the messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.session.correction_targets import AnalysedVersion, MentionTarget
from reader.tui.keys.scopes import Pane
from reader.tui.widgets.sidebar import ENTITIES

if TYPE_CHECKING:
    from reader.tui.controllers.desk import Desk


class Correcting:
    """Base of the controllers that correct the analysis of the open article."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def _at(self) -> AnalysedVersion | None:
        current = self._desk.session.current
        if current is None or current.machine is None or current.analysis is None:
            return None
        return AnalysedVersion(current.version, current.machine, current.analysis)

    def _highlighted_entity(self, at: AnalysedVersion) -> MentionTarget | None:
        """Return the entity under the sidebar's highlight, if the sidebar is focused."""
        sidebar = self._desk.sidebar
        if self._desk.pane is not Pane.SIDEBAR or sidebar.tab != ENTITIES:
            return None
        entity = next((each for each in at.analysis.entities if each.id == sidebar.highlighted_key), None)
        return MentionTarget(entity.mentions[0], entity) if entity is not None else None

    def _say(self, template: str) -> None:
        self._desk.say(self._desk.keys.expand(template))

    def _done(self, message: str) -> None:
        """Show the article as corrected, and say what was done."""
        self._desk.forget_ticks()
        self._desk.reading.recorrect()
        self._desk.say(f"{message} {self._desk.keys.expand('({undo} undoes it)')}")
