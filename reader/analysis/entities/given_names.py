"""Given names and the pronouns that go with them, from the lists of the library faker."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import import_module
from pkgutil import iter_modules

_MIN_RATIO = 3
"""How many times more countries must list a name for one gender than for the other."""
_CYRILLIC = "абвгдежзийклмнопрстуфхыэіїєґ"
_PLAIN_CYRILLIC = "abvgdezziiklmnoprstufhieiieg"
_LATIN = dict(zip("ıøł" + _CYRILLIC, "iol" + _PLAIN_CYRILLIC, strict=True)) | {
    **{"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ы": "y", "ю": "yu", "я": "ya"},
    **{"ъ": "", "ь": ""},
}
"""Letters that do not decompose, and those of Russian and Ukrainian names as English news transcribes them."""


def is_he_name(word: str) -> bool:
    """Return True for a man's given name, case and accents aside; the first call loads the lists (0.2 s, 3 MB)."""
    return _listed_form(word) in _by_gender()[0]


def is_she_name(word: str) -> bool:
    """Return True for a woman's given name."""
    return _listed_form(word) in _by_gender()[1]


def is_given_name(word: str) -> bool:
    """Return True for a given name."""
    return _listed_form(word) in _known()


@lru_cache(maxsize=8192)
def _listed_form(word: str) -> str:
    """The name as the lists have it: news writes "Dmitry" and "Andriy" for what they transcribe with "ii"."""
    key = _key(word)
    if key in _known() or not key.endswith("y"):
        return key
    stem = key.removesuffix("y").removesuffix("i").removesuffix("e")
    return next((form for form in (f"{stem}i", f"{stem}ii", f"{stem}ei") if form in _known()), key)


@cache
def _by_gender() -> tuple[frozenset[str], frozenset[str]]:
    he, she = _counted()
    return (
        frozenset(name for name, number in he.items() if number >= _MIN_RATIO * she[name]),
        frozenset(name for name, number in she.items() if number >= _MIN_RATIO * he[name]),
    )


@cache
def _known() -> frozenset[str]:
    he, she = _counted()
    return frozenset(he | she)


@cache
def _counted() -> tuple[Counter[str], Counter[str]]:
    """For each name the number of countries that list it among men's and among women's names."""
    from faker.providers import person

    he: Counter[str] = Counter()
    she: Counter[str] = Counter()
    for module in iter_modules(person.__path__):
        provider = import_module(f"{person.__name__}.{module.name}").Provider
        he.update(set(_names(getattr(provider, "first_names_male", ()))))
        she.update(set(_names(getattr(provider, "first_names_female", ()))))
    return he, she


def _names(listed: object) -> Iterator[str]:
    """The names of a list in Latin or Cyrillic script."""
    if isinstance(listed, tuple | list | dict):
        yield from (key for key in map(_key, listed) if key.isascii() and key)


def _key(name: str) -> str:
    """A name for comparison: lower-case Latin letters without accents."""
    folded = unicodedata.normalize("NFKD", "".join(_LATIN.get(c, c) for c in name.casefold()))
    return "".join(c for c in folded if not unicodedata.combining(c))
