"""The items of the sidebar's tabs, and their lines at any width."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from itertools import groupby

from reader.model.analysis import Analysis, Entity, EntityType, Source, SourceKind, Statement
from reader.model.annotation import PlacedAnnotation
from reader.model.bookmark import Bookmark
from reader.model.values import value_class
from reader.text.layout.annotation_layer import PlacedAnnotations, authorship, caption_of, sign_of
from reader.text.navigation.statements import NOBODY, is_counted
from reader.text.safety.sanitise import NOTHING, Shown, blank, joined, own, sanitise_line
from reader.text.wording.explanation import FROM_THE_DATE, with_date
from reader.text.wording.formatting import words_in
from reader.tui.widgets.lines import GAP, Fragment, StyledLine, one_line, spread, truncate

CHIP, CHOSEN, TICK, FLAG = own("▌"), own("▸"), own("✓"), own("⚑")
FULL, HALF = own("━"), own("╸")
SOURCE_GROUPS = {
    SourceKind.PERSON: own("People"),
    SourceKind.GOVERNMENT: own("Governments"),
    SourceKind.ORGANISATION: own("Organisations"),
    SourceKind.OUTLET: own("Outlets"),
    SourceKind.DOCUMENT: own("Documents"),
    SourceKind.UNNAMED: own("Unnamed"),
}
WITHOUT_SOURCE = own("No source named")
ENTITY_GROUPS = {
    EntityType.PERSON: own("People"),
    EntityType.ORGANISATION: own("Organisations"),
    EntityType.PLACE: own("Places"),
    EntityType.GROUP: own("Groups"),
    EntityType.EVENT: own("Events"),
    EntityType.TIME: own("Times"),
    EntityType.QUANTITY: own("Quantities"),
}


@value_class(frozen=True, slots=True)
class Item:
    """One row of a tab."""

    key: str
    """The id of the source, entity, annotation or bookmark."""
    group: Shown
    """The heading above it, or nothing."""
    name: Shown
    count: Shown = NOTHING
    style: str = "title"
    """The style of its sign and bar, or of its name if it has no sign."""
    detail: Shown = NOTHING
    """A second line, or nothing."""
    share: float = 0.0
    """The length of its bar, from 0 to 1."""
    sign: Shown = NOTHING
    """What is drawn before the name, in the item's style."""
    faint: bool = False
    heading: bool = False
    """Whether its heading is drawn above it."""
    apart: bool = False
    """Whether there is a gap above it."""

    @property
    def height(self) -> int:
        """The number of its lines, with heading and gap."""
        return 1 + bool(self.detail) + self.heading + self.apart


def source_items(
    text: str,
    analysis: Analysis,
    colours: Mapping[str, str],
    doubtful: Set[str] = frozenset(),
    left_out: Set[str] = frozenset(),
) -> list[Item]:
    """Return the sources by kind, those with most words first, those that only pass on others' words last.

    Below them stands what nobody is named for. Statements with an id in `doubtful`, and those that are reported as
    not made, are counted apart, those with one in `left_out` not at all.
    """
    said = [each for each in analysis.statements if is_counted(each)]
    doubts = Counter(each.source_id for each in said if each.id in doubtful)
    hidden = Counter(each.source_id for each in said if each.id in left_out)
    shown = [each for each in said if each.id not in left_out]
    passed_on = Counter(via for each in shown for via in set(each.via))
    negated = Counter(
        each.source_id for each in analysis.statements if not is_counted(each) and each.id not in left_out
    )
    most = max((source.words for source in analysis.sources), default=0)
    names = {source.id: one_line(source.name) for source in analysis.sources}
    chains = _chains(shown)
    order = list(SOURCE_GROUPS)
    ranked = sorted(analysis.sources, key=lambda each: (order.index(each.kind), not each.statements, -each.words))
    items = [
        _source_item(
            source,
            colours.get(source.id, "speaker-neutral"),
            [names[via] for via in chains.get(source.id, ()) if via in names],
            _count(source.statements, doubts[source.id], hidden[source.id], negated[source.id])
            or _passed_on(passed_on[source.id]),
            source.words / most if most else 0.0,
        )
        for source in ranked
    ]
    nameless = [each for each in shown if each.source_id is None]
    kept = [item for item in items if item.count or not hidden[item.key]]
    return [*kept, _nobody(text, nameless, doubts[None] - hidden[None], most)] if nameless else kept


