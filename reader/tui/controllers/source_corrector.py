"""Corrects the sources of the analysis: merges, renames and rejects them, and lists their aliases."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from reader.corrections.full_names import is_full_name
from reader.model.analysis import Source, SourceKind
from reader.model.correction import Alias
from reader.text.navigation.statements import NOBODY
from reader.text.safety.sanitise import own, sanitise_line
from reader.text.wording.corrections import EVERYWHERE, HERE, name_described, where_it_holds
from reader.text.wording.formatting import counted, listed
from reader.tui.controllers.correcting import Correcting
from reader.tui.controllers.history import undo
from reader.tui.dialogs.choice import Choice, ChoiceDialog
from reader.tui.dialogs.corrections import AliasesDialog
from reader.tui.dialogs.suggesting_form import Answers, SuggestingField, SuggestingForm
from reader.tui.keys.scopes import Pane
from reader.tui.widgets.sidebar import SOURCES

if TYPE_CHECKING:
    from reader.tui.controllers.desk import Desk

NO_ALIAS = "none yet: in the sidebar, {merge} merges ticked sources and {rename} renames one"
TOO_FEW_TICKED = "tick two sources or more with {tick}, then {merge} makes them one"
NO_SOURCE_HERE = "no source here: in the sidebar, highlight one or tick several with {tick}"
KIND, ROLE = "kind", "role"
NO_ROLE = "no role"


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
        at = self._at
        if at is None:
            return False
        # Of what kind the engine finds it, since that is what counts in the next article.
        found = {each.id: each.kind for each in at.machine.sources}
        kinds = {each.name: found.get(each.id, each.kind) for each in at.analysis.sources}
        becomes_kind = kinds.get(becomes, kinds.get(sources[0].name))
        return is_full_name(becomes, becomes_kind) and all(
            is_full_name(each.name, kinds.get(each.name)) for each in sources
        )

    def _rename(self, names: Sequence[str], becomes: str, *, everywhere: bool) -> None:
        current = self._desk.session.current
        if current is None or not names:
            return
        self._corrections.rename(names, becomes, None if everywhere else current.version.document_id)
        counts = "counts" if len(names) == 1 else "count"
        self._done(f"{_quoted(names)} now {counts} as {becomes} in {EVERYWHERE if everywhere else HERE}")
        at = self._at
        named = (each.id for each in at.analysis.sources if each.name == becomes) if at is not None else ()
        if (id := next(iter(named), None)) is not None and self._desk.sidebar.tab == SOURCES:
            self._desk.sidebar.highlight(id)

    # Kind and role

    @property
    def is_source_meant(self) -> bool:
        """Return True if the sidebar is focused with sources, and no statement is ticked."""
        in_sidebar = self._desk.pane is Pane.SIDEBAR and self._desk.sidebar.tab == SOURCES
        return in_sidebar and not self._desk.article.overlay.ticked

    def describe(self) -> None:
        """Ask of what kind the sources are, and which role they have."""
        at, sources = self._at, self._described
        if at is None or not sources:
            self._say(NO_SOURCE_HERE)
            return

        def filled_in(answers: Answers | None) -> None:
            kind, role = ((answers or {}).get(name) for name in (KIND, ROLE))
            if kind is not None or role is not None:
                self._describe(
                    SourceKind(kind.answers[0]) if kind is not None else None,
                    next(iter(role.answers), "") if role is not None else None,
                )

        title, named = (
            own("Of what kind, and in what role?"),
            sanitise_line(listed(source.name for source in sources)),
        )
        fields = _fields(sources[0], at.analysis.sources)
        self._desk.open(SuggestingForm(self._desk.keys, title, named, fields), filled_in)

    def set_kind(self, typed: str) -> None:
        """Take the kind that was typed, or ask."""
        kinds = [kind for kind in SourceKind if kind.value.startswith(typed.lower())]
        if not typed:
            self.describe()
        elif len(kinds) == 1:
            self._describe(kinds[0], None)
        else:
            self._say(f"there is no kind {typed}: there are {', '.join(SourceKind)}")

    def set_role(self, typed: str) -> None:
        """Take the role that was typed, or ask."""
        if typed:
            self._describe(None, typed)
        else:
            self.describe()

    @property
    def _described(self) -> list[Source]:
        """The sources in the sidebar if it is focused, else the source of the statement here."""
        at = self._at
        if at is None or self._desk.pane is Pane.SIDEBAR:
            return self._sources
        unit = self._desk.navigator.current
        id = next((each.source_id for each in at.analysis.statements if unit and each.id == unit.id), None)
        return [source for source in at.analysis.sources if source.id == id] or self._sources

    def _describe(self, kind: SourceKind | None, role: str | None) -> None:
        at, sources = self._at, self._described
        if at is None or not sources:
            self._say(NO_SOURCE_HERE)
            return
        self._corrections.describe(at, sources, kind=kind, role=role)
        told = [f"kind: {kind.value}"] if kind is not None else []
        told += [f"role: {role}" if role else NO_ROLE] if role is not None else []
        self._done(f"{listed(source.name for source in sources)}: {', '.join(told)}")

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
            said = name_described(alias, *self._seen_from_here(alias))
            self._corrections.withdraw(alias, said)
            self._done(f"taken back: {said}")

        empty = sanitise_line(desk.keys.expand(NO_ALIAS))
        aliases = desk.session.store.aliases.all

        def holds(alias: Alias) -> str:
            return where_it_holds(alias, *self._seen_from_here(alias))

        desk.open(AliasesDialog(desk.keys, aliases, withdraw, partial(undo, desk), empty, holds))

    def _seen_from_here(self, alias: Alias) -> tuple[int | None, str]:
        """Return the id of the open article, and what to call that of a name."""
        current, own = self._desk.session.current, alias.document_id
        here = current.version.document_id if current is not None else None
        if own is None or own == here:
            return here, HERE
        return here, f"“{self._desk.session.store.documents.get(own).title}”"


def _fields(source: Source, all: Sequence[Source]) -> list[SuggestingField]:
    """Return the lines of the form: the kind and the role that a source has now, and those it may have."""
    kinds = [Choice(kind.value, sanitise_line(kind.value)) for kind in SourceKind]
    known = dict.fromkeys(each.role for each in all if each.role)
    roles = [*(Choice(role, sanitise_line(role)) for role in known), Choice("", sanitise_line(NO_ROLE))]
    return [
        SuggestingField(KIND, own("Kind"), kinds, sanitise_line(source.kind.value), is_typed=False),
        SuggestingField(ROLE, own("Role"), roles, sanitise_line(source.role or NO_ROLE)),
    ]


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
