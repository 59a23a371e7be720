"""Modules that wait until they are used: what does not touch them, what does, and that they are then as ever."""

from __future__ import annotations

import subprocess
import sys

import pytest

from reader.cli.later import FUNCTIONS, LATER

PREPARED = """
import sys
from reader.cli.later import LATER, LaterModule, load_later
load_later()
def waits(name):
    return type(sys.modules[name]) is LaterModule
"""


def said_by(code: str) -> str:
    """What a fresh interpreter prints in which these modules wait."""
    done = subprocess.run([sys.executable, "-c", PREPARED + code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_all_of_them_are_imported_by_the_interface_and_none_is_used_before_the_first_picture() -> None:
    start = "from reader.cli import interface\ninterface.load_textual()\nimport reader.tui.app\n"
    assert said_by(f"{start}print(*sorted(name for name in LATER if waits(name)))").split() == sorted(LATER)


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
"""Something in each of them."""


@pytest.mark.parametrize("name", sorted(LATER))
def test_one_that_is_used_is_as_ever(name: str) -> None:
    package = f"import {name.rpartition('.')[0]}\n" if "." in name else ""
    same = (
        f"{package}import {name}\nmodule = sys.modules['{name}']\n"
        "kept = module.__spec__, module.__loader__, module.__file__\n"
        "print(hasattr(module, '__path__'), waits(module.__name__))\n"
        f"module.{USED[name]}\n"
        "print(waits(module.__name__), sys.modules[module.__name__] is module)\n"
        "print(kept == (module.__spec__, module.__loader__, module.__file__), type(module.__loader__).__name__)\n"
    )
    assert said_by(same).split("\n") == ["False True", "False True", "True SourceFileLoader"]


def test_what_it_has_not_got_is_said_as_ever() -> None:
    code = "import mimetypes\ntry:\n    mimetypes.nothing\nexcept AttributeError as error:\n    print(error)"
    assert said_by(code) == "module 'mimetypes' has no attribute 'nothing'"


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_a_function_that_is_taken_out_of_one_loads_it_when_it_is_called(name: str) -> None:
    taken = "".join(
        f"from {name} import {function}\nprint(waits('{name}'))\n" for function in sorted(FUNCTIONS[name])
    )
    assert set(said_by(taken).split()) == {"True"}
    for function in sorted(FUNCTIONS[name]):
        called = (
            f"from {name} import {function} as taken\ntry:\n    taken(nothing=1)\nexcept TypeError as error:\n"
            f"    print(error)\nprint(waits('{name}'), sys.modules['{name}'].{function} is not taken)"
        )
        error, loaded = said_by(called).split("\n")
        assert "argument" in error
        assert loaded == "False True"


def test_what_a_function_gives_is_what_it_always_gives() -> None:
    code = (
        "from uuid import uuid4\nfrom textwrap import shorten\n"
        "print(uuid4().version, shorten('a b c', 4, placeholder='…'))"
    )
    assert said_by(code) == "4 a b…"


def test_two_threads_that_use_one_at_once_both_find_it_whole() -> None:
    code = (
        "import tokenize, threading\nfound = []\n"
        "threads = [threading.Thread(target=lambda: found.append(tokenize.generate_tokens)) for _ in range(8)]\n"
        "for thread in threads: thread.start()\nfor thread in threads: thread.join()\n"
        "print(len(found), len(set(found)))\n"
    )
    assert said_by(code) == "8 1"


def test_one_that_cannot_be_loaded_is_no_half_of_a_module_afterwards() -> None:
    code = (
        "import tokenize\nkept, sys.modules['codecs'] = sys.modules['codecs'], None\n"
        "for _ in range(2):\n    try:\n        tokenize.nothing\n    except ImportError as error:\n"
        "        print(error.name, waits('tokenize'))\n"
        "sys.modules['codecs'] = kept\nprint(tokenize.open.__name__, waits('tokenize'))"
    )
    assert said_by(code).split("\n") == ["codecs True", "codecs True", "open False"]