def _count(statements: int, doubtful: int, hidden: int, negated: int = 0) -> str:
    """Return how many statements there are: `3`, or `3+1?+2×` with a doubtful one and two that were not said.

    `1?` and `2×` if that is all.
    """
    sure, doubtful = statements - doubtful, doubtful - hidden
    told = [f"{number}{sign}" for number, sign in ((sure, ""), (doubtful, "?"), (negated, "×")) if number]
    return "+".join(told)


def _passed_on(times: int) -> str:
    return f"via {times}" if times else ""


def _nobody(text: str, statements: Sequence[Statement], doubtful: int, most: int) -> Item:
    words = sum(words_in(span.of(text)) for statement in statements for span in statement.content)
    return Item(
        key=NOBODY,
        group=WITHOUT_SOURCE,
        name=own("Nobody"),
        count=sanitise_line(_count(len(statements), doubtful, 0)),
        style="speaker-neutral",
        share=min(1.0, words / most) if most else 0.0,
        sign=CHIP,
    )


def entity_items(text: str, entities: Sequence[Entity]) -> list[Item]:
    """The entities of a text by type, those with most mentions first; inferred dates say so."""
    order = list(ENTITY_GROUPS)
    ranked = sorted(entities, key=lambda each: (order.index(each.type), -len(each.mentions)))
    return [
        Item(
            key=entity.id,
            group=ENTITY_GROUPS[entity.type],
            name=one_line(with_date(entity.mentions[0].of(text), entity.name) if entity.inferred else entity.name),
            count=sanitise_line(str(len(entity.mentions))),
            style=f"entity-{entity.type.value}",
            detail=one_line(FROM_THE_DATE) if entity.inferred else NOTHING,
        )
        for entity in ranked
    ]


def annotation_items(
    text_length: int, bookmarks: Sequence[Bookmark], annotations: PlacedAnnotations
) -> list[Item]:
    """Return annotations and bookmarks in the order of the text, with their positions in per cent.

    Notes on the whole article come first, annotations whose text is gone last.
    """
    placed = [(each.offset, _bookmark_item(each, text_length)) for each in bookmarks]
    for each in annotations.all:
        span = each.placement.span
        beyond = -1 if each.annotation.anchor is None else text_length + 1
        placed.append(
            (span.start if span is not None else beyond, _annotation_item(each, text_length, annotations.labels))
        )
    return [item for _, item in sorted(placed, key=lambda pair: pair[0])]


def _bookmark_item(bookmark: Bookmark, text_length: int) -> Item:
    return Item(
        key=bookmark.id,
        group=NOTHING,
        name=one_line(bookmark.excerpt),
        count=_share(bookmark.offset, text_length),
        style="note",
        sign=FLAG,
    )


def _annotation_item(placed: PlacedAnnotation, text_length: int, labels: Mapping[str, str]) -> Item:
    annotation, span = placed.annotation, placed.placement.span
    words = " ".join(annotation.anchor.exact.split()) if annotation.anchor else "the whole article"
    said = caption_of(replace(annotation, beside=""), labels).removeprefix("note: ")
    by = authorship(annotation).strip(", ")
    where = NOTHING if annotation.anchor is None else own("gone")
    return Item(
        key=annotation.id,
        group=NOTHING,
        name=one_line(said or words),
        count=_share(span.start, text_length) if span is not None else where,
        style="note",
        detail=one_line(f"{by}: {words}" if by else words) if said else NOTHING,
        sign=truncate(one_line(sign_of(placed)), 1),
    )


