"""Changing one key of a settings file: every other byte stays, and the file says what is wanted."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import tomlkit
from hypothesis import assume, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from reader.config import toml_edit
from reader.config.toml_edit import edited
from tests.unit.config.toml_documents import SETTINGS, Line, documents

VALUES = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=9),
    st.integers(0, 99),
    st.booleans(),
    st.floats(1, 86_400),
)


def text_of(lines: list[Line]) -> str:
    return "".join(map(str, lines))


@hypothesis_settings(max_examples=100)
@given(lines=documents(), name=st.sampled_from(SETTINGS), value=VALUES)
def test_one_key_changes_and_every_other_byte_stays(
    lines: list[Line], name: str, value: str | int | float
) -> None:
    before = text_of(lines)
    after = edited(before, {name: value})
    assert tomllib.loads(after) == {**tomllib.loads(before), name: value}
    at = next((number for number, line in enumerate(lines) if line.name == name), None)
    if at is None:
        line_end = "\r\n" if "\r\n" in before else "\n"
        above, _, below = after.partition(f"{name} = {tomlkit.item(value).as_string()}{line_end}")
        assert above + below == before or (not below and above == before + line_end)
    else:
        assert after.startswith(text_of(lines[:at]) + lines[at].before)
        assert after.endswith(lines[at].comment + lines[at].end + text_of(lines[at + 1 :]))


@hypothesis_settings(max_examples=50)
@given(lines=documents(), data=st.data())
def test_a_removed_key_leaves_its_comment(lines: list[Line], data: st.DataObject) -> None:
    present = [number for number, line in enumerate(lines) if line.name in SETTINGS]
    assume(present)
    at = data.draw(st.sampled_from(present))
    name = str(lines[at].name)
    before = text_of(lines)
    after = edited(before, {name: None})
    wanted = tomllib.loads(before)
    del wanted[name]
    assert tomllib.loads(after) == wanted
    assert after.startswith(text_of(lines[:at]))
    comment = lines[at].comment.lstrip()
    assert after.endswith((comment and comment + lines[at].end) + text_of(lines[at + 1 :]))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "measure = 70\n"),
        ("# mine", "# mine\nmeasure = 70\n"),
        ('theme = "ink"', 'theme = "ink"\nmeasure = 70\n'),
        ('theme = "ink"\r\n\r\n[keys]\r\n', 'theme = "ink"\r\nmeasure = 70\r\n\r\n[keys]\r\n'),
        ('theme = "ink"\n\n# keys\n[keys]\n', 'theme = "ink"\nmeasure = 70\n\n# keys\n[keys]\n'),
        ("# mine\n\n# keys\n[keys]\n", "# mine\n\nmeasure = 70\n# keys\n[keys]\n"),
        ("# keys\n[keys]\n", "measure = 70\n# keys\n[keys]\n"),
        ('keys.quit = "q"\n[labels]\n', 'keys.quit = "q"\nmeasure = 70\n[labels]\n'),
        ('[keys]\nmeasure = "m"\n', 'measure = 70\n[keys]\nmeasure = "m"\n'),
    ],
)
def test_a_new_key_follows_the_last_one_and_stays_out_of_tables(before: str, after: str) -> None:
    assert edited(before, {"measure": 70}) == after


@pytest.mark.parametrize("before", ["a = 1\na = 2\n", "\ufeffa = 1\n", "a = 1\n" + "b = " + "[" * 3000])
def test_text_that_is_not_toml_is_refused(before: str) -> None:
    with pytest.raises((ValueError, RecursionError)):
        edited(before, {"measure": 70})


def test_an_edit_that_says_something_else_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(toml_edit, "_place_for_keys", len)
    with pytest.raises(ValueError, match="cannot be changed line by line"):
        edited('[keys]\nquit = "q"\n', {"measure": 70})


def test_tomlkit_is_loaded_to_write_and_not_to_read(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom reader.config.settings import Settings, load, save\n"
        "path = Path(sys.argv[1])\nload(path)\nprint('tomlkit' in sys.modules)\n"
        "save(path, Settings(theme='paper'))\nprint('tomlkit' in sys.modules)"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "settings.toml")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]
