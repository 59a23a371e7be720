"""The orders of the document list, compared with a plain sort of the same rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model.document_list import DocumentRow, Order
from reader.model.errors import NotFoundError
from reader.store import Store
from reader.store.sort_keys import published_key
from tests.store.conftest import FakeClock
from tests.store.samples import analysis, article

NAMES = st.sampled_from(["", "alpha", "Alpha", "beta", "Élan", "zed"])
DATES = st.sampled_from([None, "2024-06-18", "2024-06-18T10:00:00+02:00", "2024-06-18T09:00:00Z", "soon"])
MADE = st.tuples(
    NAMES, NAMES, DATES, st.booleans(), st.sampled_from([None, "2025-01-01", "2025-01-02"]), st.booleans()
)


def _moment(row: DocumentRow) -> float:
    try:
        moment = datetime.fromisoformat(row.document.published or "")
    except ValueError:
        return float("-inf")
    return moment.replace(tzinfo=moment.tzinfo or UTC).timestamp()


SORTED: dict[Order, Callable[[DocumentRow], Any]] = {
    Order.ADDED: lambda row: -row.document.id,
    Order.PUBLISHED: lambda row: (-_moment(row), -row.document.id),
    Order.OPENED: lambda row: (-int((row.reading.opened or "0").replace("-", "")), -row.document.id),
    Order.TITLE: lambda row: (row.document.title.casefold(), -row.document.id),
    Order.OUTLET: lambda row: (
        not row.document.outlet,
        (row.document.outlet or "").casefold(),
        -_moment(row),
        -row.document.id,
    ),
    Order.UNREAD: lambda row: (row.reading.read, -row.document.id),
}


@settings(max_examples=40)
@given(made=st.lists(MADE, max_size=12), order=st.sampled_from(Order))
def test_every_order_pages_and_positions_agree_with_a_plain_sort(made: list[Any], order: Order) -> None:
    with Store.in_memory() as store:
        for number, (title, outlet, date, read, opened, removed) in enumerate(made):
            new = article(f"text {number}", title=title, outlet=outlet or None, published=date)
            id = store.add(new).document.id
            store.documents.set_read(id, read)
            if opened:
                store.documents.set_opened(id, opened)
            if removed:
                store.documents.remove(id)
        listed = [store.documents.row(n + 1) for n, one in enumerate(made) if not one[-1]]
        expected = sorted(listed, key=SORTED[order])
        assert store.documents.page(order, 0, 100) == expected
        assert [row for at in range(0, 12, 5) for row in store.documents.page(order, at, 5)] == expected
        assert [store.documents.page(order, at, 1) for at in range(len(expected))] == [[row] for row in expected]
        assert [store.documents.position(row.document.id, order) for row in expected] == list(range(len(expected)))
        for by in (1, -1):
            for unread in (False, True):
                for place, here in [(-1 if by > 0 else len(expected), None), *enumerate(expected)]:
                    further = expected[place + 1 :] if by > 0 else expected[:place][::-1]
                    wanted = [row.document.id for row in further if not (unread and row.reading.read)]
                    id = here.document.id if here is not None else None
                    beside = store.documents.beside(id, order, forward=by > 0, unread=unread)
                    assert beside == next(iter(wanted), None)
        assert store.documents.count() == len(expected)
        assert store.documents.count_unread() == sum(not row.reading.read for row in expected)
        assert store.check() == []


def test_a_page_past_the_end_is_empty(store: Store) -> None:
    store.add(article())
    assert store.documents.page(Order.ADDED, 1, 10) == []
    assert store.documents.page(Order.ADDED, 99, 10) == []
    assert store.documents.position(99, Order.ADDED) is None


def test_a_row_counts_words_speech_and_bookmarks(store: Store) -> None:
    added = store.add(article())
    id = added.document.id
    assert store.documents.row(id).quotations is None
    store.analyses.save(added.version.sha256, analysis())
    kept = store.bookmarks.add(id, added.version.id, 3, "bour")
    store.bookmarks.add(id, added.version.id, 9, "reopens")
    store.bookmarks.delete(kept.id)
    row = store.documents.row(id)
    assert (row.words, row.quotations, row.bookmarks, row.version_id) == (9, 1, 1, added.version.id)
    with pytest.raises(NotFoundError):
        store.documents.row(id + 1)


def test_the_counts_follow_the_newest_version(store: Store) -> None:
    first = store.add(article("one", path="/a"))
    second = store.add(article("one two three", path="/a"))
    store.analyses.save(second.version.sha256, analysis(speech=2))
    store.analyses.save(first.version.sha256, analysis(speech=5))
    assert store.documents.row(first.document.id).quotations == 2
    store.add(article("one", path="/a"))
    row = store.documents.row(first.document.id)
    assert (row.words, row.quotations) == (1, 5)


def test_moments_compare_across_time_zones() -> None:
    assert published_key("2024-06-18T10:00:00+02:00") < published_key("2024-06-18T09:00:00Z")
    assert published_key("2024-06-18") < published_key("2024-06-18T00:00:01")
    assert published_key("0001-01-01T00:00:00+14:00") == published_key(None) == published_key("in June") == ""


def test_the_list_uses_its_indexes(store: Store) -> None:
    """A scan of the table, or a sort of all of it, would make a page of a great library slow."""
    statements: list[str] = []
    store.add(article())
    store._db.connection.set_trace_callback(statements.append)
    for order in Order:
        store.documents.page(order, 0, 10)
        store.documents.position(1, order)
        for unread in (False, True):
            store.documents.beside(1, order, forward=not unread, unread=unread)
    store.documents.count(), store.documents.count_unread(), store.documents.last_opened()
    store._db.connection.set_trace_callback(None)
    plans = [
        (step[3], statement)
        for statement in statements
        for step in store._db.all(f"EXPLAIN QUERY PLAN {statement}")
    ]
    assert len(statements) > 20
    assert not [plan for plan in plans if plan[0] == "SCAN documents"]


def test_last_opened_is_the_one_opened_last(store: Store, clock: FakeClock) -> None:
    assert store.documents.last_opened() is None
    first, second = (store.add(article(text)).document.id for text in ("one", "two"))
    store.documents.set_opened(second)
    clock.pass_minutes(1)
    store.documents.set_opened(first)
    assert store.documents.last_opened() == first
    store.documents.remove(first)
    assert store.documents.last_opened() == second
