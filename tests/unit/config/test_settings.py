"""The settings file: its values, its errors, and that nothing in it is lost."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from reader.config import toml_edit
from reader.config.settings import LAYERS, PRESETS, Settings, load, save
from reader.model.document_list import Order
from reader.model.errors import SettingsError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def test_without_a_file_the_defaults_apply(path: Path) -> None:
    assert load(path) == Settings()
    assert not path.exists()


WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)


@hypothesis_settings(max_examples=50)
@given(
    settings=st.builds(
        Settings,
        theme=WORDS,
        measure=st.integers(30, 160),
        layers=st.sampled_from(LAYERS),
        order=st.sampled_from([order.value for order in Order]),
        list_width=st.integers(16, 80),
        sidebar_width=st.integers(16, 80),
        model=st.from_regex(r"\A[a-z](?:[a-z0-9._-]{0,9}[A-Z])?\Z"),
        analysis_seconds=st.floats(1, 86_400),
        preset=st.sampled_from(PRESETS),
        opener=st.just("") | WORDS,
        ascii=st.sampled_from([None, True, False]),
        low_bandwidth=st.booleans(),
    )
)
def test_saved_settings_are_loaded(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> None:
    path = tmp_path_factory.mktemp("settings") / "settings.toml"
    save(path, settings)
    assert load(path) == settings


def test_only_what_differs_is_written(path: Path) -> None:
    save(path, Settings(theme="paper", measure=80))
    assert path.read_text() == 'theme = "paper"\nmeasure = 80\n'
    save(path, Settings())
    assert path.read_text() == ""


def test_comments_and_layout_stay(path: Path) -> None:
    path.write_text('# mine\nmeasure = 80 # wide\ntheme = "ink"\n\n[keys]\n# hands\nquit = ["Q", "Z Z"]\n')
    save(path, replace(load(path), list_width=30, theme="paper"))
    assert path.read_text() == (
        '# mine\nmeasure = 80 # wide\ntheme = "paper"\nlist_width = 30\n\n[keys]\n# hands\nquit = ["Q", "Z Z"]\n'
    )
    save(path, replace(load(path), measure=68))
    assert path.read_text().startswith('# mine\n# wide\ntheme = "paper"\n')


def test_line_ends_stay_as_they_were(path: Path) -> None:
    path.write_bytes(b'# mine\r\ntheme = """\r\nink"""  # dark\r\n\r\n[keys]\r\nquit = "Q"')
    save(path, replace(load(path), theme="paper", measure=80))
    assert path.read_bytes() == (b'# mine\r\ntheme = "paper"  # dark\r\nmeasure = 80\r\n\r\n[keys]\r\nquit = "Q"')


def test_a_file_that_cannot_be_edited_safely_is_left_alone(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_text('[keys]\nquit = "q"\n')
    # A library that put the new key into the table.
    monkeypatch.setattr(toml_edit, "_place_for_keys", len)
    with pytest.raises(SettingsError, match=r"settings.toml: cannot be written \(its layout .* until you quit$"):
        save(path, replace(load(path), measure=80))
    assert path.read_text() == '[keys]\nquit = "q"\n'


def test_one_key_needs_no_list_and_an_empty_list_unbinds(path: Path) -> None:
    path.write_text('[keys]\nquit = "x"\nzen = []\n')
    assert load(path).keys == {"quit": ("x",), "zen": ()}


def test_every_default_may_stand_in_the_file(path: Path) -> None:
    lines = [
        f"{each.name} = {json.dumps(getattr(Settings(), each.name))}\n"
        for each in fields(Settings)
        if each.name not in ("ascii", "keys", "labels")
    ]
    path.write_text("".join(lines))
    assert load(path) == Settings()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("measure = 80\ntheme = \n", r"not TOML: .*line 2, column 9"),
        ("mesure = 80", "there is no setting 'mesure', only theme, measure"),
        ("measure = 'wide'", "measure must be a whole number from 30 to 160, not 'wide'"),
        ("measure = 80.5", "whole number"),
        ("measure = true", "whole number"),
        ("measure = 7", "from 30 to 160, not 7"),
        ("analysis_seconds = nan", "analysis_seconds must be a number from 1 to 86400"),
        ("layers = 'some'", "layers must be one of all, quotations"),
        ("order = ['added']", "order must be one of added"),
        ("theme = 7", "theme must be text in quotes, not 7"),
        ("theme = ''", "theme must be"),
        ("[theme]\na = 1", "theme must be"),
        ("model = '../en'", "model must be the name of an installed package, not '../en'"),
        ('model = "en\\u0000"', "model must be the name"),
        ("ascii = 1", "ascii must be true or false, not 1"),
        ("preset = 'emacs'", "preset must be one of default, less, newsboat, vim"),
        ("keys = 1", r"keys must be a table, \[keys\], not 1"),
        ("[keys]\nquit = 1", r"\[keys\]: quit must be a key in quotes or a list of them, not 1"),
        (f"measure = {'1' * 5000}", "not TOML: Exceeds the limit"),
        (f"measure = {'[' * 5000}", "not TOML: maximum recursion depth"),
        ("mesure = 1\nmeasure = 1", "line 1, column 1: .*mesure.*; line 2, column 1: measure must"),
        ('theme = "ink"\n  ascii = 1\n', "line 2, column 3: ascii must"),
        ('[keys]\nzen = "z"\n"top" = 1\n', r"line 3, column 1: \[keys\]: top must"),
        ("[labels]\nzen = 'words'\n", r"line 2, column 1: \[labels\]: a label"),
        ("keys = 1\n", r"line 1, column 1: keys must be a table"),
        ("[[measure]]\n", r"measure must be"),
        ("[theme]\n", r"line 1, column 1: theme must be"),
        ("\ufeffmeasure = 80\n", r"not TOML: .*line 1, column 1"),
    ],
)
def test_a_wrong_file_gives_a_one_line_error_and_is_never_overwritten(path: Path, text: str, told: str) -> None:
    path.write_text(text)
    with pytest.raises(SettingsError, match=told) as caught:
        load(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
    with pytest.raises(SettingsError):
        save(path, Settings(theme="paper"))
    assert path.read_text() == text


def test_a_file_that_is_not_utf_8_is_reported_by_line_and_byte(path: Path) -> None:
    path.write_bytes(b"measure = 80\ntheme = '\xe9'\n")
    with pytest.raises(SettingsError, match="byte 10 of line 2 is not UTF-8"):
        load(path)


def test_a_file_that_cannot_be_read_or_written_is_reported(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        load(tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsError, match="cannot be"):
        save(tmp_path / "file" / "settings.toml", Settings(theme="paper"))


def test_seconds_may_be_a_whole_number(path: Path) -> None:
    path.write_text("analysis_seconds = 60")
    assert load(path).analysis_seconds == 60
