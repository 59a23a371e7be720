"""A person's corrections as one sitting makes them: of what, by which words, and taken back. No widgets."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from reader.model.analysis import Analysis, Entity, EntityType, Source, Statement
from reader.model.annotation import Anchor
from reader.model.correction import Alias, CorrectedThing, Correction, CorrectionAct
from reader.model.document import Version
from reader.model.span import Span, envelope
from reader.model.values import value_class
from reader.session.undo import History
from reader.store import Store
from reader.text.anchoring.anchors import anchor_of


@value_class(frozen=True)
class Analysed:
    """A version with what the machine found in it, and with what a person made of that."""

    version: Version
    machine: Analysis
    analysis: Analysis


@value_class(frozen=True)
class Said:
    """What a correction is about: a statement, or words that are to be one."""

    span: Span
    """Its words as a person sees them."""
    statement: Statement | None = None


@value_class(frozen=True)
class Named:
    """What a correction is about: one mention of an entity."""

    span: Span
    entity: Entity


class Corrections:
    """Corrections and aliases of one sitting. Every method may raise StoreError; what is written is on the disk.

    All that is done here goes into the history and can be undone.
    """

    def __init__(self, store: Store, history: History, author: str) -> None:
        self._store = store
        self._history = history
        self._author = author

    # Statements

    def accept(self, at: Analysed, said: Said) -> None:
        """Hold that the statement is right as it is."""
        self._correct_statements(at, "accepting a statement", CorrectionAct.ACCEPT, [said])

    def reject(self, at: Analysed, said: Said) -> None:
        """Hold that it is none."""
        self._correct_statements(at, "rejecting a statement", CorrectionAct.REJECT, [said])

    def set_words(self, at: Analysed, said: Said, span: Span) -> None:
        """Give the statement other words."""
        words = anchor_of(at.version.text, span)
        self._correct_statements(at, "correcting a statement's words", CorrectionAct.SPAN, [said], words=words)

    def set_speaker(self, at: Analysed, said: Iterable[Said], name: str) -> None:
        """Hold that a source of that name says the statements; with no name, nobody that is named."""
        self._correct_statements(at, "correcting a speaker", CorrectionAct.SPEAKER, said, value=name)

    # Entities

    def accept_name(self, at: Analysed, named: Named) -> None:
        """Hold that the entity is right as it is."""
        self._correct_entity(at, "accepting a name", CorrectionAct.ACCEPT, named)

    def reject_name(self, at: Analysed, named: Named) -> None:
        """Hold that the words are not the name of it."""
        self._correct_entity(at, "rejecting a name", CorrectionAct.REJECT, named)

    def set_name_words(self, at: Analysed, named: Named, span: Span) -> None:
        """Give the mention other words."""
        words = anchor_of(at.version.text, span)
        self._correct_entity(at, "correcting a name's words", CorrectionAct.SPAN, named, words=words)

    def set_type(self, at: Analysed, named: Named, type: EntityType) -> None:
        """Hold that the entity is of another type."""
        self._correct_entity(at, "correcting a type", CorrectionAct.TYPE, named, type=type)

    # Sources

    def reject_source(self, at: Analysed, source: Source) -> None:
        """Hold that it is not a source in this article."""
        places = [*source.mentions, *(envelope(s.content) for s in at.machine.statements if s.content)]
        if not places:
            return
        anchor = anchor_of(at.version.text, places[0])

        def made() -> list[Correction]:
            return [self._add(at, CorrectedThing.SOURCE, CorrectionAct.REJECT, anchor, value=source.name)]

        self._do("rejecting a source", made)

    def rename(self, names: Iterable[str], becomes: str) -> None:
        """Let the sources of these names go by one name, in this article and all others."""
        names = list(dict.fromkeys(names))
        label = "renaming a source" if len(names) == 1 else "merging sources"
        others = (name for name in names if name != becomes)
        aliases: list[Alias] = [self._store.aliases.add(name, becomes, self._author) for name in others]
        self._history.did(
            label,
            lambda: _each(self._store.aliases.restore, aliases),
            lambda: _each(self._store.aliases.withdraw, reversed(aliases)),
        )

    def aliases(self) -> list[Alias]:
        """The names that hold for every article."""
        return self._store.aliases.all()

    def withdraw_alias(self, alias_id: str) -> None:
        """Let a source go by its own name again."""
        self._history.do(
            "withdrawing an alias",
            lambda: self._store.aliases.withdraw(alias_id),
            lambda: self._store.aliases.restore(alias_id),
        )

    # What they are made of

    def _correct_statements(
        self,
        at: Analysed,
        label: str,
        act: CorrectionAct,
        said: Iterable[Said],
        *,
        words: Anchor | None = None,
        value: str | None = None,
    ) -> None:
        names = {source.id: source.name for source in at.analysis.sources}

        def made() -> list[Correction]:
            return [
                self._add(
                    at,
                    CorrectedThing.STATEMENT,
                    act,
                    anchor_of(at.version.text, self._machine_span(at, each)),
                    words=words,
                    value=_speaker(each, names) if value is None else value,
                )
                for each in said
            ]

        self._do(label, made)

    def _correct_entity(
        self,
        at: Analysed,
        label: str,
        act: CorrectionAct,
        named: Named,
        *,
        words: Anchor | None = None,
        type: EntityType | None = None,
    ) -> None:
        anchor = anchor_of(at.version.text, self._machine_mention(at, named))
        value = (type or named.entity.type).value

        def made() -> list[Correction]:
            return [self._add(at, CorrectedThing.ENTITY, act, anchor, words=words, value=value)]

        self._do(label, made)

    def _machine_span(self, at: Analysed, said: Said) -> Span:
        """The words of the statement before a person gave it others: corrections are about those."""
        if said.statement is None:
            return said.span
        id = said.statement.id
        found = next((each for each in at.machine.statements if each.id == id and each.content), None)
        return envelope(found.content) if found is not None else self._first_words(at, id) or said.span

    def _machine_mention(self, at: Analysed, named: Named) -> Span:
        found = next((each for each in at.machine.entities if each.id == named.entity.id), None)
        if found is not None and named.span in found.mentions:
            return named.span
        for placed in self._store.corrections.of(at.version.document_id, at.version.id):
            if placed.words is not None and placed.words.span == named.span and placed.placement.span:
                return placed.placement.span
        return named.span

    def _first_words(self, at: Analysed, id: str) -> Span | None:
        """Where the correction stands that made a statement."""
        for placed in self._store.corrections.of(at.version.document_id, at.version.id):
            if id == f"c-{placed.correction.id}":
                return placed.placement.span
        return None

    def _add(
        self,
        at: Analysed,
        thing: CorrectedThing,
        act: CorrectionAct,
        anchor: Anchor,
        *,
        words: Anchor | None = None,
        value: str = "",
    ) -> Correction:
        document, version = at.version.document_id, at.version.id
        return self._store.corrections.add(
            document, version, thing, act, anchor, words=words, value=value, author=self._author
        )

    def _do(self, label: str, make: Callable[[], list[Correction]]) -> None:
        made = make()
        self._history.did(
            label,
            lambda: _each(self._store.corrections.restore, made),
            lambda: _each(self._store.corrections.withdraw, reversed(made)),
        )


def _each(act: Callable[[str], None], things: Iterable[Correction | Alias]) -> None:
    for thing in things:
        act(thing.id)


def _speaker(said: Said, names: dict[str, str]) -> str:
    return names.get(said.statement.source_id or "", "") if said.statement is not None else ""
