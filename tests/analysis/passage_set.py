"""The passages of tests/analysis/passages/: how they are read from TOML, and whether their expectations hold."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reader.model.analysis import Analysis, Entity, Source, Statement
from reader.model.span import Span
from tests.analysis.conftest import Found

FOLDER = Path(__file__).parent / "passages"
GAPS = FOLDER / "gaps.txt"

Expected = dict[str, Any]

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
_OPENING = ("that", "to")
"""Words that may stand at the beginning of a content or be left out; annotators differ."""


@dataclass(frozen=True)
class PassageCase:
    """One passage with what must be found in it and what must not."""

    id: str
    phenomenon: str
    text: str
    expected: Expected


def passages() -> list[PassageCase]:
    """All passages, file by file."""
    cases = []
    for path in sorted(FOLDER.glob("*.toml")):
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["passage"]:
            expected = {key: value for key, value in row.items() if key not in ("id", "text")}
            cases.append(PassageCase(row["id"], path.stem, row["text"].rstrip("\n"), expected))
    return cases


def gaps() -> list[str]:
    """The ids of passages that the engine is known not to read right yet."""
    return GAPS.read_text(encoding="utf-8").split()


def failures(case: PassageCase, found: Found) -> list[str]:
    """A line for each expectation that does not hold."""
    return [line for key, value in case.expected.items() for line in CHECKS[key](found, value)]


def absent(case: PassageCase) -> Iterator[str]:
    """Strings of the expectations that the passage's text does not have."""
    return (words for words in _written(case.expected) if words.lower() not in case.text.lower())


def _written(expected: Expected) -> Iterator[str]:
    for quotation in expected.get("quotations", ()):
        yield quotation["text"]
    for statement in expected.get("statements", ()):
        yield from _contents(statement)
        yield from (statement[key] for key in ("holds", "source", "cue", "resolves_to") if statement.get(key))
        yield from statement.get("not_by", ())
        yield from statement.get("may_be", ())
        yield from statement.get("via", ())
    for thing in [*expected.get("sources", ()), *expected.get("entities", ())]:
        yield from [thing["name"], *thing.get("mentions", ())]
        yield from [thing["role"]] if thing.get("role") else []
    for key in ("one_entity", "apart"):
        for names in expected.get(key, ()):
            yield from names
    for key in ("no_statement", "no_quotation", "no_entity", "no_source"):
        yield from expected.get(key, ())


def ambiguous(case: PassageCase) -> Iterator[str]:
    """Contents and quotations that occur more than once without `at` to tell which is meant."""
    for row in [*case.expected.get("quotations", ()), *case.expected.get("statements", ())]:
        texts = [row["text"]] if "text" in row else _contents(row)[:1]
        yield from (text for text in texts if "at" not in row and case.text.count(text) > 1)


def _quotations(found: Found, rows: Sequence[Expected]) -> Iterator[str]:
    for row in rows:
        span = occurrence(found.text, row["text"], row.get("at", 1))
        roles = [quotation.role.value for quotation in found.analysis.quotations if quotation.span == span]
        if not roles:
            marked = [quotation.span.of(found.text) for quotation in found.analysis.quotations]
            yield f"no quotation {row['text']!r} with these ends; there are {marked}"
        elif "role" in row and roles != [row["role"]]:
            yield f"the quotation {row['text']!r} is {row['role']}, not {roles[0]}"


def _statements(found: Found, rows: Sequence[Expected]) -> Iterator[str]:
    for row in rows:
        what = row.get("holds") or " … ".join(_contents(row))
        same = [statement for statement in found.analysis.statements if _says(found, statement, row)]
        if not same:
            yield f"no statement {what!r}; there are {found.said()}"
            continue
        faults = [
            [*_statement_faults(found, statement, row), *_candidate_faults(found, statement, row)]
            for statement in same
        ]
        if all(faults):
            yield from (f"{what!r} {fault}" for fault in min(faults, key=len))


