"""Modules that load at their first use: what does not load them, what does, and that they are then as usual."""

from __future__ import annotations

import subprocess
import sys

import pytest

from reader.cli.lazy_modules import FUNCTIONS, LAZY_MODULES

PREPARED = """
import sys
from reader.cli.lazy_modules import LAZY_MODULES, LazyModule, install_lazy_modules
install_lazy_modules()
def is_lazy(name):
    return type(sys.modules[name]) is LazyModule
"""


def said_by(code: str) -> str:
    """What a fresh interpreter with lazy modules prints."""
    done = subprocess.run([sys.executable, "-c", PREPARED + code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_the_interface_imports_all_of_them_and_loads_none_before_the_first_picture() -> None:
    start = "from reader.cli import interface\ninterface.import_textual()\nimport reader.tui.app\n"
    lazy = said_by(f"{start}print(*(name for name in LAZY_MODULES if is_lazy(name)))")
    assert set(lazy.split()) == LAZY_MODULES


USED = {
    "asyncio.sslproto": "SSLProtocol",
    "asyncio.staggered": "staggered_race",
    "bz2": "open",
    "difflib": "SequenceMatcher",
    "linecache": "getline",
    "locale": "setlocale",
    "lzma": "open",
    "mimetypes": "guess_type",
    "pickle": "Pickler",
    "rich.markup": "Tag",
    "ssl": "SSLContext",
    "tempfile": "gettempprefix",
    "textwrap": "TextWrapper",
    "token": "NAME",
    "tokenize": "generate_tokens",
    "urllib.parse": "SplitResult",
    "uuid": "UUID",
}
"""An attribute of each module."""


@pytest.mark.parametrize("name", sorted(LAZY_MODULES))
def test_a_used_module_is_as_usual(name: str) -> None:
    package = f"import {name.rpartition('.')[0]}\n" if "." in name else ""
    same = (
        f"{package}import {name}\nmodule = sys.modules['{name}']\n"
        "kept = module.__spec__, module.__loader__, module.__file__\n"
        "print(hasattr(module, '__path__'), is_lazy(module.__name__))\n"
        f"module.{USED[name]}\n"
        "print(is_lazy(module.__name__), sys.modules[module.__name__] is module)\n"
        "print(kept == (module.__spec__, module.__loader__, module.__file__), type(module.__loader__).__name__)\n"
    )
    assert said_by(same).split("\n") == ["False True", "False True", "True SourceFileLoader"]


def test_a_missing_attribute_raises_the_usual_error() -> None:
    code = "import mimetypes\ntry:\n    mimetypes.nothing\nexcept AttributeError as error:\n    print(error)"
    assert said_by(code) == "module 'mimetypes' has no attribute 'nothing'"


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_an_imported_function_loads_its_module_when_called(name: str) -> None:
    taken = "".join(
        f"from {name} import {function}\nprint(is_lazy('{name}'))\n" for function in sorted(FUNCTIONS[name])
    )
    assert set(said_by(taken).split()) == {"True"}
    for function in sorted(FUNCTIONS[name]):
        called = (
            f"from {name} import {function} as taken\ntry:\n    taken(nothing=1)\nexcept TypeError as error:\n"
            f"    print(error)\nprint(is_lazy('{name}'), sys.modules['{name}'].{function} is not taken)"
        )
        error, loaded = said_by(called).split("\n")
        assert "argument" in error
        assert loaded == "False True"


def test_an_imported_function_returns_what_it_should() -> None:
    code = (
        "from uuid import uuid4\nfrom textwrap import shorten\n"
        "print(uuid4().version, shorten('a b c', 4, placeholder='…'))"
    )
    assert said_by(code) == "4 a b…"


def test_two_threads_that_use_a_module_at_once_both_find_it_complete() -> None:
    code = (
        "import tokenize, threading\nfound = []\n"
        "threads = [threading.Thread(target=lambda: found.append(tokenize.generate_tokens)) for _ in range(8)]\n"
        "for thread in threads: thread.start()\nfor thread in threads: thread.join()\n"
        "print(len(found), len(set(found)))\n"
    )
    assert said_by(code) == "8 1"


def test_a_module_that_failed_to_load_is_tried_again() -> None:
    code = (
        "import tokenize\nkept, sys.modules['codecs'] = sys.modules['codecs'], None\n"
        "for _ in range(2):\n    try:\n        tokenize.nothing\n    except ImportError as error:\n"
        "        print(error.name, is_lazy('tokenize'))\n"
        "sys.modules['codecs'] = kept\nprint(tokenize.open.__name__, is_lazy('tokenize'))"
    )
    assert said_by(code).split("\n") == ["codecs True", "codecs True", "open False"]
