"""Keys stand in tables, where they can be bound anew: nothing else in the interface asks which one was pressed."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from reader.tui.commands.registry import COMMANDS
from reader.tui.keys.names import NAMES
from tests.house.source import trees

TUI = "reader/tui/"
TABLES = (
    "reader/tui/commands/",
    "reader/tui/keys/presets.py",
    "reader/tui/keys/names.py",
    "reader/tui/keys/fixed.py",
)
READS_KEYS = {
    "reader/tui/keys/key_map.py": "names what was pressed for the tables",
    "reader/tui/widgets/line_input.py": "edits a line, by a table",
    "reader/tui/widgets/note_editor.py": "edits a note, by a table",
}
ASKS_FOR_NAMES = {
    "reader/tui/keys/key_map.py": "says it",
    "reader/tui/screens/keyboard.py": "looks commands up",
    "reader/tui/modes/label.py": "takes the letter of a label, which the settings name",
}
ORDINARY = {"space", "enter", "tab", "delete", "insert", "home", "end", "down", "up", "left", "right", "escape"}
"""Names of keys that are words of other things as well; who compares them with a key has to read one first."""
KEY = re.compile(rf"(?:(?:ctrl|alt|shift|super)\+.+|{'|'.join(NAMES.keys() - ORDINARY)})")
WORDS = re.compile(
    r"(?<![\w{-])(?:Esc|Enter|Tab|Space|PgDn|PgUp|Backspace|Ctrl-\S)(?![\w}])"
    r"|\b(?:try|by|press|with) (?:[b-zA-Z?&/]|[\]\[][a-z])(?= |$|[,;.)])"
)
"""A key as people read of it."""
TELLS_OF_WRITING_KEYS = {"reader/tui/keys/names.py", "reader/tui/keys/bindings.py"}


def words_shown(tree: ast.Module) -> Iterator[ast.Constant]:
    """The strings of a module that are no docstrings."""
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node


def test_nothing_binds_keys_in_textuals_way() -> None:
    found = [
        f"{name}:{node.lineno}"
        for name, tree in trees(TUI)
        for node in ast.walk(tree)
        if (isinstance(node, ast.Name) and node.id in ("BINDINGS", "Binding"))
        or (
            isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            and re.fullmatch(r"_?on_key|key_[a-z_]+", node.name)
            and node.name != "key_map"
            and node.name != "key_table"
        )
    ]
    assert not found


def test_only_who_looks_in_a_table_reads_which_key_was_pressed() -> None:
    found = {
        name
        for name, tree in trees(TUI)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and (
            node.attr in ("character", "is_printable")
            or (node.attr == "key" and isinstance(node.value, ast.Name) and node.value.id in ("event", "key"))
        )
    }
    assert found == READS_KEYS.keys()
    named = {
        name
        for name, tree in trees(TUI)
        for node in ast.walk(tree)
        if (isinstance(node, ast.FunctionDef) and node.name == "name_of")
        or (isinstance(node, ast.Name) and node.id == "name_of")
    }
    assert named == ASKS_FOR_NAMES.keys()


def test_no_name_of_a_key_stands_outside_the_tables() -> None:
    found = [
        f"{name}:{node.lineno}: {node.value}"
        for name, tree in trees(TUI)
        if not name.startswith(TABLES)
        for node in words_shown(tree)
        if KEY.fullmatch(str(node.value))
    ]
    assert not found


def test_no_words_on_the_screen_name_a_key_that_may_be_another() -> None:
    found = [
        f"{name}:{node.lineno}: {node.value}"
        for name, tree in trees(TUI)
        if name not in TELLS_OF_WRITING_KEYS
        for node in words_shown(tree)
        if WORDS.search(str(node.value))
    ]
    assert not found


def test_no_help_names_a_key_but_in_braces() -> None:
    assert not [command.help for command in COMMANDS if WORDS.search(command.help)]
    braces = {name for command in COMMANDS for name in re.findall(r"\{([a-z-]+)\}", command.help)}
    assert braces <= {command.name for command in COMMANDS}


@pytest.mark.parametrize("words", ["Esc closes", "no search yet: try /", "written here, by b", "no jump: try ]q"])
def test_such_words_would_be_found(words: str) -> None:
    assert WORDS.search(words)