def _share(offset: int, text_length: int) -> Shown:
    return sanitise_line(f"{round(100 * min(offset, text_length) / max(1, text_length))} %")


def with_headings(items: Sequence[Item], roomy: bool) -> list[Item]:
    """Give the items headings and, in a high pane, gaps between groups and around items of two lines."""
    done: list[Item] = []
    for _, group in groupby(items, key=lambda item: item.group):
        before: Item | None = None
        for item in group:
            two_lines = bool(item.detail or (before and before.detail))
            heading = before is None and bool(item.group)
            apart = roomy and bool(done) and (heading or (before is not None and two_lines))
            done.append(replace(item, heading=heading, apart=apart))
            before = item
    return done


def item_lines(
    item: Item, chosen: bool, width: int, *, ticked: bool = False, bars: bool = True
) -> list[StyledLine]:
    """Return the lines of an item, as many as its height, each exactly `width` cells wide."""
    edge, margin = Fragment(blank(_edge(width))), _edge(width) - 1
    lines = [GAP] if item.apart else []
    if item.heading:
        lines.append(spread((edge, Fragment(item.group, "heading")), (), width, body=False))
    lines.append(spread((edge, *_named(item, chosen, ticked)), _counted(item, width, bars), width, margin=margin))
    if item.detail:
        lead = Fragment(blank(2 if item.sign else 0))
        lines.append(spread((edge, lead, Fragment(item.detail, "faint")), (), width, margin=margin))
    return lines


def _source_item(source: Source, style: str, via: Sequence[str], count: str, share: float) -> Item:
    about = (source.role or "", f"via {', '.join(via)}" if via else "")
    return Item(
        key=source.id,
        group=SOURCE_GROUPS[source.kind],
        name=one_line(source.name),
        count=sanitise_line(count),
        style=style,
        detail=joined((one_line(part) for part in about if part), own(" · ")),
        share=share if source.statements else 0.0,
        sign=CHIP,
        faint=not source.statements,
    )


def _chains(statements: Sequence[Statement]) -> dict[str, dict[str, None]]:
    """Map each source to the ids of those who pass its words on, in the order of the text."""
    chains: dict[str, dict[str, None]] = {}
    for statement in statements:
        if statement.source_id is not None:
            chains[statement.source_id] = chains.get(statement.source_id, {}) | dict.fromkeys(statement.via)
    return chains


def _edge(width: int) -> int:
    return 2 if width >= 30 else 1


def _named(item: Item, chosen: bool, ticked: bool) -> list[Fragment]:
    if not item.sign:
        lead = [Fragment(CHOSEN, "accent")] if chosen else []
        return [*lead, Fragment(item.name, item.style)]
    name = Fragment(item.name or own("unnamed"), "read" if item.faint and not chosen else "name")
    return [
        Fragment(item.sign, item.style),
        Fragment(TICK if ticked else CHOSEN if chosen else blank(1), "accent"),
        name,
    ]


def _counted(item: Item, width: int, bars: bool) -> list[Fragment]:
    count = Fragment(item.count, "faint")
    longest = 0 if item.sign != CHIP or width < 24 else 4 if width < 32 else 6 if width < 48 else 10
    if not longest or not bars:
        return [count]
    gap = 2 if width >= 30 and "+" not in item.count else 1
    if item.faint:
        return [count, Fragment(blank(longest + gap))] if width >= 32 else [count]
    return [count, Fragment(blank(gap)), Fragment(_bar(item.share, longest), item.style)]


def _bar(share: float, longest: int) -> Shown:
    """Return a bar for a share from 0 to 1 in steps of half a cell, never empty, padded to `longest` cells."""
    halves = max(1, round(max(0.0, min(share, 1.0)) * longest * 2))
    full, half = divmod(halves, 2)
    return joined([*[FULL] * full, *[HALF] * half, blank(longest - full - half)])
