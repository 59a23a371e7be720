"""The wheel and the editable install hold everything that the program needs."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import venv
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.e2e.terminal import Terminal

pytestmark = pytest.mark.xdist_group("packaging")

ROOT = Path(__file__).resolve().parents[1]
ARTICLE = (
    'Bridge to stay closed\n\nOSLO — "The bridge is not safe," said Kari Holm, the city engineer.\n\n'
    "Holm said that the work would take a year.\n"
)


@dataclass(frozen=True)
class Environment:
    """A virtual environment with the project installed."""

    folder: Path

    @property
    def python(self) -> str:
        return str(self.folder / "bin" / "python")

    @property
    def reader(self) -> str:
        return str(self.folder / "bin" / "reader")

    def run(self, command: Sequence[str], home: Path) -> str:
        """Run a command in a home of its own and return what it prints."""
        done = subprocess.run(command, capture_output=True, text=True, cwd=home, env=variables(home))
        assert done.returncode == 0, done.stderr
        return done.stdout


def variables(home: Path) -> dict[str, str]:
    """Return environment variables with a home of their own and nothing that leads to the checkout."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "READER_DATA": str(home / "data"),
        "READER_CONFIG": str(home / "config"),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
    }


def build(hook: str, project: Path, folder: Path) -> Path:
    """Build a wheel through the hook that an installer would call."""
    call = f"import sys, hatchling.build; print(hatchling.build.{hook}(sys.argv[1]))"
    command = [sys.executable, "-c", call, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=project)
    return folder / done.stdout.split()[-1]


def install(wheel: Path, folder: Path) -> Environment:
    """Install one wheel in a fresh environment; the environment of the tests lends it the dependencies."""
    venv.create(folder, with_pip=False, symlinks=True)
    environment = Environment(folder)
    pip = [sys.executable, "-m", "pip", "--python", environment.python, "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "--quiet", "--no-deps", "--no-index", str(wheel)], check=True)
    lent = [path for path in sys.path if Path(path).name in ("site-packages", "dist-packages")]
    (packages,) = folder.glob("lib/python*/site-packages")
    (packages / "zz_lent.pth").write_text("\n".join(lent))
    return environment


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("build_wheel", ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    return install(wheel, tmp_path_factory.mktemp("installed") / "venv")


def test_the_wheel_holds_the_package_and_all_its_data(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    package = {f"reader/{path}" for path in files(ROOT / "reader")}
    styles = {f"reader/styles/{path}" for path in files(ROOT / "styles")}
    assert package | styles == {name for name in names if ".dist-info/" not in name}
    themes = {f"reader/styles/themes/{theme}.toml" for theme in ("ink", "paper", "ansi-dark", "ansi-light")}
    assert themes | {"reader/styles/app.tcss", "reader/ingest/samples/welcome.md", "reader/py.typed"} <= names
    assert any(name.startswith("reader/analysis/lexicon/") and name.endswith(".txt") for name in names)


def test_an_installed_program_answers_from_the_wheel(installed: Environment, tmp_path: Path) -> None:
    where = installed.run([installed.python, "-c", "import reader; print(reader.__file__)"], tmp_path)
    assert Path(where.strip()).is_relative_to(installed.folder)
    assert installed.run([installed.reader, "--version"], tmp_path).startswith("reader ")
    assert "add files" in installed.run([installed.reader, "--help"], tmp_path)
    assert not (tmp_path / "data").exists()


def test_an_installed_program_analyses_an_article(installed: Environment, tmp_path: Path) -> None:
    (tmp_path / "bridge.txt").write_text(ARTICLE, encoding="utf-8")
    found = json.loads(installed.run([installed.reader, "analyze", "bridge.txt", "--json"], tmp_path))
    assert found["text"] == ARTICLE
    assert "Kari Holm" in [source["name"] for source in found["sources"]]


def test_an_installed_program_shows_an_article_and_quits(installed: Environment, tmp_path: Path) -> None:
    (tmp_path / "bridge.txt").write_text(ARTICLE, encoding="utf-8")
    with Terminal([installed.reader, str(tmp_path / "bridge.txt")], variables(tmp_path)) as terminal:
        terminal.wait_for("Holm said that the work would take a year.")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
    assert (tmp_path / "data" / "library.sqlite3").exists()


def test_an_editable_install_finds_the_styles_of_its_checkout(tmp_path: Path) -> None:
    checkout = tmp_path / "checkout"
    for room in ("reader", "styles"):
        shutil.copytree(ROOT / room, checkout / room, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, checkout / name)
    wheel = build("build_editable", checkout, tmp_path)
    assert not [name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("reader/")]
    environment = install(wheel, tmp_path / "venv")
    call = "import reader, reader.config.paths as paths; print(reader.__file__, paths.styles_dir(), sep='\\n')"
    package, styles = environment.run([environment.python, "-c", call], tmp_path).splitlines()
    assert Path(package) == checkout / "reader" / "__init__.py"
    assert Path(styles) == checkout / "styles"


def files(folder: Path) -> set[str]:
    """Return the files below a folder as relative paths, without the bytecode."""
    paths = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix() for path in paths}
