"""Corrects the sources of the analysis: merges, renames and rejects them, and lists their aliases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model.analysis import Source
from reader.model.correction import Alias
from reader.text.safety.sanitise import own, sanitise_line
from reader.text.wording.formatting import counted
from reader.tui.controllers.correcting import Correcting
from reader.tui.dialogs.choice import Choice, ChoiceDialog
from reader.tui.dialogs.list_dialog import AliasesDialog
from reader.tui.widgets.sidebar import SOURCES

if TYPE_CHECKING:
    from reader.tui.controllers.desk import Desk

NO_ALIAS = "none yet: in the sidebar, {merge} merges ticked sources and {rename} renames one"
TOO_FEW_TICKED = "tick two sources or more with {tick}, then {merge} makes them one"


class SourceCorrector(Correcting):
    """Acts on the ticked sources, or on what is highlighted in the sidebar."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._corrections = desk.session.source_corrections

    @property
    def _sources(self) -> list[Source]:
        """The ticked sources, else the one under the sidebar's highlight."""
        at, sidebar = self._at, self._desk.sidebar
        if at is None or sidebar.tab != SOURCES:
            return []
        keys = sidebar.ticked or {sidebar.highlighted_key}
        return [source for source in at.analysis.sources if source.id in keys]

    def tick(self) -> None:
        """Tick or untick the highlighted source."""
        sidebar = self._desk.sidebar
        if not sidebar.highlighted_key or sidebar.tab != SOURCES:
            self._say("only sources can be ticked here")
            return
        sidebar.ticked = sidebar.ticked ^ {sidebar.highlighted_key}
        self._say(f"ticked: {counted(len(sidebar.ticked), 'source')} ({{merge}} merges them)")

    def merge(self) -> None:
        """Merge the ticked sources into the highlighted one if it is ticked, else into the one that says most."""
        sources = self._sources
        if len(sources) < 2:
            self._say(TOO_FEW_TICKED)
            return
        highlighted = self._desk.sidebar.highlighted_key
        into = max(sources, key=lambda source: (source.id == highlighted, source.statements))
        self._rename([source.name for source in sources], into.name)

    def rename(self) -> None:
        """Ask for another name of the highlighted source."""
        source, at, keys = next(iter(self._sources), None), self._at, self._desk.keys
        if source is None or at is None:
            self._say("no source is highlighted")
            return

        def chosen(name: str | None) -> None:
            if name and name != source.name:
                self._rename([source.name], name)

        names = [Choice(each.name, sanitise_line(each.name)) for each in at.analysis.sources if each is not source]
        self._desk.open(ChoiceDialog(keys, own("Which name?"), names, initial=source.name), chosen)

    def _rename(self, names: list[str], becomes: str) -> None:
        self._corrections.rename(names, becomes)
        old = [f"“{name}”" for name in names if name != becomes]
        self._done(f"{', '.join(old)} now {'counts' if len(old) == 1 else 'count'} as {becomes} in every article")

    def reject(self) -> None:
        """Reject the highlighted source, or the highlighted name, as wrong."""
        at, source = self._at, next(iter(self._sources), None)
        if at is not None and (target := self._highlighted_entity(at)) is not None:
            self._desk.session.corrections.reject(at, target)
            self._done(f"rejected: {target.entity.name}")
        elif at is None or source is None:
            self._say("no source is highlighted")
        else:
            self._corrections.reject(at, source)
            self._done(f"not a source: {source.name}")

    def list_aliases(self) -> None:
        """List the names given to sources for every article."""
        desk = self._desk

        def withdraw(alias: Alias) -> None:
            self._corrections.withdraw_alias(alias.id)
            desk.reading.recorrect()

        def undo() -> None:
            desk.session.history.undo()
            desk.reading.recorrect()

        empty = sanitise_line(desk.keys.expand(NO_ALIAS))
        desk.open(AliasesDialog(desk.keys, desk.session.store.aliases.all, withdraw, undo, empty))
