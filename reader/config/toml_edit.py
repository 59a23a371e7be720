"""Changes single settings in the text of a TOML file; every other byte, comments included, stays as it was."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Comment, Item, Key, Null, Table, Whitespace

Value = str | bool | int | float


def edited(text: str, changes: Mapping[str, Value | None]) -> str:
    """Return `text` with top-level keys changed, added or, for None, removed.

    New keys follow the last key outside the tables. The comment on the line of a removed key stays. Raises
    ValueError if `text` is not TOML, or if the result would not say exactly what is wanted.
    """
    wanted = {**tomllib.loads(text), **changes}
    try:
        document = tomlkit.parse(text)
        added = _change_present(document, changes)
        result = _with_lines(document, added, "\r\n" if "\r\n" in text else "\n")
    except (TOMLKitError, RecursionError) as error:
        raise ValueError(f"its layout cannot be kept: {error}") from error
    if tomllib.loads(result) != {name: value for name, value in wanted.items() if value is not None}:
        raise ValueError("its layout cannot be changed line by line")
    return result


def _change_present(document: tomlkit.TOMLDocument, changes: Mapping[str, Value | None]) -> list[str]:
    """Change and remove the keys that `document` has; return a line for each of the others."""
    added = []
    for name, value in changes.items():
        if name not in document:
            if value is not None:
                added.append(f"{name} = {tomlkit.item(value).as_string()}")
        elif value is not None:
            document[name] = value
        else:
            index = next(i for i, (key, _) in enumerate(document.body) if key is not None and key.key == name)
            trivia = document.body[index][1].trivia
            document.body[index] = (None, Comment(trivia) if trivia.comment else Null())
    return added


def _with_lines(document: tomlkit.TOMLDocument, lines: list[str], line_end: str) -> str:
    """The text of `document` with `lines` among its top-level keys.

    tomlkit itself would add them with a bare line feed, and below the comment that belongs to the first table.
    """
    at = _place_for_keys(document.body)
    above, below = _text_of(document.body[:at]), _text_of(document.body[at:])
    if lines and above and not above.endswith("\n"):
        above += line_end
    return "".join([above, *(line + line_end for line in lines), below])


def _place_for_keys(body: list[tuple[Key | None, Item]]) -> int:
    """The index behind the last top-level key; without one, that of the first table and its comment."""
    end = next((i for i, (key, item) in enumerate(body) if _is_table(key, item)), len(body))
    keys = [i for i in range(end) if body[i][0] is not None]
    if keys or end == len(body):
        return keys[-1] + 1 if keys else end
    return next((i + 1 for i in reversed(range(end)) if isinstance(body[i][1], Whitespace)), 0)


def _is_table(key: Key | None, item: Item) -> bool:
    # tomlkit keeps `keys.quit = "q"` as a table too, whose key is dotted.
    return isinstance(item, Table | AoT) and key is not None and not key.is_dotted()


def _text_of(body: list[tuple[Key | None, Item]]) -> str:
    part = tomlkit.TOMLDocument(parsed=True)
    part.body.extend(body)
    return part.as_string()
