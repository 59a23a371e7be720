"""An article ready to be drawn: its text, what was found in it, and the layers that a person chose to see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from enum import StrEnum
from functools import cached_property

from reader.model.analysis import Analysis
from reader.model.document import Block, Markup
from reader.model.span import Span
from reader.model.values import value_class
from reader.text.layout.annotation_layer import Marked
from reader.text.layout.article_layers import (
    ENTITIES,
    QUOTATIONS,
    layers_of,
    outside,
    speaker_styles,
    statement_marks,
)
from reader.text.layout.layers import Layer, Mark, layer
from reader.text.navigation.units import Unit, UnitKind, Units, entity_units, quotation_units


class Visible(StrEnum):
    """Which layers are shown, in the order in which one key walks through them."""

    ALL = "all"
    QUOTATIONS = "quotations"
    ENTITIES = "entities"
    MINE = "mine"
    NONE = "none"

    @property
    def next(self) -> Visible:
        """The one after this, round and round."""
        members = list(Visible)
        return members[(members.index(self) + 1) % len(members)]


@value_class(frozen=True)
class AnnotatedText:
    """One version of an article with its analysis; every layer of it is made once."""

    text: str
    blocks: Sequence[Block]
    markups: Sequence[Markup] = ()
    analysis: Analysis | None = None

    @cached_property
    def speakers(self) -> Mapping[str, str]:
        """The style name of each source by its id."""
        return speaker_styles(self.analysis) if self.analysis else {}

    @cached_property
    def layers(self) -> tuple[Layer, ...]:
        """The article's own layers, lowest first, but that of its blocks: each row knows its block's kind."""
        return layers_of(self.text, (), self.markups, self.analysis)

    @cached_property
    def quotations(self) -> Units:
        """Every quotation as a unit."""
        return quotation_units(self.text, self.analysis) if self.analysis else ()

    @cached_property
    def mentions(self) -> Units:
        """Every mention of an entity as a unit."""
        return entity_units(self.analysis) if self.analysis else ()

    @cached_property
    def statements(self) -> Layer:
        """The content of every statement in its speaker's style: what the bars of the gutter show."""
        statements = self.analysis.statements if self.analysis else ()
        return layer("statements", statement_marks(statements, self.speakers))

    def shown(self, visible: Visible) -> list[Layer]:
        """The layers to paint for a choice."""
        hidden: Mapping[Visible, set[str]] = {
            Visible.ALL: set(),
            Visible.QUOTATIONS: {ENTITIES},
            Visible.ENTITIES: {QUOTATIONS},
        }
        return [each for each in self.layers if each.name not in hidden.get(visible, {ENTITIES, QUOTATIONS})]


def current_style(unit: Unit) -> str:
    """The style name of the current unit: stretches of running text wear a quieter one than a few words."""
    return "current-text" if unit.kind in (UnitKind.SENTENCE, UnitKind.PARAGRAPH) else "current"


NOTHING_MARKED = Marked()


@value_class(frozen=True)
class Overlay:
    """What lies over the article for the moment."""

    matches: tuple[Span, ...] = ()
    """What the search found."""
    current: Unit | None = None
    """The unit that the last jump led to."""
    walked: tuple[Span, ...] = ()
    """The words of the source that is walked through; the rest is dimmed where there are any."""
    selection: Span | None = None
    caret: Span | None = None
    """The grapheme that the caret stands on."""
    ticked: tuple[Span, ...] = ()
    """The statements that are ticked."""
    bookmarks: tuple[int, ...] = field(default=())
    """The offsets of bookmarks."""
    marked: Marked = NOTHING_MARKED
    """The annotations."""

    def layers(self, length: int, visible: Visible = Visible.ALL) -> list[Layer]:
        """The layers above the article's own, for a text of `length` code points and a choice of what is shown."""
        shown = self.current if self.caret is None else None
        current = [Mark(span, current_style(shown)) for span in shown.spans] if shown else []
        selection = [Mark(self.selection, "selection")] if self.selection else []
        caret = [Mark(self.caret, "caret")] if self.caret else []
        dimmed = outside(self.walked, length, "dimmed") if self.walked else ()
        return [
            layer("dimmed", dimmed),
            (self.marked if visible is not Visible.NONE else NOTHING_MARKED).layer,
            layer("search", (Mark(span, "search") for span in self.matches)),
            layer("current", current),
            layer("selection", selection),
            layer("caret", caret),
        ]
