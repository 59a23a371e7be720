"""The house's rules: what the checking tools say, how long files and functions are, what lies where."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.house.source import ROOT, modules, trees
from tests.shared_files import SHARED, needs_shared

LONGEST_FILE = 400
LONGEST_FUNCTION = 40
TOP_LEVEL = {"pyproject.toml", "README.md", "reader", "styles", "tests", "screenshots"}
MADE_BY_TOOLS = {"build", "dist", "__pycache__", "snapshot_report.html"}
TEXT_FILES = {".py", ".md", ".txt", ".toml", ".sql", ".tcss", ".svg", ".html", ".json", ".jsonl"}
RUN_OF_WORDS = 8
CHECKS = {
    "ruff check": ["-m", "ruff", "check", "--no-cache", "."],
    "ruff format": ["-m", "ruff", "format", "--no-cache", "--check", "."],
    "mypy": ["-m", "mypy", "--strict", "reader"],
    # import-linter has no module of its own to run.
    "import contracts": [
        "-c",
        "from importlinter.cli import lint_imports_command; lint_imports_command()",
        "--no-logo",
        "--no-cache",
    ],
}


@pytest.mark.timeout(300)
@pytest.mark.parametrize("check", CHECKS)
def test_the_check_passes(check: str) -> None:
    done = subprocess.run([sys.executable, *CHECKS[check]], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, f"{check}:\n{done.stdout}{done.stderr}"


def test_no_file_is_too_long() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}
    assert not {str(path): length for path, length in lengths.items() if length > LONGEST_FILE}


def test_no_function_is_too_long() -> None:
    lengths = {
        f"{path}:{node.lineno} {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert not {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION}


def test_every_module_says_in_a_sentence_what_lives_there() -> None:
    first_lines = {path: (ast.get_docstring(tree) or "").partition("\n")[0] for path, tree in trees()}
    assert not [path for path, line in first_lines.items() if not line.endswith(".")]


def test_the_top_level_holds_only_what_belongs_there() -> None:
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert found - TOP_LEVEL - MADE_BY_TOOLS == set()


@needs_shared
def test_no_text_of_the_shared_articles_is_in_the_project() -> None:
    shared = runs(
        read(path) for path in (SHARED / "articles").rglob("*") if path.suffix in (".txt", ".md", ".html")
    )
    assert shared
    copied = {str(path.relative_to(ROOT)): sorted(runs([read(path)]) & shared)[:3] for path in own_files()}
    assert not {name: found for name, found in copied.items() if found}


def own_files() -> list[Path]:
    """Every file of words in the project."""
    rooms = [
        path
        for name in TOP_LEVEL
        for path in ((ROOT / name).rglob("*") if (ROOT / name).is_dir() else [ROOT / name])
    ]
    return [path for path in rooms if path.suffix in TEXT_FILES and path.is_file()]


def read(path: Path) -> str:
    """A file's words, broken bytes passed over."""
    return path.read_text(encoding="utf-8", errors="replace")


def runs(texts: Iterable[str]) -> set[str]:
    """Every run of eight words in some texts, without marks and capitals."""
    found: set[str] = set()
    for text in texts:
        words = re.findall(r"[^\W_]+", text.casefold())
        found.update(" ".join(words[at : at + RUN_OF_WORDS]) for at in range(len(words) - RUN_OF_WORDS + 1))
    return found
