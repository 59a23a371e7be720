"""Settings files in every layout that a person may give them, for property tests."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hypothesis import strategies as st

SETTINGS = ("theme", "measure", "ascii", "author", "opener")
SPACES = st.sampled_from(["", " ", "\t", "   "])
COMMENTS = st.sampled_from(["", "  ", " # why", "\t#[keys] = é\"'", "#"])
BETWEEN = st.lists(st.sampled_from(["", "  ", "# comment", "\t# [table]", '#theme = "x"']), max_size=2)
STRINGS = ['"ink"', "'in\\k'", '"""\nb = 1"""', "'''# no\n[x]'''", '"a#b"', r'"\u00e9\n"', '""']
SCALARS = st.sampled_from([*STRINGS, "80", "0x50", "1_000", "true", "1e3"])
KEYS = st.sampled_from(['"q"', "[]", "[ 'q' , \"Z Z\",]", '[\n  "q", # one\n\n  # two\n  "x"\n]'])
INLINE = st.sampled_from(["{}", "{ quit = 'q', zen = [ ] }", '{a.b="c"}', '{q=[\n"x", # one\n]}'])
COMMANDS = st.lists(st.sampled_from(["quit", "theme", "next-unit", "'z z'"]), unique=True, max_size=3)


@dataclass(frozen=True)
class Line:
    """A key with its value, or, without a name, anything else; it may go over several lines of the file."""

    name: str | None
    before: str
    value: str = ""
    comment: str = ""
    end: str = "\n"

    def __str__(self) -> str:
        return f"{self.before}{self.value}{self.comment}{self.end}"

    def with_line_ends(self, line_end: str) -> Line:
        parts = (self.before, self.value, self.comment, self.end)
        return Line(self.name, *(part.replace("\n", line_end) for part in parts))


@st.composite
def documents(draw: st.DrawFn) -> list[Line]:
    """A settings file, line by line: top-level keys in any order, then the tables with a header."""
    forms = {table: draw(st.sampled_from(["none", "header", "inline", "dotted"])) for table in ("keys", "labels")}
    top = [(name, SCALARS) for name in draw(st.lists(st.sampled_from(SETTINGS), unique=True))]
    for table, form in forms.items():
        if form == "inline":
            top.append((table, INLINE))
        elif form == "dotted":
            top += [(f"{table}{draw(SPACES)}.{draw(SPACES)}{command}", KEYS) for command in draw(COMMANDS)]
    lines = [line for name, values in draw(st.permutations(top)) for line in _entry(draw, name, values)]
    for table in (table for table, form in forms.items() if form == "header"):
        lines += _others(draw)
        lines.append(Line(None, f"{draw(SPACES)}[{draw(SPACES)}{table}]{draw(COMMENTS)}"))
        lines += [line for command in draw(COMMANDS) for line in _entry(draw, command, KEYS, top=False)]
    lines += _others(draw)
    if lines and draw(st.booleans()):
        lines[-1] = replace(lines[-1], end="")
    line_end = draw(st.sampled_from(["\n", "\r\n"]))
    return [line.with_line_ends(line_end) for line in lines]


def _entry(draw: st.DrawFn, name: str, values: st.SearchStrategy[str], *, top: bool = True) -> list[Line]:
    quote = draw(st.sampled_from(["", '"', "'"])) if name.isidentifier() else ""
    before = f"{draw(SPACES)}{quote}{name}{quote}{draw(SPACES)}={draw(SPACES)}"
    return [*_others(draw), Line(name if top else None, before, draw(values), draw(COMMENTS))]


def _others(draw: st.DrawFn) -> list[Line]:
    return [Line(None, line) for line in draw(BETWEEN)]
