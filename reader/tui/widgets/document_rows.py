"""The lines of one document in the list, at any width."""

from __future__ import annotations

from collections.abc import Iterator

from reader.model.document_list import DocumentRow, Order
from reader.text.safety.sanitise import NOTHING, Shown, blank, own, sanitise_line
from reader.text.wording.formatting import readable_date
from reader.tui.widgets.lines import GAP, Fragment, StyledLine, one_line, spread, truncate, width_of

BAR, UNREAD, STAR, PENDING, CHANGED = own("▌"), own("●"), own("★"), own("…"), own("Δ")
ANNOTATION, BOOKMARK, QUOTATION, CHECKED = "◆", "⚑", "“", "✓"
_SHORTEST_OUTLET = 6


def document_lines(row: DocumentRow | None, is_open: bool, width: int) -> list[StyledLine]:
    """Return title and details of a document, each line exactly `width` cells wide, and a gap."""
    if row is None:
        return [spread((Fragment(blank(3)), Fragment(PENDING, "faint")), (), width), spread((), (), width), GAP]
    unread, starred = not row.reading.read, row.reading.starred
    bar = Fragment(BAR, "accent") if is_open else Fragment(blank(1))
    first, second = UNREAD if unread else STAR if starred else blank(1), STAR if unread and starred else blank(1)
    margin = 1 if width >= 28 else 0
    title = Fragment(one_line(row.document.title) or own("untitled"), "title" if unread or is_open else "read")
    counts = _counts(row)
    room = max(0, width - 3 - margin - (width_of(counts) + 1 if counts else 0))
    about = Fragment(_about(row, room), "faint")
    return [
        spread((bar, Fragment(first, "accent"), Fragment(blank(1)), title), (), width, margin=margin),
        spread((bar, Fragment(second, "accent"), Fragment(blank(1)), about), counts, width, margin=margin),
        GAP,
    ]


def header_line(count: int, unread: int, order: Order, focused: bool, width: int) -> StyledLine:
    """Return the name of the list, its order unless that is the usual one, and the total and unread counts."""
    margin = 1 if width >= 28 else 0
    numbers = f"{count:,} · {unread:,} {UNREAD}" if unread else f"{count:,}"
    if width < len(numbers) + 10:
        numbers = f"{count:,}"
    left = [
        Fragment(blank(2 if width >= 28 else 1)),
        Fragment(own("Library"), "header-focus" if focused else "header"),
    ]
    sorting = Fragment(sanitise_line(f"  by {order.value}"), "faint")
    if order is not Order.ADDED and width_of([*left, sorting]) + len(numbers) + 1 + margin <= width:
        left.append(sorting)
    return spread(left, (Fragment(sanitise_line(numbers), "faint"),), width, margin=margin, body=False)


def day(published: str | None) -> Shown:
    """Return a date as a row shows it, or nothing."""
    return one_line(readable_date(published, short=True)) if published else NOTHING


def _counts(row: DocumentRow) -> list[Fragment]:
    counts = [Fragment(CHANGED, "note")] if row.changed else []
    if row.quotations is None:
        counts.append(Fragment(PENDING, "faint"))
    elif row.quotations:
        counts.append(Fragment(sanitise_line(f"{row.quotations}{QUOTATION}"), "second"))
    if row.checked:
        counts.append(Fragment(sanitise_line(f"{row.checked}/{row.statements}{CHECKED}"), "second"))
    signs = ((row.annotations, ANNOTATION), (row.bookmarks, BOOKMARK))
    counts += [Fragment(sanitise_line(f"{number}{sign}"), "note") for number, sign in signs if number]
    return [part for count in counts for part in (Fragment(blank(1)), count)][1:]


def _about(row: DocumentRow, cells: int) -> Shown:
    """Return outlet and date in the longest form that fits `cells`."""
    forms = [sanitise_line(form) for form in _forms(row, cells)]
    return next((form for form in forms if width_of((Fragment(form),)) <= cells), truncate(forms[-1], cells))


def _forms(row: DocumentRow, cells: int) -> Iterator[str]:
    outlet, when = one_line(row.document.outlet or ""), day(row.document.published)
    year = when[-4:] if when[-4:].isdigit() else when
    if not outlet:
        yield from (when, year) if when else (f"{row.words:,} words", f"{row.words:,}")
        return
    if when:
        yield f"{outlet} · {when}"
        yield f"{outlet} · {year}"
        left_over = cells - width_of((Fragment(sanitise_line(f" · {year}")),))
        if left_over >= _SHORTEST_OUTLET:
            yield f"{truncate(outlet, left_over)} · {year}"
    yield outlet
