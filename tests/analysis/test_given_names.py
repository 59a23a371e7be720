"""Given names: whose they are, from many countries, and how news writes them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from reader.analysis.entities.given_names import is_given_name, is_he_name, is_she_name

HE = ["John", "Anders", "Kwame", "Imran", "Dmitry", "Andriy", "Oleksandr", "Jürgen", "JOSÉ", "Recep"]
SHE = ["Mary", "Mette", "Ngozi", "Priya", "Svetlana", "Olena", "Brigitte", "Thandiwe", "Siti", "maría"]
EITHER = ["Jordan", "Taylor", "Leslie"]
NONE = ["Table", "Ministry", "Xyzzy", ""]


@pytest.mark.parametrize("name", HE)
def test_mens_names(name: str) -> None:
    assert (is_he_name(name), is_she_name(name), is_given_name(name)) == (True, False, True)


@pytest.mark.parametrize("name", SHE)
def test_womens_names(name: str) -> None:
    assert (is_he_name(name), is_she_name(name), is_given_name(name)) == (False, True, True)


@pytest.mark.parametrize("name", EITHER)
def test_names_of_both_tell_nothing(name: str) -> None:
    assert (is_he_name(name), is_she_name(name), is_given_name(name)) == (False, False, True)


@pytest.mark.parametrize("name", NONE)
def test_words_that_are_no_names(name: str) -> None:
    assert (is_he_name(name), is_she_name(name), is_given_name(name)) == (False, False, False)


def test_the_lists_are_loaded_when_they_are_first_asked() -> None:
    code = (
        "import sys, reader.analysis.entities.given_names as names\n"
        "assert 'faker' not in sys.modules\n"
        "assert names.is_she_name('Mary')\n"
        "assert 'faker' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
