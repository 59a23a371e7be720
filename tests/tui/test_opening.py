"""What shows at once when the program starts with an article."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.main_app import HARBOUR, Desk


@pytest.mark.parametrize("document_id", [1, 2, HARBOUR])
async def test_the_list_points_at_the_article_that_is_open(tmp_path: Path, document_id: int) -> None:
    desk = Desk(tmp_path, document_id=document_id)
    async with desk.app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        row = desk.screen.documents.highlighted_row
        assert row is not None
        assert row.document.id == document_id


@pytest.mark.parametrize("size", [(120, 36), (60, 20), (40, 12)])
async def test_the_share_read_is_that_of_the_rows_in_view(tmp_path: Path, size: tuple[int, int]) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.pause()
        assert desk.screen.status.state == f"{round(100 * desk.screen.article.share_read)} %"
        assert desk.screen.article.share_read > 0


async def test_opening_an_article_reads_its_annotations_and_bookmarks_once(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=1)
    async with desk.app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        statements: list[str] = []
        desk.store._db.connection.set_trace_callback(statements.append)
        desk.screen.open_document(HARBOUR)
        await pilot.pause()
        desk.store._db.connection.set_trace_callback(None)
    queries = [" ".join(each.split()) for each in statements if each.lstrip().startswith("SELECT")]
    for table in ("annotations", "bookmarks"):
        assert len([query for query in queries if f" FROM {table} " in query]) == 1, table
