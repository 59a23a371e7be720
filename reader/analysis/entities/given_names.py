"""Given names that a library knows: which of "he" and "she" they go with. Knows names, not articles."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import import_module
from pkgutil import iter_modules

_SETTLED = 3
"""How many times as many countries' lists must have a name on one side as on the other."""
_CYRILLIC = "абвгдежзийклмнопрстуфхыэіїєґ"
_AS_WRITTEN = "abvgdezziiklmnoprstufhieiieg"
_LATIN = dict(zip("ıøł" + _CYRILLIC, "iol" + _AS_WRITTEN, strict=True)) | {
    **{"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ы": "y", "ю": "yu", "я": "ya"},
    **{"ъ": "", "ь": ""},
}
"""Letters without a plain form of their own, those of Russian and Ukrainian names as English news writes them."""


def is_he_name(word: str) -> bool:
    """Whether a given name is a man's, without regard to case and accents; loads the lists (0.2 s, 3 MB stay)."""
    return _known_form(word) in _sides()[0]


def is_she_name(word: str) -> bool:
    """Whether a given name is a woman's."""
    return _known_form(word) in _sides()[1]


def is_given_name(word: str) -> bool:
    """Whether a word is known as a given name."""
    return _known_form(word) in _known()


@lru_cache(maxsize=8192)
def _known_form(word: str) -> str:
    """The name as the lists have it: news writes "Dmitry" and "Andriy" where letter by letter they end in "ii"."""
    key = _key(word)
    if key in _known() or not key.endswith("y"):
        return key
    stem = key.removesuffix("y").removesuffix("i").removesuffix("e")
    return next((form for form in (f"{stem}i", f"{stem}ii", f"{stem}ei") if form in _known()), key)


@cache
def _sides() -> tuple[frozenset[str], frozenset[str]]:
    he, she = _counted()
    return (
        frozenset(name for name, number in he.items() if number >= _SETTLED * she[name]),
        frozenset(name for name, number in she.items() if number >= _SETTLED * he[name]),
    )


@cache
def _known() -> frozenset[str]:
    he, she = _counted()
    return frozenset(he | she)


@cache
def _counted() -> tuple[Counter[str], Counter[str]]:
    """For each name the number of countries' lists that have it among men's and among women's names."""
    from faker.providers import person

    he: Counter[str] = Counter()
    she: Counter[str] = Counter()
    for module in iter_modules(person.__path__):
        provider = import_module(f"{person.__name__}.{module.name}").Provider
        he.update(set(_names(getattr(provider, "first_names_male", ()))))
        she.update(set(_names(getattr(provider, "first_names_female", ()))))
    return he, she


def _names(listed: object) -> Iterator[str]:
    """The names of one list that are written in letters of Latin or Cyrillic scripts."""
    if not isinstance(listed, tuple | list | dict):
        return
    for name in listed:
        key = _key(name)
        if key.isascii() and key:
            yield key


def _key(name: str) -> str:
    """A name for comparing: small Latin letters without accents."""
    folded = unicodedata.normalize("NFKD", "".join(_LATIN.get(c, c) for c in name.casefold()))
    return "".join(c for c in folded if not unicodedata.combining(c))
