"""Paths, with and without environment variables."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.config import paths
from reader.model.errors import StoreError


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("READER_DATA", "READER_CONFIG", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))


def test_the_users_directories_are_the_default(tmp_path: Path) -> None:
    for path in (paths.library_path(), paths.settings_path(), paths.log_path()):
        assert path.is_relative_to(tmp_path)
        assert "reader" in path.parts
    assert list(tmp_path.iterdir()) == []


def test_the_environment_overrides(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("READER_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("READER_CONFIG", str(tmp_path / "config"))
    assert paths.library_path() == tmp_path / "data" / "library.sqlite3"
    assert paths.log_path() == tmp_path / "data" / "analysis.log"
    assert paths.settings_path() == tmp_path / "config" / "settings.toml"


def test_a_relative_folder_is_made_absolute_at_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("READER_DATA", "mine")
    assert paths.data_dir() == tmp_path / "mine"


def test_without_a_home_the_error_says_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platformdirs.user_data_dir", lambda _: "~/.local/share/reader")
    monkeypatch.setattr("platformdirs.user_config_dir", lambda _: "~/.config/reader")
    with pytest.raises(StoreError, match=r"no home directory; set READER_DATA"):
        paths.library_path()
    with pytest.raises(StoreError, match=r"no home directory; set READER_CONFIG"):
        paths.settings_path()


def test_styles_are_found_in_a_checkout_and_in_a_wheel(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert (paths.styles_dir() / "app.tcss").is_file()
    assert paths.themes_dir() == paths.styles_dir() / "themes"
    package = tmp_path / "site-packages" / "reader"
    package.mkdir(parents=True)
    monkeypatch.setattr(paths, "__file__", str(package / "config" / "paths.py"))
    assert paths.styles_dir() == tmp_path / "site-packages" / "styles"
    (package / "styles").mkdir()
    assert paths.styles_dir() == package / "styles"


@pytest.mark.parametrize("variable", ["READER_DATA", "READER_CONFIG"])
def test_a_home_of_an_unknown_user_gives_a_one_line_error(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    monkeypatch.setenv(variable, "~nobody-of-that-name/wire")
    with pytest.raises(StoreError, match=rf"^~nobody-of-that-name/wire: .*; set {variable} to a folder$"):
        paths.data_dir() if variable == "READER_DATA" else paths.config_dir()
