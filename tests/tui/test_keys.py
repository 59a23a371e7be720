"""Keys: every one means one thing in a pane, sequences come together, tables are complete."""

from __future__ import annotations

import inspect
import subprocess
import sys

import pytest

from reader.model.errors import SettingsError
from reader.tui.commands.base import Command
from reader.tui.commands.registry import BY_NAME, COMMANDS
from reader.tui.keys.bindable import Bindable
from reader.tui.keys.key_map import Sequencer, key_map
from reader.tui.keys.key_table import key_table
from reader.tui.keys.names import label
from reader.tui.keys.scopes import IN_ARTICLE, IN_LIST, Pane
from tests.tui.bound import bind

KEYS = key_map(COMMANDS)

LEAVE_ALONE = {"ctrl+s", "ctrl+q", "ctrl+b", "ctrl+a", "ctrl+right_square_bracket", "ctrl+circumflex_accent", "~",
               "ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m", "ctrl+left_square_bracket", "f1", "f10", "f11"}  # fmt: skip


FIRST, SECOND, ELSEWHERE = (
    Bindable(name, ("j",), "Does it", group="Test", panes=panes)
    for name, panes in (("first", IN_LIST), ("second", IN_LIST), ("elsewhere", IN_ARTICLE))
)


def test_a_collision_is_refused_and_both_are_named() -> None:
    with pytest.raises(SettingsError, match=r"j means both first and second in the list"):
        key_map([FIRST, SECOND])
    assert key_map([FIRST, ELSEWHERE])[Pane.ARTICLE, "j"] is ELSEWHERE


def test_no_command_takes_a_key_that_terminals_need() -> None:
    assert not {key for _, key in KEYS} & LEAVE_ALONE


def test_a_prefix_waits_for_its_second_key() -> None:
    sequencer = Sequencer(KEYS)
    assert sequencer.press((Pane.ARTICLE,), "]") is None
    assert sequencer.pending == "]"
    assert sequencer.press((Pane.ARTICLE,), "q") is BY_NAME["next-quotation"]
    assert sequencer.pending == ""


def test_a_prefix_is_forgotten_when_no_sequence_comes_of_it() -> None:
    sequencer = Sequencer(KEYS)
    sequencer.press((Pane.ARTICLE,), "]")
    assert sequencer.press((Pane.ARTICLE,), "Q") is None
    assert sequencer.press((Pane.ARTICLE,), "j") is BY_NAME["down"]


def test_one_key_may_mean_different_things_in_different_panes() -> None:
    assert KEYS[Pane.LIST, "m"] is BY_NAME["star"]
    assert KEYS[Pane.ARTICLE, "m"] is BY_NAME["bookmark"]


def test_no_prefix_is_a_command_of_its_own() -> None:
    prefixes = {(pane, key.split()[0]) for pane, key in KEYS if " " in key}
    assert not prefixes & set(KEYS)


def test_every_command_has_a_name_of_its_own_and_a_help() -> None:
    assert len(BY_NAME) == len(COMMANDS)
    assert all(command.help and command.group for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_a_command_takes_what_is_typed_after_its_name_if_it_says_so(command: Command) -> None:
    parameters = inspect.signature(command._act).parameters.values()
    given = [each for each in parameters if each.default is inspect.Parameter.empty]
    assert len(given) == (2 if command.argument else 1)


def test_labels_are_for_people() -> None:
    assert [label(key) for key in ("] q", "ctrl+d", "space", "G", "shift+tab")] == [
        "]q", "Ctrl-D", "Space", "G", "Shift-Tab",
    ]  # fmt: skip


def test_the_table_lists_every_command_once() -> None:
    assert [row.name for row in key_table(bind())] == [c.name for cs in bind().groups().values() for c in cs]


def test_the_table_needs_no_textual() -> None:
    code = (
        "import sys; from reader.tui.keys.key_table import key_table\n"
        "from reader.tui.commands.registry import COMMANDS\n"
        "from reader.tui.keys.bindings import bind\n"
        "key_table(bind(COMMANDS)); print('textual' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
