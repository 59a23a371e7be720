"""Corrects the sources of the analysis: merges, renames and rejects them, and lists their aliases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.corrections.full_names import is_full_name
from reader.model.analysis import Source
from reader.model.correction import Alias
from reader.text.navigation.statements import NOBODY
from reader.text.safety.sanitise import own, sanitise_line
from reader.text.wording.corrections import name_described
from reader.text.wording.formatting import counted
from reader.tui.controllers.correcting import Correcting
from reader.tui.dialogs.choice import Choice, ChoiceDialog
from reader.tui.dialogs.corrections import AliasesDialog
from reader.tui.widgets.sidebar import SOURCES

if TYPE_CHECKING:
    from reader.tui.controllers.desk import Desk

NO_ALIAS = "none yet: in the sidebar, {merge} merges ticked sources and {rename} renames one"
TOO_FEW_TICKED = "tick two sources or more with {tick}, then {merge} makes them one"
HERE, EVERYWHERE = "this article", "every article"
NOWHERE = "in no article: an older library did not keep in which one it was given"


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
        key = sidebar.highlighted_key
        if not key or key == NOBODY or sidebar.tab != SOURCES:
            self._say("only sources can be ticked here")
            return
        sidebar.ticked = sidebar.ticked ^ {key}
        self._say(f"ticked: {counted(len(sidebar.ticked), 'source')} ({{merge}} merges them)")

    def merge(self) -> None:
        """Ask which name of the ticked sources stays, and merge them."""
        sources = self._sources
        if len(sources) < 2:
            self._say(TOO_FEW_TICKED)
            return

        def chosen(name: str | None) -> None:
            if name:
                self._ask_where(sources, name)

        ranked = sorted(sources, key=lambda each: (not is_full_name(each.name, each.kind), -each.statements))
        choices = [Choice(each.name, sanitise_line(each.name)) for each in ranked]
        self._desk.open(ChoiceDialog(self._desk.keys, own("Which name stays?"), choices), chosen)

    def rename(self) -> None:
        """Ask for another name of the highlighted source."""
        source, at, keys = next(iter(self._sources), None), self._at, self._desk.keys
        if source is None or at is None:
            self._say("no source is highlighted")
            return

        def chosen(name: str | None) -> None:
            if name and name != source.name:
                self._ask_where([source], name)

        names = [Choice(each.name, sanitise_line(each.name)) for each in at.analysis.sources if each is not source]
        self._desk.open(ChoiceDialog(keys, own("Which name?"), names, initial=source.name), chosen)

    def _ask_where(self, sources: Sequence[Source], becomes: str) -> None:
        """Rename the sources in this article; ask about every article only where all are whole names."""
        names = [source.name for source in sources if source.name != becomes]
        if not self._may_hold_everywhere(sources, becomes):
            self._rename(names, becomes, everywhere=False)
            return

        def chosen(where: str | None) -> None:
            if where is not None:
                self._rename(names, becomes, everywhere=where == EVERYWHERE)

        choices = [Choice(each, sanitise_line(f"in {each}")) for each in (HERE, EVERYWHERE)]
        title = sanitise_line(f"Where does {_quoted(names)} count as {becomes}?")
        self._desk.open(ChoiceDialog(self._desk.keys, title, choices, typed=False), chosen)

    def _may_hold_everywhere(self, sources: Sequence[Source], becomes: str) -> bool:
        known = self._at.analysis.sources if self._at is not None else ()
        kind = next((each.kind for each in known if each.name == becomes), sources[0].kind)
        return is_full_name(becomes, kind) and all(is_full_name(each.name, each.kind) for each in sources)

    def _rename(self, names: Sequence[str], becomes: str, *, everywhere: bool) -> None:
        current = self._desk.session.current
        if current is None or not names:
            return
        self._corrections.rename(names, becomes, None if everywhere else current.version.document_id)
        counts = "counts" if len(names) == 1 else "count"
        self._done(f"{_quoted(names)} now {counts} as {becomes} in {EVERYWHERE if everywhere else HERE}")

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
        """List the names given to sources, and where each holds."""
        desk = self._desk

        def withdraw(alias: Alias) -> None:
            self._corrections.withdraw(alias, name_described(alias))
            desk.reading.recorrect()

        def undo() -> None:
            desk.session.history.undo()
            desk.reading.recorrect()

        empty = sanitise_line(desk.keys.expand(NO_ALIAS))
        aliases = desk.session.store.aliases.all
        desk.open(AliasesDialog(desk.keys, aliases, withdraw, undo, empty, self._where_it_holds))

    def _where_it_holds(self, alias: Alias) -> str:
        current = self._desk.session.current
        if alias.unplaced:
            return NOWHERE
        if alias.document_id is None:
            return f"in {EVERYWHERE}"
        if current is not None and alias.document_id == current.version.document_id:
            return f"in {HERE}"
        return f"in “{self._desk.session.store.documents.get(alias.document_id).title}”"


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
