"""Loads library modules only when they are used: without this, a start takes 14 % more memory and 4 % more CPU.

That is PSS and CPU time up to the first quiet picture, the median of 20 pairs of starts with and without it; the
imports alone take 8 % more instructions. asyncio imports TLS, which this process never uses, and inspect a
tokenizer. Such a module runs its code when an attribute of it is first read; a function that is imported from it
by name is a stand-in, which runs the module's code when it is called. Another Python or Textual that uses a module
sooner just loads it sooner.
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
"""The functions that are imported by name, by module."""
LAZY_MODULES = frozenset(
    {
        *FUNCTIONS,
        *("asyncio.sslproto", "asyncio.staggered", "ssl"),
        *("bz2", "lzma"),
        *("linecache", "locale", "mimetypes", "token", "tokenize"),
    }
)
LATE_MODULES = frozenset({"inspect"})
"""Modules that Textual uses when it is imported, and the picture before that does not."""
_loading = RLock()
_LOADER = "__lazy_loader__"
"""The attribute of an unloaded module that holds its loader."""


class LazyModule(ModuleType):
    """A module whose code has not run yet."""

    def __getattr__(self, name: str) -> object:
        if name in FUNCTIONS.get(self.__name__, ()):
            return self._stand_in(name)
        # The import system reads this attribute of every module, to see whether it is a package.
        if name != "__path__":
            self._load()
        return ModuleType.__getattribute__(self, name)

    def _stand_in(self, name: str) -> Callable[..., object]:
        def call(*arguments: object, **named: object) -> object:
            LazyModule._load(self)
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
                # The next access tries again, instead of finding half a module.
                vars(self)[_LOADER] = loader
                raise
            self.__class__ = ModuleType  # type: ignore[assignment]  # from now on an ordinary module


class _LazyLoader:
    """Creates a module as its own loader would, but does not run its code."""

    def __init__(self, loader: Loader) -> None:
        self._loader = loader

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        if module.__spec__ is not None:
            module.__spec__.loader = self._loader
        module.__loader__ = self._loader
        vars(module)[_LOADER] = self._loader
        module.__class__ = LazyModule


class _LazyFinder:
    """Finds the modules of `LAZY_MODULES` on the usual path."""

    @staticmethod
    def find_spec(
        name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        spec = PathFinder.find_spec(name, path, target) if name in LAZY_MODULES or name in LATE_MODULES else None
        if spec is not None and spec.loader is not None:
            spec.loader = _LazyLoader(spec.loader)  # type: ignore[assignment]  # importlib.abc would have to be imported
        return spec


def install_lazy_modules() -> None:
    """Make the modules of `LAZY_MODULES` that are imported from now on load at their first use."""
    if _LazyFinder not in sys.meta_path:
        sys.meta_path.insert(0, _LazyFinder)
