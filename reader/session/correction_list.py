"""All corrections that bear on an article, with the names that were given to its sources."""

from __future__ import annotations

from collections.abc import Iterable

from reader.corrections.aliases import in_force
from reader.corrections.targets import confirmed_span, is_lost
from reader.model.analysis import Analysis
from reader.model.correction import Alias, CorrectedThing, Correction, CorrectionAct, PlacedCorrection
from reader.model.document import Version
from reader.model.span import Span
from reader.model.values import value_class
from reader.store import Store
from reader.text.wording.corrections import described, name_described

_NAMES_SAID = tuple({*CorrectionAct} - {CorrectionAct.KIND})
"""The acts on a statement whose value is who says it or passed it on."""


@value_class(frozen=True)
class ListedCorrection:
    """One thing that a person said of an article, or of a source in every article."""

    row: Correction | Alias
    words: str
    """What it says, on one line."""
    span: Span | None = None
    """Where it stands in the newest text; None for a name of a source, and where the words are not found."""
    is_lost: bool = False
    """True if its words are not in the newest text, or only similar ones: it changes nothing there."""


def corrections_of(store: Store, version: Version, machine: Analysis | None) -> list[ListedCorrection]:
    """Return the corrections of an article, the newest first: its own, and the names from elsewhere that it uses.

    Without an analysis it is not known which names it uses; then only its own are returned.
    """
    placed = store.corrections.of(version.document_id, version.id)
    listed = [_listed(each, len(version.text)) for each in placed]
    sources = machine.sources if machine is not None else ()
    aliases = in_force(store.aliases.of(version.document_id), sources)
    used = _used(aliases, {source.name for source in sources} | _said(placed))
    listed += [ListedCorrection(each, name_described(each, version.document_id)) for each in used]
    return sorted(listed, key=lambda each: each.row.created, reverse=True)


def _listed(placed: PlacedCorrection, length: int) -> ListedCorrection:
    correction = placed.correction
    span = confirmed_span(placed.placement, length)
    return ListedCorrection(correction, described(correction), span, is_lost(placed, length))


def _used(aliases: Iterable[Alias], names: set[str]) -> list[Alias]:
    """Return the article's own aliases, and those of every article that change a name in it."""
    used = []
    for alias in aliases:
        if alias.document_id is not None or alias.name in names:
            used.append(alias)
            names.add(alias.becomes)
    return used


def _said(placed: Iterable[PlacedCorrection]) -> set[str]:
    """Return the names that the corrections give to those who speak."""
    of_statements = (
        each.correction.value.split("\n")
        for each in placed
        if each.correction.thing is CorrectedThing.STATEMENT and each.correction.act in _NAMES_SAID
    )
    return {name for names in of_statements for name in names if name}
