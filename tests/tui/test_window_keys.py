"""Keys of windows, inputs and modes: rebound like any others, and refused if they cannot be."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from reader.model.errors import SettingsError
from reader.text.safety.sanitise import own
from reader.tui.commands.registry import BY_NAME, COMMANDS
from reader.tui.dialogs.choice import Choice, ChoiceDialog
from reader.tui.dialogs.help import help_rows
from reader.tui.dialogs.palette import PaletteDialog
from reader.tui.dialogs.window import HELP_HINT, SEPARATOR, Window
from reader.tui.keys.bindings import WAY_OUT
from reader.tui.keys.fixed import EDITING_A_LINE, EDITING_A_NOTE, TYPED_IN, writes
from reader.tui.keys.key_table import key_table
from reader.tui.keys.names import label
from reader.tui.keys.presets import PRESETS
from reader.tui.keys.scopes import FIELDS, LINES, WINDOWS, Mode, Pane
from reader.tui.screens.notes import NotesScreen
from reader.tui.widgets.line_input import LineInput
from reader.tui.widgets.note_editor import NoteEditor
from tests.tui.bound import bind, bind_or_default
from tests.tui.main_app import HARBOUR, Desk, library, until
from tests.tui.test_annotating_keys import leave_a_draft

Own = Mapping[str, tuple[str, ...]]
OF_THE_PROGRAM = {"help", "redraw", "suspend"}
"""Commands that windows leave to the main screen."""
OPENED = {
    Mode.TEXT: ("?",),
    Mode.BOOKMARKS: ("'",),
    Mode.ANNOTATIONS: ("]", "q", "a", "x", "escape", "enter"),
    Mode.ALIASES: (":", *"aliases", "enter"),
    Mode.CORRECTIONS: (":", *"corrections", "enter"),
    Mode.NOTES: ("&", "escape"),
    Mode.FILTER: ("&",),
    Mode.CHOICE: ("ctrl+p",),
    Mode.FORM: ("]", "q", "]", "q", "T"),
    Mode.LINE: (":",),
    Mode.NOTE: ("a",),
    Mode.LABEL: ("]", "q", "t"),
    Mode.CARET: ("v",),
}
"""The keys that open each of them in an article."""


@pytest.mark.parametrize(
    ("own_keys", "told"),
    [
        ({"delete": ("q",)}, "q means both close and delete in the notes"),
        ({"undo": ("X",)}, "X means both delete-note and undo in the article"),
        ({"words-here": ("n",)}, "n means both words-here and words-gone in the decision"),
        ({"close": ("]",), "delete": ("]x",)}, r"\] means close in the notes and begins \]x, delete"),
        ({"take": ("y",)}, "y cannot mean take: it is for typing in the line; bind another key"),
        ({"leave": ("Space",)}, "Space cannot mean leave: it is for typing in the line"),
        ({"leave": ("Ctrl-W",)}, "Ctrl-W cannot mean leave: it is for typing in the line"),
        ({"next-choice": ("j q",)}, "jq cannot mean next-choice: it is for typing in the chooser"),
        ({"keep-note": ("Enter",)}, "Enter cannot mean keep-note: it is for typing in the note"),
        ({"label-none": ("d",)}, "d cannot mean label-none: it is for typing in the label"),
        ({"complete": ("up",)}, "↑ means both complete and older-line in the line"),
        ({"draft-discard": ("q",)}, "q means both draft-discard and back in the list while a draft is offered"),
        ({"zen": ("Enter",)}, "Enter means both"),
        (
            {"zen": ("f4",), "draft-discard": ("f4",)},
            "F4 means both draft-discard and zen in the list",
        ),
        ({"draft-discard": ("]",)}, r"\] means draft-discard in the draft and begins \]q, next-quotation"),
        ({"draft-discard": ("g x",)}, r"g means top in the list and begins gx, draft-discard"),
        ({"close": ()}, "no key would leave the notes; bind close"),
        ({"close": ("F1",), "done": ("F1",)}, "F1 means both close and done in the text"),
        ({"leave": ()}, "no key would leave the line; bind leave"),
        ({"keep-note": ()}, "no key would leave the note; bind keep-note"),
        ({"caret-leave": ()}, "no key would leave the caret; bind caret-leave"),
    ],
)
def test_impossible_keys_are_refused_naming_both_commands(own_keys: Own, told: str) -> None:
    with pytest.raises(SettingsError, match=told):
        bind("default", own_keys)
    assert not bind_or_default("less", own_keys).holds_all


@pytest.mark.parametrize(
    ("own_keys", "scope", "key", "name"),
    [
        ({"close": ("Ctrl-T",)}, Mode.TEXT, "ctrl+t", "close"),
        ({"delete": ("Delete",)}, Mode.BOOKMARKS, "delete", "delete"),
        ({"leave": ("Ctrl-T",)}, Mode.FILTER, "ctrl+t", "leave"),
        ({"take": ("Ctrl-X x",)}, Mode.CHOICE, "ctrl+x x", "take"),
        ({"label-none": ("-",)}, Mode.LABEL, "-", "label-none"),
        ({"draft-take-up": ("F4",)}, Mode.DRAFT, "f4", "draft-take-up"),
        ({"page-down": ("f",)}, Mode.PAGE, "f", "page-down"),
        ({"redraw": ("F5", "r"), "read": ()}, Mode.NOTE, "f5", "redraw"),
    ],
)
def test_keys_of_modes_can_be_rebound(own_keys: Own, scope: Mode, key: str, name: str) -> None:
    assert bind("default", own_keys).map[scope, key] is BY_NAME[name]


def test_letters_of_commands_are_typed_in_inputs() -> None:
    held = bind("default", {"redraw": ("R",), "analyse": ()})
    assert held.map[Pane.LIST, "R"] is held.map[Mode.TEXT, "R"] is BY_NAME["redraw"]
    assert not any((scope, "R") in held.map for scope in FIELDS)


@pytest.mark.parametrize("preset", PRESETS)
def test_presets_work_in_windows_and_take_no_letter(preset: str) -> None:
    held = bind(preset)
    assert all(any(held.map.get((scope, key)) is BY_NAME[name] for key in held.keys_of(BY_NAME[name]))
               for scope, name in WAY_OUT.items())  # fmt: skip
    assert not [key for scope, key in held.map if scope in TYPED_IN and writes(scope, key)]
    for scope in WINDOWS:
        assert held.keys_in(scope, BY_NAME["down"]) == list(held.keys_of(BY_NAME["down"]))


def test_the_vim_preset_undoes_in_windows_and_leaves_them() -> None:
    held = bind("vim")
    assert held.map[Mode.BOOKMARKS, "u"] is BY_NAME["undo"]
    assert held.map[Mode.NOTES, "g g"] is BY_NAME["top"]
    assert held.map[Mode.TEXT, "Z Z"] is BY_NAME["close"]


def test_the_fixed_keys_are_those_of_textuals_inputs() -> None:
    line = {key.strip() for binding in Input.BINDINGS for key in binding.key.split(",")}
    note = {key.strip() for binding in TextArea.BINDINGS for key in binding.key.split(",")}
    assert EDITING_A_LINE.keys() <= line
    assert note ^ EDITING_A_NOTE.keys() == {"ctrl+z", "enter"}, "the one suspends, the other is no binding"
    actions = [(LineInput, action) for action in EDITING_A_LINE.values()]
    actions += [(NoteEditor, action.split("(")[0]) for action in EDITING_A_NOTE.values()]
    assert all(callable(getattr(widget, f"action_{action}")) for widget, action in actions)


def test_the_table_shows_where_keys_work() -> None:
    rows = {row.name: row for row in key_table(bind("default", {"redraw": ("R",), "analyse": (), "delete": ()}))}
    assert rows["down"].where == "panes, windows"
    assert rows["take"].where == "lines"
    assert rows["redraw"].where == "panes, windows, caret"
    assert rows["bookmarks"].where == "article, sidebar, bookmarks"
    assert (rows["delete"].keys, rows["delete"].where) == ((), "lists")
    assert not rows["delete"].is_typed
    assert rows["aliases"].help.endswith("(no key) withdraws one")


@pytest.mark.parametrize("mode", OPENED)
async def test_every_mode_has_an_action_for_its_commands(tmp_path: Path, mode: Mode) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await pilot.press(*OPENED[mode])
        await pilot.pause()
        place = desk.screen.keyboard.target
        assert place is not None
        assert place.scope is mode
        done = {command.name for command in COMMANDS if mode in command.panes} - OF_THE_PROGRAM
        if isinstance(place, Window):
            assert done <= place.actions().keys()
        if mode not in LINES:
            assert not place.do("no such command")
        await pilot.press("escape", "escape", "escape")
        await pilot.pause()
        assert desk.screen.keyboard.target is None
        assert desk.app.screen is desk.screen


async def test_a_window_returns_one_result_for_a_key_and_a_click_at_once(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    answers: list[str | None] = []
    async with desk.app.run_test(size=(120, 36)) as pilot:
        window = ChoiceDialog(bind(), own("Which one?"), [Choice(name, own(name)) for name in ("one", "two")])
        desk.screen.open(window, answers.append)
        await pilot.pause()
        window.finish("one")
        window.finish("two")
        await pilot.pause()
        assert answers == ["one"]
        assert desk.app.screen is desk.screen


@pytest.mark.parametrize("width", [40, 47, 48, 60, 79, 101, 120, 200])
async def test_hints_fit_the_width_of_their_frame(tmp_path: Path, width: int) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=(width, 20)) as pilot:
        for keys in (("?",), ("&",), ("ctrl+p",), ("'",)):
            await pilot.press("2", *keys)
            await pilot.pause()
            window = desk.app.screen
            assert isinstance(window, Window)
            (frame,) = window.query(".dialog, .page")
            assert frame.outer_size.width == window.frame_width
            hints = desk.text().rsplit("╰", 1)[1].split("╯")[0]
            assert f"Esc {window.close_hint[1]}" in hints
            assert "…" not in hints
            if HELP_HINT in window.hints and SEPARATOR in hints:
                assert "? help" in hints
            await pilot.press("escape")


async def test_a_rebound_key_replaces_the_old_one_in_a_window(tmp_path: Path) -> None:
    held = bind("default", {"close": ("F4",), "delete": ("Delete",), "undo": ("F8",), "choose": ("o",)})
    desk = Desk(tmp_path, document_id=HARBOUR, bindings=held)
    async with desk.app.run_test(size=(120, 36)) as pilot:
        await pilot.press("m", "]", "q", "m", "'")
        await pilot.pause()
        assert "o goes there · Delete deletes · F8 undoes · ? help · F4 closes" in desk.text()
        await pilot.press("X", "U", "enter", "escape", "q")
        await pilot.pause()
        assert len(desk.screen.session.bookmarks()) == 2
        await pilot.press("delete")
        assert len(desk.screen.session.bookmarks()) == 1
        await pilot.press("f8")
        assert len(desk.screen.session.bookmarks()) == 2
        await pilot.press("o")
        await pilot.pause()
        assert desk.app.screen is desk.screen
        await pilot.press("'", "f4")
        await pilot.pause()
        assert desk.app.screen is desk.screen


async def test_commands_without_a_key_have_no_hint(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR, bindings=bind("default", {"delete": (), "help": ()}))
    async with desk.app.run_test(size=(120, 36)) as pilot:
        await pilot.press("'")
        await pilot.pause()
        assert "Enter goes there · U undoes · Esc closes" in desk.text()


async def test_inputs_and_modes_use_the_rebound_keys(tmp_path: Path) -> None:
    own_keys = {"take": ("F2",), "leave": ("F4",), "keep-note": ("F6 F6", "Ctrl-T"), "label-leave": ("-",),
                "label-tags": ("#",), "complete": ("F3",), "note-editor": ()}  # fmt: skip
    desk = Desk(tmp_path, document_id=HARBOUR, bindings=bind("default", {**own_keys, "keep-note": ("Ctrl-T",)}))
    async with desk.app.run_test(size=(120, 36)) as pilot:
        await pilot.press(":")
        await pilot.pause()
        assert desk.screen.command_line.placeholder == "a command; F3 completes"
        await pilot.press(*"zen", "enter", "escape")
        assert desk.screen.command_line.value == "zen"
        await pilot.press("f2")
        assert desk.screen.zen
        await pilot.press("z", "/", "o", "f4", "]", "q", "t")
        await pilot.pause()
        assert "# tags" in desk.text()
        assert "no label escape" not in desk.text()
        await pilot.press("-", "a", *"word", "escape", "ctrl+o")
        await pilot.pause()
        assert desk.screen.note.is_on
        assert "Ctrl-T saves it" in desk.text().splitlines()[-1]
        assert "editor" not in desk.text().splitlines()[-1]
        await pilot.press("ctrl+t")
        assert not desk.screen.note.is_on


async def test_a_choice_uses_the_rebound_keys_and_says_if_nothing_matches(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR, bindings=bind("default", {"next-choice": ("F3",)}))
    async with desk.app.run_test(size=(120, 36)) as pilot:
        await pilot.press("]", "e", "T")
        await pilot.pause()
        assert "F3 next" in desk.text()
        before = desk.text()
        await pilot.press("down")
        await pilot.pause()
        assert desk.text() == before
        await pilot.press("f3")
        await pilot.pause()
        assert desk.text() != before or desk.app.screen.query_one("Options").highlighted == 1
        await pilot.press(*"zzz")
        await pilot.pause()
        assert "no match" in desk.text()
        await pilot.press("enter", "ctrl+u", "enter")
        await pilot.pause()
        assert desk.app.screen is desk.screen


async def test_help_in_a_window_is_its_own_help(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR, bindings=bind("default", {"filter-notes": ("F7",)}))
    async with desk.app.run_test(size=(120, 36)) as pilot:
        await pilot.press("&", "escape", "?")
        await pilot.pause()
        assert "Keys in the list of notes" in desk.text()
        assert "F7" in desk.text()
        await pilot.press("?", "escape")
        await pilot.pause()
        assert desk.app.screen is desk.screen


async def test_the_first_key_of_a_pair_is_shown_until_the_second(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR, bindings=bind("vim"))
    async with desk.app.run_test(size=(120, 36)) as pilot:
        for opened, closed in (((), ()), (("?",), ("Z", "Z"))):
            await pilot.press(*opened, "G", "g")
            assert desk.said == "g"
            await pilot.press("g")
            assert desk.said == ""
            await pilot.press("g", "x" if opened else "q")
            assert desk.said != "g"
            await pilot.press(*closed)
        await pilot.pause()
        assert desk.app.screen is desk.screen


@pytest.mark.parametrize("width", [120, 60, 40])
async def test_an_offer_always_shows_the_keys_for_its_answers(tmp_path: Path, width: int) -> None:
    store = library()
    leave_a_draft(store, "half")
    held = bind("default", {"draft-take-up": ("F4",), "draft-discard": ("Delete",)})
    desk = Desk(tmp_path, store=store, document_id=HARBOUR, bindings=held)
    async with desk.app.run_test(size=(width, 20)) as pilot:
        await until(pilot, lambda: "unfinished note of" in desk.said)
        await pilot.pause()
        assert all(words in desk.text() for words in ("F4 continues it", "Delete discards", "Esc later"))
        assert " DRAFT " in desk.text().splitlines()[-1]
        await pilot.press("X")
        await pilot.pause()
        assert "discards" not in desk.text()
        assert len(store.drafts.abandoned()) == 1
        await pilot.press(":", *"drafts", "enter", "delete")
        assert store.drafts.abandoned() == []


async def test_each_tab_of_the_sidebar_shows_its_own_keys_and_takes_a_note(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR, bindings=bind("default", {"next-annotation": ("F4",)}))
    async with desk.app.run_test(size=(60, 20)) as pilot:
        await pilot.press("3")
        await pilot.pause()
        assert "Enter follow  ]s next" in desk.text()
        await pilot.press("4")
        await pilot.pause()
        assert "Enter go there  F4 next" in desk.text()
        await pilot.press("A", *"about it all", "escape")
        await pilot.pause()
        assert [each.annotation.note for each in desk.store.annotations.of(HARBOUR)] == ["about it all"]


def test_the_help_of_a_pane_includes_its_inputs() -> None:
    rows = help_rows(Pane.ARTICLE, bind("default", {"keep-note": ("Ctrl-T",)}))
    assert (own("Writing a note"), "") in rows
    assert ("  Ctrl-T", "Save the note and go back to reading") in rows


async def test_keys_typed_at_once_go_where_they_were_meant(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=(120, 36)) as pilot:
        press(desk, "]", "q", "a", *"first", "escape", "]", "q", "]", "q", "a", *"second", "escape")
        press(desk, "&", "down", "/", *"second", "down", "enter")
        await pilot.pause()
        await pilot.pause()
        assert desk.said == "second"
        press(desk, "&", "/", *"jX", "escape", "/", "ctrl+u", "tab", "j", "X", "U", "q", "m")
        await pilot.pause()
        await pilot.pause()
        notes = [each.annotation.note for each in desk.store.annotations.of(HARBOUR)]
        assert sorted(notes) == ["first", "second"]
        assert len(desk.screen.session.bookmarks()) == 1
        press(desk, "ctrl+p", *"zen", "enter", "?", "q", "z", "'", "X", "'", ":", *"theme", "enter", *"paper")
        await pilot.pause()
        await pilot.pause()
        assert isinstance(desk.app.screen, PaletteDialog)
        assert desk.app.theme == "paper"
        assert not desk.screen.session.bookmarks()
        press(desk, "enter", "&")
        await pilot.pause()
        await pilot.pause()
        assert isinstance(desk.app.screen, NotesScreen)
        assert desk.screen.view_settings.current.theme == "paper"


def press(desk: Desk, *keys: str) -> None:
    """Send keys so fast that nothing happens between them."""
    from textual.events import Key
    from textual.keys import _character_to_key

    for key in keys:
        name = _character_to_key(key) if len(key) == 1 else key
        desk.app.post_message(Key(name, key if len(key) == 1 else None))


def test_every_label_of_a_key_can_be_used_in_the_settings() -> None:
    assert all(label(key) for key in (*EDITING_A_LINE, *EDITING_A_NOTE))
