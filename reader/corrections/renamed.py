"""Says of each statement what the text has for its source, where a person named another. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from reader.model.analysis import Analysis, Statement


def with_text_names(
    statements: Iterable[Statement], machine: Analysis, text: str, names: Mapping[str, str]
) -> Iterator[Statement]:
    """Yield the statements; those whose source has another name than the engine gave it say what the text has.

    `names` are those of the sources now, by id. Statements that a person added stand as they are.
    """
    before = {source.id: source.name for source in machine.sources}
    found = {statement.id: statement for statement in machine.statements}
    for statement in statements:
        original = found.get(statement.id)
        if original is None:
            yield statement
            continue
        was, now = before.get(original.source_id or "", ""), names.get(statement.source_id or "", "")
        yield statement if was == now else replace(statement, renamed_from=_words(statement, original, was, text))


def _words(statement: Statement, original: Statement, name: str, text: str) -> str:
    """Return the name of a source that was renamed, if the text has it, or else the words that named it here."""
    mention = " … ".join(span.of(text) for span in original.source_mention)
    is_other_speaker = statement.rule == "person"
    return name if name and not is_other_speaker and name in text else mention or name
