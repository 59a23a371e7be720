"""Changes single settings in the text of a TOML file and leaves all the rest as a person wrote it."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping

Value = str | bool | int | float


def edited(text: str, changes: Mapping[str, Value | None]) -> str:
    """`text` with some settings outside its tables changed, added, or, for None, taken out.

    Where a setting stands in a way that cannot be changed line by line, as a string over several lines, all that
    the text says is written anew, without its comments. `text` must be TOML.
    """
    wanted = {**tomllib.loads(text), **changes}
    wanted = {name: value for name, value in wanted.items() if value is not None}
    by_line = _by_line(text, changes)
    return by_line if _says(by_line, wanted) else _written_anew(wanted)


def _by_line(text: str, changes: Mapping[str, Value | None]) -> str:
    lines = text.splitlines(keepends=True)
    end = next((number for number, line in enumerate(lines) if line.lstrip().startswith("[")), len(lines))
    for name, value in changes.items():
        here = next((n for n in range(end) if re.match(rf"\s*{re.escape(name)}\s*=", lines[n])), None)
        new = [] if value is None else [f"{name} = {_toml(value)}\n"]
        if here is not None:
            lines[here : here + 1] = new
            end += len(new) - 1
        elif new:
            if end and not lines[end - 1].endswith("\n"):
                lines[end - 1] += "\n"
            lines[end:end] = new
            end += 1
    return "".join(lines)


def _says(text: str, wanted: Mapping[str, object]) -> bool:
    try:
        return tomllib.loads(text) == wanted
    except tomllib.TOMLDecodeError:
        return False


def _written_anew(values: Mapping[str, object]) -> str:
    tables = {name: value for name, value in values.items() if isinstance(value, dict)}
    lines = [f"{_toml(name)} = {_toml(value)}\n" for name, value in values.items() if name not in tables]
    for name, table in tables.items():
        lines += [f"\n[{_toml(name)}]\n", *(f"{_toml(key)} = {_toml(value)}\n" for key, value in table.items())]
    return "".join(lines)


def _toml(value: object) -> str:
    # For strings, numbers, switches and lists JSON is TOML, but for the one control character that it leaves bare.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