def _says(found: Found, statement: Statement, row: Expected) -> bool:
    if "holds" in row:
        return any(row["holds"] in words for words in found.words(statement.content))
    contents = _contents(row)
    if _plain(found.words(statement.content)) != _plain(contents):
        return False
    return "at" not in row or statement.content[0].overlaps(occurrence(found.text, contents[0], row["at"]))


def _statement_faults(found: Found, statement: Statement, row: Expected) -> Iterator[str]:
    source = _source(found.analysis, statement.source_id)
    mention = " ".join(found.words(statement.source_mention))
    cue = " ".join(found.words(statement.cue))
    if "kind" in row and statement.kind.value != row["kind"]:
        yield f"is {row['kind']}, not {statement.kind.value}"
    if "source" in row and not _holds(mention, row["source"]):
        yield f"has its source in {row['source']!r}, not in {mention!r}"
    if "resolves_to" in row and not (source and _ends_in(found, source, row["resolves_to"])):
        yield f"is by {row['resolves_to']}, not by {source.name if source else None}"
    for name in row.get("not_by", ()):
        if source and named(found, source, name):
            yield f"is not by {name}"
    if row.get("nobody") and source:
        yield f"is by nobody who is named, not by {source.name}"
    if "cue" in row and not _holds(cue, row["cue"]):
        yield f"has the cue {row['cue']!r}, not {cue!r}"
    if "via" in row:
        chain = [_source(found.analysis, via) for via in statement.via]
        if len(chain) != len(row["via"]) or not all(
            link and named(found, link, name) for link, name in zip(chain, row["via"], strict=True)
        ):
            yield f"came by way of {row['via']}, not {[link and link.name for link in chain]}"


def _candidate_faults(found: Found, statement: Statement, row: Expected) -> Iterator[str]:
    known = [_source(found.analysis, candidate) for candidate in statement.candidates]
    may_be = sorted(candidate.name for candidate in known if candidate)
    if "may_be" in row and may_be != sorted(row["may_be"]):
        yield f"may be {row['may_be']}, not {may_be}"


def _sources(found: Found, rows: Sequence[Expected]) -> Iterator[str]:
    for row in rows:
        same = [source for source in found.analysis.sources if named(found, source, row["name"])]
        if not same:
            yield f"no source {row['name']!r}; there are {[source.name for source in found.analysis.sources]}"
            continue
        if len(same) > 1:
            yield f"{row['name']} is one source, not {[source.name for source in same]}"
        if "kind" in row and same[0].kind.value != row["kind"]:
            yield f"the source {row['name']} is {row['kind']}, not {same[0].kind.value}"
        if "role" in row and row["role"].lower() not in (same[0].role or "").lower():
            yield f"the source {row['name']} has the role {row['role']!r}, not {same[0].role!r}"


def _entities(found: Found, rows: Sequence[Expected]) -> Iterator[str]:
    for row in rows:
        same = [entity for entity in found.analysis.entities if _is_called(found, entity, row["name"])]
        if not same:
            yield f"no entity {row['name']!r}; there are {_entity_list(found)}"
            continue
        if "type" in row and all(entity.type.value != row["type"] for entity in same):
            yield f"the entity {row['name']} is a {row['type']}, not a {same[0].type.value}"
        for mention in row.get("mentions", ()):
            if not any(_is_called(found, entity, mention) for entity in same):
                yield f"{mention!r} is a mention of {row['name']}; there are {_entity_list(found)}"


def _no_statement(found: Found, strings: Iterable[str]) -> Iterator[str]:
    for words in strings:
        for statement in found.analysis.statements:
            if any(words in content for content in found.words(statement.content)):
                said = " … ".join(found.words(statement.content))
                yield f"{words!r} is in no statement, but stands in {said!r} (rule {statement.rule})"


def _no_quotation(found: Found, strings: Iterable[str]) -> Iterator[str]:
    for words in strings:
        for quotation in found.analysis.quotations:
            if words in quotation.span.of(found.text):
                yield f"{words!r} is in no quotation, but stands in {quotation.span.of(found.text)!r}"


