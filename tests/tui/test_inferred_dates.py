"""Dates inferred from the article's date, and candidates, on the screen as a person meets them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from reader.model.analysis import Analysis, Entity, EntityType, Source, SourceKind
from tests.tui.article_app import annotated, article, span
from tests.tui.main_app import HARBOUR, Desk

TEXT, _ = article()
WIDE = (120, 36)


def analysed(**changes: object) -> dict[str, Analysis | None]:
    known = annotated().analysis
    assert known is not None
    return {TEXT: replace(known, **changes)}  # type: ignore[arg-type]  # fields of Analysis


async def test_an_inferred_date_says_so_in_the_sidebar_and_on_the_card(tmp_path: Path) -> None:
    day = Entity("e1", "Tuesday 27 April 2021", EntityType.TIME, (span(TEXT, "Tuesday"),), inferred=True)
    desk = Desk(tmp_path, document_id=HARBOUR, analyses=analysed(entities=(day,)))
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert "27 April" not in desk.text()
        await pilot.press("]", "e")
        await pilot.pause()
        card = [line.strip() for line in desk.text().splitlines()]
        assert any("Tuesday: 27 April 2021" in line for line in card)
        assert any("from the article's date" in line for line in card)
        desk.screen.sidebar.show_tab("entities")
        await pilot.pause()
        rows = [desk.screen.sidebar.row_list.render_line(y).text.strip() for y in range(8)]
        assert "Tuesday: 27 April 2021" in " ".join(rows)
        assert "from the article's date" in rows


async def test_a_date_written_out_is_not_said_to_be_inferred(tmp_path: Path) -> None:
    day = Entity("e1", "27 April 2021", EntityType.TIME, (span(TEXT, "Tuesday"),))
    desk = Desk(tmp_path, document_id=HARBOUR, analyses=analysed(entities=(day,)))
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.press("]", "e")
        desk.screen.sidebar.show_tab("entities")
        await pilot.pause()
        assert "27 April 2021" in desk.text()
        assert "from the article's date" not in desk.text()


async def test_the_card_names_all_whom_the_words_may_mean(tmp_path: Path) -> None:
    known = annotated().analysis
    assert known is not None
    two = (known.sources[0], Source("s2", "Mary Roe", SourceKind.PERSON, None, None, (), 0, 0))
    said = (replace(known.statements[0], candidates=("s1", "s2")), known.statements[1])
    desk = Desk(tmp_path, document_id=HARBOUR, analyses=analysed(sources=two, statements=said))
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.press("]", "q", "]", "q")
        await pilot.pause()
        assert "may be Anna Berg or Mary Roe" in desk.text()
