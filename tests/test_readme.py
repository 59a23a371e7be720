"""The README is true: its commands run, its keys hold, its settings are valid and its links lead somewhere."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from reader.analysis.protocol import engine
from reader.config.settings import load
from reader.ingest.samples import articles
from reader.model.analysis import Analysis
from tests.make_screenshots import SHOTS, picture
from tests.tui.bound import bind

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
RUN = "python3 -m venv .venv && .venv/bin/python -m pip install . && .venv/bin/reader"
TEST = "python3 -m venv .venv && .venv/bin/python -m pip install '.[test]' && .venv/bin/python -m pytest"
NEW_IN_THE_WALKS = {
    "reader/ingest/gemtext.py",
    "tests/unit/ingest/test_gemtext.py",
    "styles/themes/sepia.toml",
}
_PATH = re.compile(r"\b(?:reader|tests|styles)/[\w./]*\w")
_LINK = re.compile(r"\]\(\s*<?([^)\s>]+)|\b(?:src|href)=\"([^\"]+)\"")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#", re.IGNORECASE)


def test_the_key_table_is_what_the_program_prints(tmp_path: Path) -> None:
    _, begin, rest = README.read_text(encoding="utf-8").partition("<!-- keys -->")
    table, end, _ = rest.partition("<!-- /keys -->")
    assert begin
    assert end
    command = [sys.executable, "-m", "reader", "keys", "--markdown"]
    env = {**os.environ, "READER_CONFIG": str(tmp_path)}
    printed = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT, env=env).stdout
    assert printed.strip()
    assert table.strip() == printed.strip(), "put the output of `reader keys --markdown` between the two comments"


def test_the_settings_that_it_shows_are_valid(tmp_path: Path) -> None:
    (shown,) = re.findall(r"```toml\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    path = tmp_path / "settings.toml"
    path.write_text(shown, encoding="utf-8")
    settings = load(path)
    assert bind(settings.preset, settings.keys).warnings == []


@pytest.mark.parametrize("command", [RUN, TEST])
def test_each_set_up_command_has_a_line_of_its_own(command: str) -> None:
    assert command in README.read_text(encoding="utf-8").splitlines()


def test_the_checks_run_the_test_command_of_the_readme() -> None:
    assert TEST in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def test_every_path_that_it_names_exists() -> None:
    named = set(_PATH.findall(README.read_text(encoding="utf-8"))) - NEW_IN_THE_WALKS
    assert len(named) > 10
    assert not [path for path in named if not (ROOT / path).exists()]


def test_every_link_to_a_file_of_the_project_works() -> None:
    links = ["".join(found) for found in _LINK.findall(README.read_text(encoding="utf-8"))]
    inside = [link.partition("#")[0] for link in links if not _ELSEWHERE.match(link)]
    assert [link for link in inside if link.endswith(".svg")], "the README shows no picture"
    assert not [link for link in inside if not (ROOT / link).exists()]


async def test_its_pictures_can_be_taken(tmp_path: Path) -> None:
    nothing_found = Analysis(engine(), (), (), (), ())
    analyses = dict.fromkeys(articles(), nothing_found)
    svg = await picture(SHOTS["narrow"], analyses, tmp_path)
    assert "Eisenhower" in svg


def test_its_example_for_python_runs(tmp_path: Path) -> None:
    (example,) = re.findall(r"```python\nimport pandas.*?```", README.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "example.py").write_text(example.removeprefix("```python\n").removesuffix("```"), encoding="utf-8")
    (tmp_path / "pandas.py").write_text("DataFrame = list\n", encoding="utf-8")
    done = subprocess.run([sys.executable, "example.py"], capture_output=True, text=True, cwd=tmp_path)
    assert not done.stderr
    rows = ast.literal_eval(done.stdout)
    assert [(row["text"], row["speaker"]) for row in rows] == [("pier", "Karin Lund"), ("ferry", "Jonas Berg")]
