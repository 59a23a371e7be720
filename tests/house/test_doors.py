"""Words leave the program by a few doors that take only what is safe to show; here its walls are looked over."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.source import ROOT, trees

SANITISE, SAFE, OUT = "reader/text/safety/sanitise.py", "reader/tui/safe.py", "reader/cli/console.py"
DOORS = {
    "Shown": SANITISE,
    "Segment": SAFE,
    "Text": SAFE,
    "Content": SAFE,
    "from_markup": SAFE,
    "Static": SAFE,
    "Label": SAFE,
    "Option": SAFE,
    "Hit": SAFE,
    "DiscoveryHit": SAFE,
    "notify": SAFE,
    "Toast": SAFE,
    "print": OUT,
    "console_print": OUT,
}
"""Who may call what makes words visible, or makes words that count as safe."""
ATTRIBUTES = {"border_title", "border_subtitle", "sub_title", "tooltip"}
"""What Textual draws when it is set, reading markup in it."""
SETTERS = {"reader/model/values.py", "reader/__main__.py"}
"""Who may set an attribute by a name that it reckons, which no other test here could look at."""
STREAMS = {
    "reader/__main__.py": "puts stand-ins before standard error",
    "reader/analysis/worker.py": "puts stand-ins before its standard error, and keeps its output for answers",
    "reader/cli/progress.py": "a bar without words of others",
    "reader/ingest/files.py": "an article from standard input",
    "reader/cli/interface.py": "flushes",
    "reader/cli/main.py": "closes what nobody reads",
    "reader/cli/statements.py": "asks whether a bar would stand between the lines",
    "reader/cli/console.py": "prints, and gives exports to other programs as they are",
    "reader/cli/parser.py": "prints help and usage",
    "reader/cli/show.py": "prints rows of tokens",
    "reader/terminal/startup_snapshot.py": "the early picture, and keys",
    "reader/tui/app.py": "the error that ended it, with stand-ins",
}
"""Who touches the program's own streams, and what for."""
LINKS = {"link", "meta", "from_meta", "set_window_title", "bell"}
"""What would make a terminal, or Textual, act on drawn words."""
NO_WINDOWS = ("reader/text/", "reader/model/", "reader/store/", "reader/analysis/")
"""Rooms that import neither Rich nor Textual: what is called as something of theirs there is something else."""


def test_words_become_visible_only_at_the_doors() -> None:
    found = [
        f"{path}:{node.lineno}: {name}"
        for path, node, name in calls()
        if DOORS.get(name, path) != path and (name == "Shown" or not path.startswith(NO_WINDOWS))
    ]
    assert not found


def test_nothing_is_cast_to_being_safe() -> None:
    casts = [node for _, node, name in calls() if name == "cast" and "Shown" in ast.unparse(node.args[0])]
    assert not casts


def test_own_words_are_written_out() -> None:
    foreign = [
        f"{path}:{node.lineno}: {ast.unparse(node)}"
        for path, node, name in calls()
        if name == "own" and not (len(node.args) == 1 and written_out(node.args[0]))
    ]
    assert not foreign


def test_frames_are_written_only_at_the_door() -> None:
    found = [
        f"{path}:{node.lineno}: {target.attr}"
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and path != SAFE
        for target in node.targets
        if isinstance(target, ast.Attribute) and target.attr in ATTRIBUTES
    ]
    assert not found


def test_widgets_are_given_words_only_at_the_door() -> None:
    updates = [f"{path}:{node.lineno}" for path, node, name in calls() if name == "update" and "tui/" in path]
    assert {place.partition(":")[0] for place in updates} == {SAFE}


def test_no_attribute_is_set_by_a_name_that_is_reckoned() -> None:
    assert {path for path, _, name in calls() if name == "setattr"} <= SETTERS


def test_only_those_that_are_known_write_to_the_streams() -> None:
    found = {
        path
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and ast.unparse(node).startswith(("sys.std", "sys.__std"))
    }
    assert found == STREAMS.keys()


def test_no_drawn_word_is_a_link_or_acts() -> None:
    found = [
        f"{path}:{node.lineno}"
        for path, node, name in calls()
        if path.startswith(("reader/tui/", "reader/cli/"))
        and (name in LINKS or any(keyword.arg in LINKS for keyword in node.keywords))
    ]
    assert not found


@pytest.mark.parametrize(
    "line",
    [
        "safe.segment(document.title)",
        "Fragment(document.title)",
        "safe.SafeStatic(document.title)",
        "safe.option(document.title, 'id')",
        "safe.set_border_titles(widget, document.title)",
        "safe.palette_option(document.title, own('help'), None)",
        "say(document.title)",
        "say(f'{document.title}')",
    ],
)
def test_mypy_refuses_what_did_not_pass(line: str, tmp_path: Path) -> None:
    code = tmp_path / "leak.py"
    code.write_text(
        "from textual.widget import Widget\n"
        "from reader.cli.console import say\n"
        "from reader.model.document import Document\n"
        "from reader.text.safety.sanitise import own\n"
        "from reader.tui import safe\n"
        "from reader.tui.widgets.lines import Fragment\n"
        "def leak(document: Document, widget: Widget) -> object:\n"
        f"    {line}\n    return Fragment, own, safe, say\n"
    )
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", str(code)], capture_output=True, text=True, cwd=ROOT
    )
    assert 'expected "Shown"' in done.stdout, done.stdout
    assert done.stdout.count("error:") == 1, done.stdout


def written_out(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def calls() -> Iterator[tuple[str, ast.Call, str]]:
    """Every call in the package: where it stands, itself, and the last part of the name that is called."""
    for path, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                yield path, node, node.func.id if isinstance(node.func, ast.Name) else node.func.attr
