"""Statements are the unit: stepped through, explained, ticked off and doubted, by keys and by clicks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from reader.config.settings import Settings
from reader.ingest.blocks import text_blocks
from reader.model.analysis import (
    Analysis,
    Entity,
    EntityType,
    Quotation,
    QuotationRole,
    Source,
    SourceKind,
    Statement,
    StatementKind,
)
from reader.model.document import Article
from reader.model.span import Span
from reader.store import Store
from reader.text.navigation.statements import NOBODY
from reader.tui.appearance.display_profile import ColourDepth, DisplayProfile
from tests.tui.main_app import ENGINE, Desk

WIDE = (120, 36)
FILLER = "Nothing in this paragraph was said by anybody at all. " * 40
TEXT = "\n\n".join(
    [
        "Ferry will sail again",
        "The ferry is to sail on Monday, it was announced.",
        "Oslo, Bergen and Stavanger said that the crossing is safe and that the old pier will stay.",
        "Mara Lind said “we are ready” and that the crew agreed.",
        FILLER,
        "An engineer doubts that the pier will hold.",
    ]
)


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def said(id: str, words: str, source: str | None, confidence: float = 0.9, *, cue: str = "said") -> Statement:
    reported = span(cue)
    kind = StatementKind.DIRECT if words == "we are ready" else StatementKind.INDIRECT
    return Statement(id, kind, (span(words),), (reported,), (), source, (), "cue-clause", confidence)


def source(id: str, name: str, statements: int, kind: SourceKind = SourceKind.GOVERNMENT) -> Source:
    return Source(id, name, kind, None, None, (span(name),), statements, 5)


SAFE = "the crossing is safe and that the old pier will stay"
FOUND = Analysis(
    ENGINE,
    entities=(Entity("e1", "Mara Lind", EntityType.PERSON, (span("Mara Lind"),)),),
    quotations=(Quotation(span("we are ready"), QuotationRole.SPEECH, "t6"),),
    sources=(
        source("s1", "Oslo", 1),
        source("s2", "Bergen", 1),
        source("s3", "Stavanger", 1),
        source("s4", "Mara Lind", 2, SourceKind.PERSON),
        source("s5", "An engineer", 1, SourceKind.UNNAMED),
    ),
    statements=(
        said("t1", "The ferry is to sail on Monday", None, cue="announced"),
        said("t2", SAFE, "s1"),
        said("t3", SAFE, "s2"),
        said("t4", SAFE, "s3"),
        said("t5", "the crossing", None, 0.3),
        said("t6", "we are ready", "s4"),
        said("t7", "the crew agreed", "s4"),
        said("t8", "the pier will hold", "s5", 0.3, cue="doubts"),
    ),
)
ORDER = [("t1",), ("t5",), ("t2", "t3", "t4"), ("t6",), ("t7",), ("t8",)]
"""The steps of the walk. The fifth statement is nested in the second's words, and begins with them."""


def library() -> Store:
    store = Store.in_memory()
    article = Article("Ferry will sail again", TEXT, tuple(text_blocks(TEXT)))
    store.analyses.save(store.add(article).version.sha256, FOUND)
    store.add(Article("Another one", "Another one\n\nWith other words.", ()))
    return store


class Reader(Desk):
    """The article about the ferry, open and analysed."""

    @property
    def current(self) -> tuple[str, ...]:
        unit = self.screen.navigator.current
        return unit.ids if unit is not None else ()

    @property
    def card(self) -> str:
        view = self.screen.sidebar.query_one("#sidebar-card")
        return "\n".join(view.render_line(y).text for y in range(view.size.height))

    def rows(self) -> list[str]:
        view = self.screen.article
        return [view.render_line(y).text for y in range(view.size.height)]

    def row_of(self, words: str) -> str:
        return next(row for row in self.rows() if words in row)


@pytest.fixture
def desk(tmp_path: Path) -> Reader:
    return Reader(tmp_path, store=library(), analyses={}, document_id=1)


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


async def test_every_statement_is_visited_once_in_order_and_backwards(desk: Reader) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        await press(pilot, "g")
        visited = []
        while "no further" not in desk.said:
            await press(pilot, "]", "s")
            visited.append(desk.current)
        assert visited[:-1] == ORDER
        back = []
        while "no earlier" not in desk.said:
            await press(pilot, "[", "s")
            back.append(desk.current)
        assert back[:-1] == ORDER[-2::-1]


async def test_one_key_a_statement_ticks_all_off_and_one_takes_a_tick_back(desk: Reader) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        await press(pilot, "]", "s")
        assert desk.said == "statement 1 of 8 · no source named · announced"
        await press(pilot, "full_stop")
        assert desk.said.startswith("accepted: no source named · statement 2 of 8 · 1 checked")
        await press(pilot, "full_stop")
        assert "statements 3–5 of 8 · 2 checked · Oslo, Bergen and Stavanger" in desk.said
        await press(pilot, *["full_stop"] * 4)
        assert desk.said.endswith("that was the last one · 8 of 8 checked")
        assert desk.screen.article.meta.endswith("8 statements · 8 checked")
        assert "8/8✓" in desk.text()
        await press(pilot, "]", "x")
        assert desk.said == "every statement is checked"
        await press(pilot, "g", "U")
        assert desk.current == ("t8",)
        await press(pilot, "U", "U", "U")
        assert desk.current == ("t2", "t3", "t4")
        assert desk.store.documents.row(1).checked == 2
        await press(pilot, "g", "]", "x")
        assert desk.current == ("t2", "t3", "t4")
        await press(pilot, "full_stop")
        assert desk.current == ("t6",), "ticking goes on with what is not checked"


