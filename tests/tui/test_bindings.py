"""Keys that a person binds anew: presets, settings, what is refused and what is warned of."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from reader.model.errors import SettingsError
from reader.tui.commands.registry import BY_NAME, COMMANDS
from reader.tui.dialogs.help import help_rows
from reader.tui.keys.names import LEAVE_ALONE, NAMES, label, parsed
from reader.tui.keys.presets import PRESETS
from reader.tui.keys.scopes import Pane
from tests.house.source import ROOT
from tests.tui.bound import bind, bind_or_default
from tests.tui.main_app import HARBOUR, Desk

ACTS = ("goes to", "writes", "sets", "gives", "lists", "undoes", "brings", "tries", "merges", "quits")
"""What messages say that a key does."""
PRESETS_TOLD = "presets.py"
"""It says of its own keys what they do."""


@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_binds_known_keys_without_a_collision(preset: str) -> None:
    held = bind(preset)
    assert held.holds_all
    assert not held.warnings
    assert all(parsed(key) == key for keys in PRESETS[preset].values() for key in keys)
    assert not {part for _, key in held.map for part in key.split(" ")} & LEAVE_ALONE.keys()


@pytest.mark.parametrize("preset", PRESETS)
def test_every_command_of_a_preset_is_there(preset: str) -> None:
    assert PRESETS[preset].keys() <= BY_NAME.keys()


@pytest.mark.parametrize(
    ("preset", "pane", "key", "name"),
    [
        ("less", Pane.ARTICLE, "f", "page-down"),
        ("less", Pane.ARTICLE, "<", "top"),
        ("less", Pane.LIST, "h", "help"),
        ("newsboat", Pane.LIST, "n", "next-unread"),
        ("newsboat", Pane.LIST, "N", "read"),
        ("newsboat", Pane.ARTICLE, "] n", "next-match"),
        ("vim", Pane.ARTICLE, "g g", "top"),
        ("vim", Pane.LIST, "u", "undo"),
        ("vim", Pane.SIDEBAR, "Z Z", "quit"),
    ],
)
def test_presets_are_like_what_they_are_named_after(preset: str, pane: Pane, key: str, name: str) -> None:
    assert bind(preset).map[pane, key] is BY_NAME[name]


def test_own_keys_stand_in_place_of_a_commands_own_and_none_unbinds() -> None:
    held = bind("less", {"zen": ("F7",), "help": (), "top": ("Ctrl-Home", "gg")})
    assert held.map[Pane.LIST, "f7"] is BY_NAME["zen"]
    assert (Pane.LIST, "z") not in held.map
    assert (Pane.LIST, "?") not in held.map
    assert held.keys_of(BY_NAME["top"]) == ("ctrl+home", "g g")
    assert held.first("help") == ":help"


@pytest.mark.parametrize(
    ("own", "told"),
    [
        ({"zen": ("q",)}, "q means both zen and back in the list; bind one of them to another key"),
        ({"zen": ("]",)}, r"\] means zen in the article and begins \]q, next-quotation"),
        ({"zne": ("z",)}, "there is no command 'zne'; `reader keys` lists them"),
        ({"zen": ("Ctlr-Z",)}, "zen: 'Ctlr-Z' is not a key"),
        ({"zen": ("a b c",)}, "zen: 'a b c' is not a key"),
        ({"zen": ("\x1b",)}, "is not a key"),
        ({"zen": ("",)}, "is not a key"),
        (dict.fromkeys(("back", "quit", "interrupt", "command-line"), ()), "no key would quit"),
    ],
)
def test_what_cannot_be_is_refused_and_the_preset_holds(own: dict[str, tuple[str, ...]], told: str) -> None:
    with pytest.raises(SettingsError, match=told):
        bind("default", own)
    held = bind_or_default("less", own)
    assert (held.keys, held.holds_all) == (bind("less").keys, False)
    assert len(held.warnings) == 1


def test_keys_that_do_not_arrive_everywhere_are_warned_of() -> None:
    held = bind("default", {"zen": ("Ctrl-B", "~"), "help": ("Ctrl-] q",)})
    assert [warning.split(": ")[1:] for warning in held.warnings] == [
        ["zen", "better leave Ctrl-B alone", "tmux uses it as its prefix"],
        ["zen", "better leave ~ alone", "ssh uses it after Enter"],
        ["help", "better leave Ctrl-] q alone", "telnet uses it"],
    ]
    assert held.holds_all


@pytest.mark.parametrize("key", sorted({key for command in COMMANDS for key in command.keys} | NAMES.keys()))
def test_a_key_can_be_written_as_it_is_shown(key: str) -> None:
    assert parsed(label(key)) == key
    assert parsed(key) == key


@pytest.mark.parametrize(
    ("written", "key"),
    [("ctrl-d", "ctrl+d"), ("CTRL+D", "ctrl+d"), ("pgdn", "pagedown"), ("]q", "] q"), ("g g", "g g"),
     (" ", "space"), ("Ctrl-W h", "ctrl+w h"), ("esc", "escape"), ("alt+x", "alt+x"),
     ("ctrl+]", "ctrl+right_square_bracket")],
)  # fmt: skip
def test_keys_as_people_write_them(written: str, key: str) -> None:
    assert parsed(written) == key


async def test_the_program_goes_by_the_keys_that_hold(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR, bindings=bind("vim", {"zen": ("F5",)}))
    async with desk.app.run_test(size=(120, 36)) as pilot:
        await pilot.press("f5")
        await pilot.pause()
        assert desk.screen.zen
        await pilot.press("z")
        await pilot.pause()
        assert desk.screen.zen, "z means nothing now"
        await pilot.press("Z", "Z")
    assert desk.app.return_code == 0


def test_the_help_names_the_keys_that_hold() -> None:
    assert ("  F5", "Show only the article, or everything again") in help_rows(
        Pane.LIST, bind("default", {"zen": ("F5",)})
    )


async def test_hints_name_the_keys_that_hold(tmp_path: Path) -> None:
    desk = Desk(tmp_path, bindings=bind("less", {"sort": ("F6",)}))
    async with desk.app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        assert "F6 sort  h help" in desk.text()


def test_words_name_the_keys_that_hold() -> None:
    held = bind("default", {"note": ("Ctrl-N",), "undo": (), "next-quotation": ("]y",)})
    assert held.expand("{note} or {undo}, then {next-quotation}: {x y}") == "Ctrl-N or :undo, then ]y: {x y}"


def test_no_message_names_a_key_that_may_be_another() -> None:
    named = re.compile(rf"(?<![\w'{{])(?:[a-zA-Z?]|[\]\[][a-z]) (?:{'|'.join(ACTS)})\b")
    found = [
        f"{path.name}: {node.value}"
        for path in (ROOT / "reader" / "tui").rglob("*.py")
        if path.name != PRESETS_TOLD
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and named.search(node.value)
    ]
    assert not found


async def test_what_is_said_names_keys_bound_anew(tmp_path: Path) -> None:
    held = bind("default", {"note": ("F7",), "bookmark": ("F8",), "help": ("F9",)})
    desk = Desk(tmp_path, document_id=HARBOUR, bindings=held)
    async with desk.app.run_test(size=(120, 36)) as pilot:
        await pilot.press("right_square_bracket", "a")
        assert desk.said == "no annotation in this article: F7 writes a note, t gives a label"
        await pilot.press("colon", *"nonsense", "enter")
        assert desk.said == "no such command: nonsense (Ctrl-P lists them)"
        await pilot.press("apostrophe")
        await pilot.pause()
        assert "no bookmark yet: F8 in the article sets one" in desk.text()
