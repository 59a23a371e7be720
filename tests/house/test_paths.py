"""Files of others are looked at and read only by what neither waits for a pipe nor raises an error of its own."""

from __future__ import annotations

import ast

from tests.house.source import trees

CAREFUL = "reader/config/careful_files.py"
RAISING = {
    *("is_file", "is_dir", "exists", "is_symlink", "is_fifo", "is_mount", "samefile"),
    *("glob", "rglob", "iterdir", "read_text", "read_bytes", "resolve"),
}
"""Methods of `Path` that raise an error for a closed folder or a long name, or wait for a pipe."""
KNOWN = {
    "reader/analysis/language_model.py": "what an installed package holds",
    "reader/analysis/lexicon/__init__.py": "its own tables",
    "reader/config/paths.py": "its own style sheets",
    "reader/ingest/files.py": "a folder, which may not be listed",
    "reader/ingest/samples/__init__.py": "its own samples",
    "reader/store/holders.py": "what the kernel says about processes",
    "reader/store/opening.py": "the folder of the library, which may not be listed",
    "reader/store/schema.py": "its own migrations",
    "reader/text/vocabulary/word_tables.py": "its own tables",
    "reader/tui/widgets/note_pane.py": "its own style sheets",
}
"""Who may call them, and for what."""
RESOLVERS = {"reader/analysis/assembly.py": "resolves speakers"}


def test_files_of_others_are_looked_at_with_care() -> None:
    found = {
        path
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in RAISING
    }
    assert found - {CAREFUL} == KNOWN.keys() | RESOLVERS.keys()


def test_files_of_others_are_opened_with_care() -> None:
    """`open` and `Path.open` wait for whoever is at the other end of a pipe."""
    found = {
        path
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and (
            (isinstance(node.func, ast.Name) and node.func.id == "open")
            or (isinstance(node.func, ast.Attribute) and node.func.attr == "open" and _is_a_path(node.func.value))
        )
    }
    assert found == {
        "reader/config/atomic_file.py",  # a new file
        "reader/ingest/parser_worker.py",  # the null device
        "reader/store/rescue/pages.py",  # a damaged library, which was found to be a file
    }


def _is_a_path(node: ast.expr) -> bool:
    name = ast.unparse(node).lower()
    return name.endswith(("path", "file", "_path()"))