async def test_what_nobody_is_named_for_is_listed_and_stepped_through(desk: Reader) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        await press(pilot, "3", "G")
        assert "No source named" in desk.text()
        assert desk.screen.sidebar.highlighted_key == NOBODY
        await press(pilot, "enter")
        assert desk.said.startswith("statement 1 of 2 · no source named")
        await press(pilot, "]", "s")
        assert desk.current == ("t5",)
        await press(pilot, "x")
        assert desk.said == "only sources can be ticked here"


async def test_a_click_or_a_search_in_reported_words_shows_who_says_them(desk: Reader) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        at, y = desk.place_of("crew agreed")
        await pilot.click(desk.screen.article, offset=(at, y))
        await pilot.pause()
        assert desk.current == ("t7",)
        assert "Mara Lind" in desk.card
        await press(pilot, "/", *"pier", "enter")
        assert desk.current == ("t2", "t3", "t4")
        await press(pilot, "n")
        assert desk.said.startswith("match 2 of 2 · An engineer")
        assert desk.current == ("t8",)
        assert "An engineer" in desk.card
        await press(pilot, "n")
        assert desk.said.startswith("match 1 of 2 (from the other end)")
        await press(pilot, "]", "s")
        assert desk.current == ("t6",)


async def test_the_card_of_several_speakers_names_all_in_the_colour_of_the_one_followed(desk: Reader) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        await press(pilot, "]", "s", "]", "s", "]", "s")
        assert "Oslo, Bergen and Stavanger" in " ".join(desk.card.split())
        card = desk.screen.sidebar._card
        styles = desk.screen.article.annotated.speaker_styles
        assert card.card is not None
        assert card.card.style == styles["s1"]
        desk.screen.follower.follow("sources", "s2")
        await pilot.pause()
        assert desk.said.startswith("statement 1 of 1")
        assert card.card.style == styles["s2"]
        view = desk.screen.article
        painted = view.annotated.led_by(view.overlay.followed).statement_layer
        assert {each.style for each in painted.spans if each.span == span(SAFE)} == {styles["s2"]}


async def test_enter_explains_a_place_with_a_note_on_it_too(desk: Reader) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        await press(pilot, *"]s]s]s]s]s", "a", *"really", "escape")
        assert desk.current == ("t7",)
        await press(pilot, "enter")
        window = desk.text()
        assert "Annotations here" in window
        assert window.count("Mara Lind") > window.replace("subject of", "").count("subject of")
        assert "subject of “said”" in window
        assert "really" in window


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 20)])
async def test_enter_opens_what_the_sidebar_cuts(tmp_path: Path, size: tuple[int, int]) -> None:
    long = "that " + "so many things are to be told " * 12 + "in the end"
    text = f"Long\n\nMara Lind said {long}."
    at = text.index(long)
    found = Analysis(
        ENGINE,
        sources=(replace(FOUND.sources[3], mentions=()),),
        statements=(replace(FOUND.statements[6], content=(Span(at, at + len(long)),), cue=()),),
    )
    store = Store.in_memory()
    store.analyses.save(store.add(Article("Long", text, tuple(text_blocks(text)))).version.sha256, found)
    desk = Reader(tmp_path, store=store, analyses={}, document_id=1)
    async with desk.app.run_test(size=size) as pilot:
        await press(pilot, "2", "]", "s", "enter")
        assert "Here" in desk.text()
        if size[1] > 24:
            assert "in the end" in desk.text().split("Here")[1]


async def test_enter_explains_every_statement_that_a_sentence_has_words_of(desk: Reader) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        await press(pilot, "/", *"stavanger", "enter", ")", "enter")
        window = desk.text().split("Here")[1]
        assert "we are ready" in window
        assert "the crew agreed" in window


async def test_the_card_is_of_what_a_note_would_be_on(desk: Reader) -> None:
    async with desk.app.run_test(size=(120, 20)) as pilot:
        await press(pilot, "]", "s")
        assert "announce" in desk.card
        await press(pilot, "space")
        assert desk.card.strip() == ""
        await press(pilot, "b")
        assert "announce" in desk.card, "what is current is in view again"
        await press(pilot, "space", "t")
        unit = desk.screen.navigator.current
        assert unit is not None
        assert unit.words[0].of(TEXT).startswith("Nothing in this paragraph")
        assert "“Nothing in t" in desk.said
        await press(pilot, "c")
        assert desk.said.startswith("labelled to check: “Nothing in this paragraph")


