"""The package's files and their syntax trees, parsed once for all checks of a process."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def modules() -> list[Path]:
    """Return every Python file of the package."""
    return sorted((ROOT / "reader").rglob("*.py"))


@cache
def trees(room: str = "reader/") -> tuple[tuple[str, ast.Module], ...]:
    """Return the files whose path from the root begins with `room`, each with its tree."""
    if room != "reader/":
        return tuple((path, tree) for path, tree in trees() if path.startswith(room))
    return tuple(
        (path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))) for path in modules()
    )
