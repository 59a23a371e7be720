"""The programs that the benchmark of the terminal measures, each with the library that it opens."""

from __future__ import annotations

import asyncio
import shlex
import shutil
import sqlite3
import sys
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

from reader.analysis.protocol import DEFAULT_MODEL, engine
from reader.ingest import read_file
from reader.model.analysis import Analysis
from reader.store import Store
from tests.analysed import analyses_of
from tests.shared_files import SHARED

Case = dict[str, object]

TOOLS = SHARED / "tools"
STEPS = 30
READY = "The old|Its builders"
MANY, FEW = 100_000, 100
ONE_LINE = 50_000_000
"""Bytes of the one line of a text."""
ROWS = {"wait": "wait:800", "j": f"j*{STEPS}", "page": "Space*8", "end": "G", "top": "g"}


def _floor(name: str, text: str, **env: str) -> Callable[[Path], Case]:
    return lambda room: _case(f"{shlex.quote(sys.executable)} {TOOLS}/floors/{name}.py {room}/{text}", env, ROWS)


def _article(
    name: str, text: str, scripts: Mapping[str, str], *, early: bool = False, analysed: bool = False
) -> Callable[[Path], Case]:
    def made(room: Path) -> Case:
        home = room / name
        env = _home(home, early=early)
        _fill_library(home, room / text, analysed=analysed)
        return _program(env, scripts)

    return made


def _shelves(name: str, count: int) -> Callable[[Path], Case]:
    def made(room: Path) -> Case:
        env = _home(room / name, early=False)
        _fill_shelves(room / name, room / "article.txt", count)
        return _program(env, {"list": "1", "j": f"j*{STEPS}", "article": "2", "top": "g"})

    return made


def _known_file(room: Path) -> Case:
    """Start with a file that the library has, and with no saved screen."""
    case = _article("known-file", "article.txt", {}, analysed=True)(room)
    return {**case, "cmd": f"{case['cmd']} {shlex.quote(str(room / 'article.txt'))}"}


def _new_file(room: Path) -> Case:
    """Start with a file that the library does not have: it is put back each time."""
    case = _article("new-file", "long.txt", {})(room)
    home, before = shlex.quote(str(room / "new-file")), shlex.quote(str(room / "library-before"))
    shutil.copy(room / "new-file" / "library.sqlite3", room / "library-before")
    start = f"rm -f {home}/library*; cp {before} {home}/library.sqlite3; exec {case['cmd']} {room}/article.txt"
    return {**case, "cmd": f"/bin/sh -c {shlex.quote(start)}"}


def _one_line(room: Path) -> Case:
    text = room / "line.txt"
    words = "The old lighthouse keeper said that nobody had asked. "
    text.write_text((words * (ONE_LINE // len(words) + 1))[:ONE_LINE], encoding="utf-8")
    return _article("one-line", text.name, ROWS)(room)


CASES: dict[str, Callable[[Path], Case]] = {
    "one_static": _floor("one_static", "article.txt"),
    "three_panes": _floor("three_panes", "long.txt", STYLES="5"),
    "less": lambda room: _case(f"less {room}/long.txt", {}, ROWS),
    "known-file": _known_file,
    "new-file": _new_file,
    "short": _article("short", "article.txt", ROWS, early=True, analysed=True),
    "first": _article("first", "article.txt", ROWS),
    "first-big": _article("first-big", "big.txt", ROWS),
    "analysed": _article("analysed", "long.txt", ROWS, analysed=True),
    "zen": _article("zen", "long.txt", {"zen": "z", **ROWS}, early=True, analysed=True),
    "caret": _article(
        "caret",
        "long.txt",
        {"caret": "v", "step": f"l*{STEPS}", "select": "v", "grow": f"w*{STEPS}", "leave": "Esc"},
        analysed=True,
    ),
    "held": _article("held", "long.txt", {"wait": "wait:800", "held": "hold:45@30:j", "top": "g"}, analysed=True),
    "many": _shelves("many", MANY),
    "few": _shelves("few", FEW),
    "one-line": _one_line,
}
"""What makes each case, by its name. Those that are not `early` start without an early picture."""


def _home(home: Path, *, early: bool) -> dict[str, str]:
    """A home of the program's own; where no early picture is to be, a folder is in its way."""
    (home if early else home / "last-view.json").mkdir(parents=True)
    return {"READER_DATA": str(home), "READER_CONFIG": str(home), "HOME": str(home)}


def _program(env: Mapping[str, str], scripts: Mapping[str, str]) -> Case:
    command = Path(sys.executable).with_name("reader")
    if not command.exists():
        sys.exit(f"{command}: not there; the installed program is measured: `python -m pip install .` first")
    return _case(shlex.quote(str(command)), env, scripts)


def _case(command: str, env: Mapping[str, str], scripts: Mapping[str, str]) -> Case:
    """One program as the harness wants it: ready when it shows words from the beginning of the article.

    It is left at the top, where a program that keeps its place opens the next time.
    """
    return {"cmd": command, "env": dict(env), "ready": READY, "scripts": dict(scripts), "quit": ["q", "q"]}


def _fill_library(home: Path, path: Path, *, analysed: bool = False) -> None:
    """A library with one article, opened before; its analysis is the real one, or has found nothing."""
    article = read_file(path)
    analysis = Analysis(engine(DEFAULT_MODEL), (), (), (), ())
    if analysed:
        (analysis,) = asyncio.run(analyses_of([article], home / "analysis.log"))
    with Store.open(home / "library.sqlite3") as store:
        document_id = store.add(article).document.id
        store.analyses.save(store.versions.newest(document_id).sha256, analysis)
        store.documents.set_opened(document_id)


def _fill_shelves(home: Path, path: Path, count: int) -> None:
    """A library of so many documents, one of them analysed and opened before; the others are rows alone."""
    _fill_library(home, path)
    with closing(sqlite3.connect(home / "library.sqlite3")) as connection, connection:
        columns = "title, outlet, authors, published, url, path, added, removed, place, read, starred, opened"
        keys = (
            "version_id, words, quotations, bookmarks, title_key, outlet_key, published_key, statements, checked"
        )
        connection.execute(
            f"WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {count - 1})"
            f" INSERT INTO documents ({columns}, {keys}) SELECT 'Document ' || n, outlet, authors, published,"
            " NULL, NULL, '2001-01-01', NULL, 0, 1, 0, '', version_id, words, 0, 0, title_key || n, outlet_key,"
            " published_key, 18, n % 19 FROM documents, numbers WHERE id = 1"
        )
