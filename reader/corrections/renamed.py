"""Says of each statement what the text has for its source, where a person named another. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from reader.model.analysis import Analysis, Statement
from reader.text.wording.quotation_marks import words_of


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
        yield statement if was == now else replace(statement, renamed_from=_words(original, text) or was)


def _words(original: Statement, text: str) -> str:
    """Return the words that name the source at this place."""
    return words_of(text, original.source_mention)