def _no_entity(found: Found, strings: Iterable[str]) -> Iterator[str]:
    for words in strings:
        span = occurrence(found.text, words, 1)
        for entity in found.analysis.entities:
            for mention in entity.mentions:
                if mention.overlaps(span):
                    yield f"{words!r} is in no entity, but {mention.of(found.text)!r} is a {entity.type.value}"


def _no_source(found: Found, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        if any(named(found, source, name) for source in found.analysis.sources):
            yield f"{name!r} is no source here"


def _one_entity(found: Found, groups: Iterable[Sequence[str]]) -> Iterator[str]:
    for names in groups:
        if not any(all(_is_called(found, e, name) for name in names) for e in found.analysis.entities):
            yield f"{' = '.join(names)} is one entity; there are {_entity_list(found)}"


def _apart(found: Found, groups: Iterable[Sequence[str]]) -> Iterator[str]:
    for names in groups:
        if any(all(_is_called(found, e, name) for name in names) for e in found.analysis.entities):
            yield f"{' and '.join(names)} are not one entity"


def _statement_total(found: Found, number: int) -> Iterator[str]:
    if len(found.analysis.statements) != number:
        yield f"there are {number} statements, not {len(found.analysis.statements)}: {found.said()}"


def _quotation_total(found: Found, number: int) -> Iterator[str]:
    if len(found.analysis.quotations) != number:
        marked = [quotation.span.of(found.text) for quotation in found.analysis.quotations]
        yield f"there are {number} quotations, not {len(marked)}: {marked}"


CHECKS: dict[str, Callable[[Found, Any], Iterator[str]]] = {
    "quotations": _quotations,
    "statements": _statements,
    "sources": _sources,
    "entities": _entities,
    "no_statement": _no_statement,
    "no_quotation": _no_quotation,
    "no_entity": _no_entity,
    "no_source": _no_source,
    "one_entity": _one_entity,
    "apart": _apart,
    "statement_total": _statement_total,
    "quotation_total": _quotation_total,
}
"""What a passage may expect, by the key it has in the files."""


def occurrence(text: str, words: str, at: int) -> Span:
    """Where `words` stand in `text` for the `at`th time, counted from 1. Raises ValueError where they do not."""
    start = -1
    for _ in range(at):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def named(found: Found, source: Source, name: str) -> bool:
    """Whether `name` is the source's name or the words of one of its mentions, articles and case aside."""
    return _fold(name) in {_fold(source.name), *(_fold(words) for words in found.words(source.mentions))}


def _ends_in(found: Found, source: Source, name: str) -> bool:
    """As `named`; a title left before a full name ("Judge Ada Lund") is a fault of sources, not of statements."""
    return named(found, source, name) or (" " in name and _fold(source.name).endswith(f" {_fold(name)}"))


def _is_called(found: Found, entity: Entity, name: str) -> bool:
    return _fold(name) in {_fold(entity.name), *(_fold(words) for words in found.words(entity.mentions))}


def _entity_list(found: Found) -> list[tuple[str, str, list[str]]]:
    return [(e.name, e.type.value, found.words(e.mentions)) for e in found.analysis.entities]


def _source(analysis: Analysis, source_id: str | None) -> Source | None:
    return next((source for source in analysis.sources if source.id == source_id), None)


def _contents(row: Expected) -> list[str]:
    content = row.get("content", [])
    return [content] if isinstance(content, str) else list(content)


def _plain(contents: Iterable[str]) -> list[str]:
    """The words alone: marks and stops at the seams are no one's claim."""
    words = [word.lower() for content in contents for word in _WORD.findall(content)]
    return words[1:] if words and words[0] in _OPENING else words


def _holds(words: str, part: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(part)}(?!\w)", words) is not None if part else not words


def _fold(name: str) -> str:
    return _ARTICLE.sub("", " ".join(name.split()), count=1).lower() if _ARTICLE.match(name) else name.lower()
