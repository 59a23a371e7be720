"""The regular expressions of the package: finds them all, and tells which may take more than linear time.

The parse trees are those of the standard library (`re._parser`). A pattern is ambiguous if a loop in it can
consume the same text in two ways, and then takes exponential time where the rest of it fails (Weber and Seidl, On
the degree of ambiguity of finite automata, 1991: the criterion EDA). Assertions are taken as met, so a loop that
only they keep unambiguous needs an atomic group or a possessive repeat; its inside is looked at by itself.
"""

from __future__ import annotations

import ast
import importlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

from tests.house.source import trees

Tree = Any
"""A parsed pattern: a sequence of pairs of an operator and its arguments."""
COMPILING = {"compile", "search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn"}
UNBOUNDED = 30
"""A repeat that may run so often is a loop."""
WRITTEN_OUT = 2
"""How many times the body of another repeat is written out."""
SIGNS = [
    *dict.fromkeys([*'a \n.1-"A<é', *map(chr, range(128)), *"\x85\xa0\u2028«»‘’“”„‟…–—éßж文、。！？」』）🦊"])
]
"""One character at least of each kind that a pattern tells apart; the best examples come first."""
REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern, and where it stands."""

    where: str
    source: str | bytes
    flags: int

    @property
    def tree(self) -> Tree:
        """The parse tree."""
        return _parser.parse(self.source, self.flags)


class _Words(str):
    """Stands for words that are known only when the pattern is made, by their own or any attribute's name."""

    def __getattr__(self, name: str) -> object:
        return self


class _Names(dict[str, object]):
    """The names of a module; those that it does not have stand for words."""

    def __missing__(self, name: str) -> object:
        builtins: Mapping[str, object] = __builtins__ if isinstance(__builtins__, dict) else vars(__builtins__)
        return builtins.get(name, _Words("word"))


def patterns() -> list[Pattern]:
    """Return every pattern that a module of the package keeps, or makes in a function, in the syntax of `re`."""
    found: dict[tuple[str | bytes, int], Pattern] = {}
    for path, tree in trees():
        if not any(isinstance(node, ast.Name) and node.id in ("re", "regex") for node in ast.walk(tree)):
            continue
        module = importlib.import_module(path.removesuffix(".py").removesuffix("/__init__").replace("/", "."))
        for name, each in _kept(vars(module)):
            found.setdefault((each.pattern, each.flags), Pattern(f"{path}: {name}", each.pattern, each.flags))
        for line, source, flags in _made(tree, vars(module)):
            compiled = re.compile(source, flags)
            at = Pattern(f"{path}:{line}", source, compiled.flags)
            found.setdefault((source, compiled.flags), at)
    return list(found.values())


def _kept(names: Mapping[str, object]) -> Iterator[tuple[str, re.Pattern[Any]]]:
    for name, value in names.items():
        yield from ((name, each) for each in _within(value) if isinstance(each, re.Pattern))


def _within(value: object) -> Iterator[object]:
    if isinstance(value, Mapping):
        value = [*value.keys(), *value.values()]
    if isinstance(value, list | tuple | set | frozenset):
        for each in value:
            yield from _within(each)
    else:
        yield value


def _made(tree: ast.Module, names: Mapping[str, object]) -> Iterator[tuple[int, str | bytes, int]]:
    """The patterns in calls of `re` inside functions: the line, the pattern, and its flags."""
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        known = _Names(names)
        for node in ast.walk(function):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                known[node.targets[0].id] = _value(node.value, known)
            if isinstance(node, ast.Call) and _is_of_re(node):
                source = _value(node.args[0], known)
                given = [_value(each, known) for each in (*node.args[1:], *(k.value for k in node.keywords))]
                flags = sum(each for each in given if isinstance(each, re.RegexFlag))
                yield node.lineno, source if isinstance(source, str | bytes) else str(source), int(flags)


def _is_of_re(node: ast.Call) -> bool:
    called = node.func
    return (
        isinstance(called, ast.Attribute)
        and isinstance(called.value, ast.Name)
        and called.value.id == "re"
        and called.attr in COMPILING
    )


def _value(node: ast.expr, names: _Names) -> object:
    try:
        return eval(compile(ast.Expression(node), "<pattern>", "eval"), {"__builtins__": {}}, names)
    except Exception:
        return _Words("word")


# Ambiguity


