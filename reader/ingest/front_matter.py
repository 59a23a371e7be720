"""YAML front matter: the lines between two rows of dashes at the top of a Markdown file."""

from __future__ import annotations

import re
from typing import Any

from reader.ingest.dates import iso_date
from reader.ingest.metadata import Metadata, authors_from, one_line

_FENCED = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)(?:\n|(?<=\n))(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_KEY = re.compile(r"\A(?P<key>[A-Za-z](?:[\w -]*[\w-])?)\s*+:(?:\s+(?P<value>.*))?$")
_LONGEST = 65_536


def split_front_matter(source: str) -> tuple[Metadata | None, str]:
    """Return the metadata, or None without front matter, and the rest; lines must end in `\\n`.

    Front matter that is not valid YAML is read line by line; what does not look like front matter is left in the
    rest, so that no words are lost.
    """
    match = _FENCED.match(source, 0, _LONGEST)
    if not match:
        return None, source
    fields = _fields(match["yaml"])
    return (None, source) if fields is None else (_metadata(fields), source[match.end() :])


def _fields(yaml_source: str) -> dict[str, Any] | None:
    import yaml

    try:
        # All values stay strings: a title "Yes" does not become a boolean, and an odd date cannot fail.
        loaded = yaml.load(yaml_source, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return _fields_by_line(yaml_source)
    if loaded in (None, ""):
        return {}
    if not isinstance(loaded, dict):
        return None
    return {str(key).strip().lower(): value for key, value in loaded.items()}


def _fields_by_line(source: str) -> dict[str, Any] | None:
    fields: dict[str, Any] = {}
    for line in filter(str.strip, source.split("\n")):
        match = _KEY.match(line.rstrip())
        if match:
            fields[match["key"].lower()] = (match["value"] or "").strip(" \"'[]")
        elif not line[0].isspace() and line[0] not in "-#]}":
            return None
    return fields or None


def _metadata(fields: dict[str, Any]) -> Metadata:
    return Metadata(
        title=_first(fields, "title", "headline"),
        outlet=_first(fields, "outlet", "source", "publisher", "site", "publication"),
        authors=authors_from(_strings(fields, "authors", "author", "by", "byline")),
        published=iso_date(_first(fields, "date", "published", "pubdate")),
        url=_first(fields, "url", "link", "canonical"),
        summary=_first(fields, "description", "summary", "standfirst", "subtitle"),
    )


def _first(fields: dict[str, Any], *names: str) -> str | None:
    return next(filter(None, map(one_line, _strings(fields, *names))), None)


def _strings(fields: dict[str, Any], *names: str) -> list[str]:
    """The strings under the first of `names` that has any: a string, a list of them, or mappings with a name."""
    for name in names:
        value = fields.get(name)
        values = value if isinstance(value, list) else [value]
        found = [item.get("name") if isinstance(item, dict) else item for item in values]
        if strings := [item for item in found if isinstance(item, str) and item.strip()]:
            return strings
    return []
