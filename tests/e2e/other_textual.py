"""Starts the program on a Textual and a Rich in which some names are other ones: the first argument, by commas."""

from __future__ import annotations

import re
import sys
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import ModuleType


class _Renaming(SourceFileLoader):
    """Loads a module with the names changed in its source, if it has any, and keeps no byte code of that."""

    names: re.Pattern[str]

    def get_code(self, fullname: str) -> object:  # type: ignore[override]  # as code is, to whoever asks
        source = self.get_data(self.path).decode()
        if not self.names.search(source):
            return super().get_code(fullname)
        return compile(self.names.sub(r"\g<0>_elsewhere", source), self.path, "exec")


class _Finder(MetaPathFinder):
    def find_spec(self, fullname: str, path: object, target: ModuleType | None = None) -> ModuleSpec | None:
        if fullname.partition(".")[0] not in ("textual", "rich"):
            return None
        spec = PathFinder.find_spec(fullname, path, target)  # type: ignore[arg-type]  # as it is given
        if spec is not None and spec.origin is not None and spec.origin.endswith(".py"):
            spec.loader = _Renaming(fullname, spec.origin)
        return spec


if __name__ == "__main__":
    _Renaming.names = re.compile(rf"(?<!drivers\.)(?<!\w)(?:{sys.argv.pop(1).replace(',', '|')})(?!\w)")
    sys.meta_path.insert(0, _Finder())
    from reader.__main__ import main

    sys.exit(main())