@dataclass
class _Automaton:
    """The positions of a pattern (Glushkov), each with the signs that it takes."""

    flags: int
    takes: list[frozenset[str]] = field(default_factory=list)
    steps: defaultdict[int, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    """From a position to those that may follow it, and in how many ways."""
    alone: list[Tree] = field(default_factory=list)
    """The insides of atomic groups and possessive repeats."""


@dataclass(frozen=True, slots=True)
class _Part:
    """Where a part of an automaton begins and ends, and whether it may be empty."""

    first: tuple[int, ...] = ()
    last: tuple[int, ...] = ()
    empty: bool = True


def is_ambiguous(tree: Tree, flags: int | None = None) -> bool:
    """Return True if a loop of the pattern can consume the same text in two ways."""
    automaton = _Automaton(tree.state.flags if flags is None else flags)
    _sequence(tree, automaton)
    return _has_two_ways(automaton) or any(is_ambiguous(each, automaton.flags) for each in automaton.alone)


def _sequence(tree: Tree, automaton: _Automaton) -> _Part:
    whole = _Part()
    for node in tree:
        whole = _after(whole, _node(node, automaton), automaton)
    return whole


def _after(one: _Part, other: _Part, automaton: _Automaton) -> _Part:
    _join(one.last, other.first, automaton)
    return _Part(
        one.first + other.first if one.empty else one.first,
        other.last + one.last if other.empty else other.last,
        one.empty and other.empty,
    )


def _join(ends: Iterable[int], begins: Iterable[int], automaton: _Automaton) -> None:
    for end, begin in product(ends, begins):
        automaton.steps[end][begin] += 1


def _node(node: tuple[Any, Any], automaton: _Automaton) -> _Part:
    kind, value = node
    if kind is op.POSSESSIVE_REPEAT:
        return _alone([(op.MAX_REPEAT, value)], automaton)
    if kind is op.ATOMIC_GROUP:
        return _alone(value, automaton)
    if kind in REPEATS:
        return _repeat(*value, automaton)
    if kind is op.SUBPATTERN:
        return _sequence(value[3], automaton)
    if kind is op.BRANCH:
        parts = [_sequence(each, automaton) for each in value[1]]
        first = tuple(position for part in parts for position in part.first)
        last = tuple(position for part in parts for position in part.last)
        return _Part(first, last, any(part.empty for part in parts))
    if kind in (op.AT, op.ASSERT, op.ASSERT_NOT, op.GROUPREF):
        return _Part()
    return _position(frozenset(taken_by(node, automaton.flags)), automaton)


def _position(takes: frozenset[str], automaton: _Automaton, *, empty: bool = False) -> _Part:
    automaton.takes.append(takes)
    at = (len(automaton.takes) - 1,)
    return _Part(at, at, empty)


def _alone(tree: Tree, automaton: _Automaton) -> _Part:
    """A part that is never matched again in another way: one position, which takes what it may begin with."""
    inside = _Automaton(automaton.flags)
    part = _sequence(tree, inside)
    automaton.alone.append(tree)
    return _position(frozenset().union(*(inside.takes[at] for at in part.first)), automaton, empty=part.empty)


def _repeat(least: int, most: int, body: Tree, automaton: _Automaton) -> _Part:
    if most >= UNBOUNDED:
        part = _sequence(body, automaton)
        _join(part.last, part.first, automaton)
        return _Part(part.first, part.last, part.empty or least == 0)
    whole = _Part()
    for number in reversed(range(min(most, WRITTEN_OUT))):
        part = _after(_sequence(body, automaton), whole, automaton)
        whole = _Part(part.first, part.last, part.empty or number >= least)
    return whole


CATEGORIES = {
    op.CATEGORY_DIGIT: str.isdecimal,
    op.CATEGORY_SPACE: str.isspace,
    op.CATEGORY_WORD: lambda sign: sign.isalnum() or sign == "_",
    op.CATEGORY_NOT_DIGIT: lambda sign: not sign.isdecimal(),
    op.CATEGORY_NOT_SPACE: lambda sign: not sign.isspace(),
    op.CATEGORY_NOT_WORD: lambda sign: not (sign.isalnum() or sign == "_"),
}


_taken: dict[tuple[str, int], tuple[str, ...]] = {}


def taken_by(node: tuple[Any, Any], flags: int) -> tuple[str, ...]:
    """Return the signs that a node takes which stands for one character."""
    key = repr(node), flags
    if key not in _taken:
        _taken[key] = tuple(sign for sign in SIGNS if _takes(node, sign, flags))
    return _taken[key]


def _takes(node: tuple[Any, Any], sign: str, flags: int) -> bool:
    kind, value = node
    if kind is op.ANY:
        return bool(flags & re.DOTALL) or sign != "\n"
    if kind is op.CATEGORY:
        return bool(CATEGORIES[value](sign))
    if kind is op.IN:
        negated = value[0][0] is op.NEGATE
        return any(_takes(each, sign, flags) for each in value[negated:]) is not negated
    low, high = value if kind is op.RANGE else (value, value)
    cases = {sign.lower(), sign.upper()} if flags & re.IGNORECASE else {sign}
    found = any(len(each) == 1 and low <= ord(each) <= high for each in cases)
    return found is not (kind is op.NOT_LITERAL)


def _has_two_ways(automaton: _Automaton) -> bool:
    """Return True if from some position two different paths lead back to it over the same characters."""
    steps, takes = automaton.steps, automaton.takes
    for loop in _loops(steps):
        if any(steps[a][b] > 1 for a in loop for b in loop):
            return True
        ahead = {
            (a, b): [(c, d) for c in steps[a] if c in loop for d in steps[b] if d in loop and takes[c] & takes[d]]
            for a, b in product(loop, loop)
        }
        back: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
        for pair, following in ahead.items():
            for other in following:
                back[other].append(pair)
        if any(a != b for one in loop for a, b in _reached((one, one), ahead) & _reached((one, one), back)):
            return True
    return False


def _loops(steps: Mapping[int, Iterable[int]]) -> list[set[int]]:
    """The strongly connected parts of a graph that hold a loop."""
    ahead = {node: _reached(node, steps) for node in list(steps)}
    found: list[set[int]] = []
    for node, reached in ahead.items():
        if node in reached and not any(node in loop for loop in found):
            found.append({other for other in reached if node in ahead.get(other, ())})
    return found


def _reached(node: Any, steps: Mapping[Any, Iterable[Any]]) -> set[Any]:
    seen: set[Any] = set()
    waiting = [node]
    while waiting:
        fresh = {other for other in steps.get(waiting.pop(), ()) if other not in seen}
        seen |= fresh
        waiting += fresh
    return seen