async def test_what_a_note_would_be_on_is_marked_and_named_before_it_is_written(desk: Reader) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        await press(pilot, "a")
        unit = desk.screen.navigator.current
        assert unit is not None
        assert unit.words[0].of(TEXT) == "Ferry will sail again"
        assert desk.said == "on “Ferry will sail…”"
        await press(pilot, "escape", "y")
        assert desk.screen.navigator.current == unit


async def test_the_help_explains_the_signs_and_the_number(desk: Reader) -> None:
    async with desk.app.run_test(size=(120, 60)) as pilot:
        await press(pilot, "2", "question_mark", "G")
        assert "0.83 " in desk.text()
        assert "beside a doubtful statement" in desk.text()


async def test_the_card_goes_when_another_article_is_opened(desk: Reader) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        await press(pilot, "]", "s")
        assert desk.card.strip()
        await press(pilot, "K")
        if not desk.screen.article.annotated.text.startswith("Another"):
            await press(pilot, "J")
        assert desk.screen.article.annotated.text.startswith("Another")
        assert desk.card.strip() == ""


async def test_after_the_ends_of_the_article_a_jump_goes_on_from_there(desk: Reader) -> None:
    async with desk.app.run_test(size=(120, 60)) as pilot:
        await press(pilot, *"]s]s]s]s", "g", "}")
        unit = desk.screen.navigator.current
        assert unit is not None
        assert unit.start == 0
        await press(pilot, "G", "{")
        assert desk.screen.navigator.current.start == TEXT.index("An engineer doubts")  # type: ignore[union-attr]
        await press(pilot, "G", "[", "s")
        assert desk.current == ("t8",)


async def test_jumps_work_from_every_tab_of_the_sidebar(desk: Reader) -> None:
    async with desk.app.run_test(size=WIDE) as pilot:
        await press(pilot, "3")
        desk.screen.sidebar.show_tab("entities")
        await press(pilot, "]", "e")
        assert desk.said.startswith("entity 1 of 1 · Mara Lind")
        await press(pilot, "]", "q")
        assert desk.said.startswith("quotation 1 of 1")


async def test_a_jump_from_the_sidebar_shows_the_article_where_one_pane_has_room(desk: Reader) -> None:
    async with desk.app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "3", "]", "s")
        assert desk.current == ("t1",)
        assert desk.screen.article.display


@pytest.mark.parametrize(
    "profile",
    [
        DisplayProfile(),
        DisplayProfile(ascii=True),
        DisplayProfile(ColourDepth.NONE),
        DisplayProfile(ColourDepth.SIXTEEN),
    ],
    ids=["colour", "ascii", "none", "sixteen"],
)
async def test_a_doubtful_statement_is_seen_in_gutter_and_text(tmp_path: Path, profile: DisplayProfile) -> None:
    desk = Reader(tmp_path, store=library(), analyses={}, document_id=1, profile=profile)
    async with desk.app.run_test(size=(120, 60)) as pilot:
        await pilot.pause()
        assert " ? " in desk.row_of("the pier will hold")
        assert "?" not in desk.row_of("the crew agreed")
        view = desk.screen.article
        y = next(y for y, row in enumerate(desk.rows()) if "the pier will hold" in row)
        strip = view.render_line(y)
        doubted = next(piece for piece in strip if "the pier will hold" in piece.text)
        plain = next(piece for piece in strip if "doubts" in piece.text)
        assert doubted.style != plain.style
        await press(pilot, "G", "[", "s")
        assert "uncertain" in desk.card
        assert "uncertain" in desk.said


async def test_doubtful_ones_are_counted_apart_and_can_be_hidden(desk: Reader) -> None:
    async with desk.app.run_test(size=(120, 60)) as pilot:
        await pilot.pause()
        sidebar = "\n".join(
            desk.screen.sidebar.row_list.render_line(y).text
            for y in range(desk.screen.sidebar.row_list.size.height)
        )
        assert "1+1?" in sidebar
        await press(pilot, *":doubtful", "enter")
        assert desk.said == "2 doubtful statements hidden"
        assert "?" not in "".join(row for row in desk.rows() if "pier" in row)
        assert "An engineer  " not in desk.text()
        assert "6 statements · 2 doubtful hidden" in desk.text()
        await press(pilot, "g", *"]s]s")
        assert desk.current == ("t2", "t3", "t4")
        assert "statements 2–4 of 6" in desk.said
        for _ in range(5):
            await press(pilot, "c")
        assert desk.screen.view_settings.layers.value == "all"
        await press(pilot, *":doubtful", "enter")
        assert desk.said == "2 doubtful statements shown"
        assert desk.store.documents.row(1).statements == 8


async def test_the_settings_say_what_is_doubtful(tmp_path: Path) -> None:
    desk = Reader(tmp_path, store=library(), analyses={}, document_id=1, settings=Settings(doubt=0.2))
    async with desk.app.run_test(size=(120, 60)) as pilot:
        await pilot.pause()
        assert not desk.screen.article.annotated.doubtful
        await press(pilot, *":doubtful", "enter")
        assert desk.said == "0 doubtful statements hidden"
