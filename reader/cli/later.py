"""Modules of others that load when they are first used, because they are imported where nothing needs them yet.

asyncio imports the encryption of connections, of which this process makes none, and inspect imports a tokenizer.
Each is a module that runs its code at the first look at something in it; functions that are taken out of it by
name at an import are handed out before, and run its code when they are called. What is used sooner by another
Python or another Textual just loads sooner.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from importlib.machinery import ModuleSpec, PathFinder
from threading import RLock
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.abc import Loader

FUNCTIONS: Mapping[str, frozenset[str]] = {
    "difflib": frozenset({"get_close_matches"}),
    "pickle": frozenset({"dumps", "loads"}),
    "rich.markup": frozenset({"render"}),
    "tempfile": frozenset({"TemporaryFile", "gettempdir"}),
    "textwrap": frozenset({"shorten"}),
    "urllib.parse": frozenset({"quote_from_bytes", "urlsplit"}),
    "uuid": frozenset({"uuid4"}),
}
"""Modules out of which functions are taken by name, with those functions."""
LATER = frozenset(
    {
        *FUNCTIONS,
        *("asyncio.sslproto", "asyncio.staggered", "ssl"),
        *("bz2", "lzma"),
        *("linecache", "locale", "mimetypes", "token", "tokenize"),
    }
)
_loading = RLock()
_LOADER = "__later__"
"""The attribute of a module that has its loader until it is loaded."""


class LaterModule(ModuleType):
    """A module that is not loaded yet."""

    def __getattr__(self, name: str) -> object:
        if name in FUNCTIONS.get(self.__name__, ()):
            return self._called_later(name)
        # To know whether it is a package, the system of imports asks every module for this.
        if name != "__path__":
            self._load()
        return ModuleType.__getattribute__(self, name)

    def _called_later(self, name: str) -> Callable[..., object]:
        def call(*arguments: object, **named: object) -> object:
            LaterModule._load(self)
            found: Callable[..., object] = vars(self)[name]
            return found(*arguments, **named)

        return call

    def _load(self) -> None:
        with _loading:
            loader = vars(self).pop(_LOADER, None)
            if loader is None:
                return
            try:
                loader.exec_module(self)
            except BaseException:
                # Whoever looks at it next tries again, and does not take half of it for the whole.
                vars(self)[_LOADER] = loader
                raise
            self.__class__ = ModuleType  # type: ignore[assignment]  # now it is like any other


class _LaterLoader:
    """Makes a module as its own loader would, and leaves its code for later."""

    def __init__(self, loader: Loader) -> None:
        self._loader = loader

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        if module.__spec__ is not None:
            module.__spec__.loader = self._loader
        module.__loader__ = self._loader
        vars(module)[_LOADER] = self._loader
        module.__class__ = LaterModule


class _LaterFinder:
    """Finds the modules of `LATER` where they are always found."""

    @staticmethod
    def find_spec(
        name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        spec = PathFinder.find_spec(name, path, target) if name in LATER else None
        if spec is not None and spec.loader is not None:
            spec.loader = _LaterLoader(spec.loader)  # type: ignore[assignment]  # its base is not loaded for that
        return spec


def load_later() -> None:
    """Let the modules of `LATER` that are imported from now on wait until they are used."""
    if _LaterFinder not in sys.meta_path:
        sys.meta_path.insert(0, _LaterFinder)
