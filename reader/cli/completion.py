"""`reader completion`: prints a script that completes the command line in a shell."""

from __future__ import annotations

import argparse
from collections.abc import Iterable

from reader.cli.console import PROGRAM, say_as_it_is
from reader.cli.parser import make_parser

_NAMES_FILES = ("PATH", "FILE", "FILE|ID")
"""The arguments that files are offered for."""
# shtab's scripts offer commands alone as the first word, which may be a file too.
_BASH = f"complete -o bashdefault -o default -F _shtab_{PROGRAM} {PROGRAM}\n"
_ZSH = ("_describe 'reader commands' _commands\n", "_describe 'reader commands' _commands\n  _files\n")
_FISH = (
    f"complete -c {PROGRAM} -n '_shtab_{PROGRAM}_using; and test $_shtab_{PROGRAM}_npos -ge 0'"
    " -ka \"(__fish_complete_path (commandline -ct))\" -d 'a file or folder to open'\n"
)


def print_completion(shell: str) -> int:
    """Print the script for a shell."""
    say_as_it_is(completion(shell))
    return 0


def completion(shell: str) -> str:
    """Return the script for bash, zsh or fish."""
    # Only this command needs it.
    import shtab

    parser = make_parser()
    for each in (parser, *parser.commands.values()):
        _offer_files(each._actions)
    script = f"{shtab.complete(parser, shell).rstrip()}\n"
    if shell == "zsh":
        return script.replace(*_ZSH)
    return script + (_BASH if shell == "bash" else _FISH)


def _offer_files(actions: Iterable[argparse.Action]) -> None:
    import shtab

    for action in actions:
        if action.metavar in _NAMES_FILES:
            action.complete = shtab.FILE  # type: ignore[attr-defined]  # shtab looks for it
