"""Runs patterns over long texts of their own repeated pieces, in a child that is killed if it takes too long."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import islice
from re import _constants as op  # type: ignore[attr-defined]
from typing import Any

from tests.house.patterns import REPEATS, UNBOUNDED, Pattern, Tree, taken_by

LENGTH = 1_000_000
"""The code points that a pattern with a loop is run over, in all."""
SECONDS = 3.0
"""The CPU time for one pattern: a linear one takes a tenth of a second, a quadratic one minutes."""
_MOST_PIECES = 16


def too_slow(patterns: Sequence[Pattern]) -> list[str]:
    """Return where those patterns stand that were killed over a text of their own pieces."""
    found: list[str] = []
    rows = [_row(pattern) for pattern in patterns]
    while rows:
        run = [sys.executable, "-S", "-m", __name__, str(SECONDS)]
        given = json.dumps([row for _, row in rows])
        done = subprocess.run(run, input=given, capture_output=True, text=True, check=False)
        if done.returncode >= 0:
            assert not done.returncode, done.stderr
            break
        finished = done.stdout.count("\n")
        found.append(rows[finished][0])
        rows = rows[finished + 1 :]
    return found


def _row(pattern: Pattern) -> tuple[str, tuple[object, ...]]:
    """Where a pattern stands, and what the child needs of it."""
    source, is_bytes = pattern.source, isinstance(pattern.source, bytes)
    text = source.decode("latin-1") if isinstance(source, bytes) else source
    tree = pattern.tree
    # Without a loop it takes bounded time at each place.
    length = LENGTH if any(_loops(tree, "", pattern.flags)) else LENGTH // 10
    return pattern.where, (text, is_bytes, pattern.flags, length, pieces(tree))


def pieces(tree: Tree) -> list[str]:
    """Return texts that a pattern may take long over when they are repeated, from its parse tree.

    They are an example of the whole, of the body of each loop, and of all that leads into it.
    """
    flags = tree.state.flags
    loops = [
        text
        for before, body in _loops(tree, "", flags)
        for number, example in enumerate(islice(_examples(body, flags), 4))
        for text in ((example,) if number else (example, before + example))
    ]
    whole = [*islice(_examples(tree, flags), 2)]
    return [*dict.fromkeys(filter(None, (*whole, *loops)))][:_MOST_PIECES]


def _loops(tree: Tree, before: str, flags: int) -> Iterator[tuple[str, Tree]]:
    """The body of each loop, with an example of all that comes before it."""
    for node in tree:
        kind, value = node
        for body in _bodies(node):
            if kind in REPEATS and value[1] >= UNBOUNDED:
                yield before, body
            yield from _loops(body, before, flags)
        before += next(_examples([node], flags), "")


def _bodies(node: tuple[Any, Any]) -> list[Tree]:
    kind, value = node
    if kind in REPEATS:
        return [value[2]]
    if kind is op.SUBPATTERN:
        return [value[3]]
    if kind is op.ATOMIC_GROUP:
        return [value]
    return list(value[1]) if kind is op.BRANCH else []


def _examples(tree: Tree, flags: int) -> Iterator[str]:
    """Texts that match, as far as one can tell without the assertions: one for each alternative."""
    choices = [_of_node(node, flags) for node in tree]
    for number in range(max(map(len, choices), default=1)):
        yield "".join(texts[min(number, len(texts) - 1)] for texts in choices)


def _of_node(node: tuple[Any, Any], flags: int) -> list[str]:
    kind, value = node
    if node == (op.AT, op.AT_BOUNDARY):
        return [" "]
    if kind in (op.AT, op.ASSERT, op.ASSERT_NOT, op.GROUPREF):
        return [""]
    if bodies := _bodies(node):
        times = max(1, value[0]) if kind in REPEATS else 1
        return [example * times for body in bodies for example in islice(_examples(body, flags), 4)]
    return [*taken_by(node, flags)[:4]] or [""]


def _main() -> None:
    seconds = float(sys.argv[1])
    for source, is_bytes, flags, length, found in json.load(sys.stdin):
        # SIGPROF kills: the limit of RLIMIT_CPU, but in fractions of a second, and for each pattern.
        signal.setitimer(signal.ITIMER_PROF, seconds)
        pattern = re.compile(source.encode("latin-1") if is_bytes else source, flags)
        for piece in found:
            text = piece * (length // len(found) // len(piece)) + "\x01"
            given: Any = text.encode("latin-1", "replace") if is_bytes else text
            pattern.fullmatch(given)
            deque(pattern.finditer(given), maxlen=0)
        print(flush=True)


if __name__ == "__main__":
    _main()
