"""Long texts cost no more than short ones: wrapping, painting and fetching are counted, not timed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from reader.model.document import Block, BlockKind
from reader.model.document_list import DocumentRow, Order
from reader.model.span import Span
from reader.store import Store
from reader.store.documents import DocumentTable
from reader.text.annotated_text import AnnotatedText
from reader.text.layout import layout
from reader.text.layout.wrap import wrap
from reader.tui.controllers.reading import BACKGROUND
from tests.tui.article_app import ArticleApp
from tests.tui.main_app import Desk, plain

WORDS = "The keeper said that nobody had asked. "
ROWS = 20
A_SCREEN_OR_TWO = 4 * layout.SEGMENT
"""Code points: text is wrapped at most so far above and below the screen."""
PAGE = 100
"""Documents fetched at once."""
AT_START = PAGE + BACKGROUND
"""A page, and the documents to analyse."""


def paragraphs(length: int) -> AnnotatedText:
    words = WORDS * 10
    count = length // len(words)
    spans = [Span(at * (len(words) + 1), at * (len(words) + 1) + len(words) - 1) for at in range(count)]
    blocks = tuple(Block(span, BlockKind.PARAGRAPH) for span in spans)
    return AnnotatedText((words + "\n") * count, blocks)


def one_line(length: int) -> AnnotatedText:
    text = WORDS * (length // len(WORDS))
    return AnnotatedText(text, (Block(Span(0, len(text)), BlockKind.PARAGRAPH),))


@pytest.mark.parametrize("annotated", [paragraphs(1_000_000), one_line(10_000_000)], ids=["1-MB", "one-line"])
async def test_only_text_in_view_is_wrapped_and_painted(
    annotated: AnnotatedText, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrapped: list[int] = []

    def counted(text: str, *rest: object) -> object:
        wrapped.append(len(text))
        return wrap(text, *rest)  # type: ignore[arg-type]  # as it was called

    monkeypatch.setattr(layout, "wrap", counted)
    app = ArticleApp(annotated)
    async with app.run_test(size=(80, ROWS)) as pilot:
        await pilot.pause()
        app.rows()
        assert 0 < sum(wrapped) <= A_SCREEN_OR_TWO
        acts: list[Callable[[], None]] = [partial(app.view.move, 1), app.view.to_bottom, app.view.to_top]
        for act in acts:
            before = sum(wrapped)
            act()
            await pilot.pause()
            assert any(app.rows())
            assert sum(wrapped) - before <= A_SCREEN_OR_TWO
        assert app.view.in_view.end > 0
        assert len(app.view._strips) <= 4 * ROWS


async def test_a_long_list_is_fetched_by_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store.in_memory()
    for number in range(1, 800):
        store.add(plain(number))
    fetched: list[int] = []
    page = DocumentTable.page

    def counted(self: DocumentTable, order: Order, offset: int, limit: int) -> list[DocumentRow]:
        found = page(self, order, offset, limit)
        fetched.append(len(found))
        return found

    monkeypatch.setattr(DocumentTable, "page", counted)
    desk = Desk(tmp_path, store=store, analyses={})
    async with desk.app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert 0 < sum(fetched) <= AT_START
        await pilot.press("1", "j", "j")
        await pilot.pause()
        at_start = sum(fetched)
        assert at_start <= AT_START
        await pilot.press("G")
        await pilot.pause()
        assert "Paper number 1" in desk.text()
        assert sum(fetched) - at_start <= 2 * PAGE
