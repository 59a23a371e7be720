"""The statements of a text as a person corrected them, and the quotations in them. Pure."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from reader.corrections.aliases import RenamedSources
from reader.corrections.groups import Group, Groups
from reader.model.analysis import Quotation, QuotationRole, Statement, StatementKind
from reader.model.correction import PlacedCorrection
from reader.model.span import Span, Spans, envelope, total_length
from reader.model.values import value_class
from reader.text.wording.quotation_marks import with_quotation_marks

_DIRECT = 0.8
"""A statement is direct if at least this share of it is in quotation marks, as in the analysis."""
_HASH = 8
"""The digits of a name's hash in the id of a statement that has several speakers."""


@value_class(frozen=True)
class CorrectedGroup:
    """The statements on the same words, one of each speaker."""

    key: Span
    """The words that corrections of it are anchored at."""
    extent: Span
    """The words that it has now, and had before it was rejected."""
    names: str
    """Who says it according to the analysis, or the person who added it; one a line."""
    speakers: str
    """Who says it now, one a line."""
    statements: tuple[Statement, ...] = ()
    """Empty if it was rejected."""


class CorrectedStatements:
    """The statements of one text, those that a person changed and the others."""

    def __init__(
        self,
        text: str,
        found: Sequence[Statement],
        quotations: Sequence[Quotation],
        sources: RenamedSources,
        corrections: Iterable[PlacedCorrection],
    ) -> None:
        self._text, self._found, self._sources = text, found, sources
        self._quoted = quotations
        self._marked = sorted(with_quotation_marks(text, quotation.span) for quotation in quotations)
        self.groups = Groups(found, sources.name)
        for each in corrections:
            self.groups.apply(each, sources.final_name, len(text))
        self.by_group = [(group, [*self._of(group)]) for group in self.groups.all]
        """The statements of each group."""

    def without(self, rejected: Mapping[str, str]) -> list[Statement]:
        """Return the statements without the sources that were rejected, at the time that `rejected` gives by id.

        A source that a person named for a statement since then stays in that.
        """
        told = {each.id: (group.spoken, group.chained) for group, made in self.by_group for each in made}
        return [_without(each, rejected, *told.get(each.id, ("", ""))) for each in self.all()]

    def in_groups(self) -> list[CorrectedGroup]:
        """Return the statements on the same words together."""
        made = []
        for group, statements in self.by_group:
            now = "\n".join(self._sources.name(each.source_id) for each in statements)
            names = "\n".join(dict.fromkeys(group.names)) if group.found else now
            made.append(CorrectedGroup(group.key, group.extent, names, now, tuple(statements)))
        return made

    def all(self) -> list[Statement]:
        """Return the statements, in the order of the analysis, new ones at the place of their words."""
        made = {each.id: each for _, group in self.by_group for each in group}
        kept = [made.pop(each.id) for each in self._found if each.id in made]
        new, ordered = deque(sorted(made.values(), key=_extent)), []
        for each in kept:
            while new and _extent(new[0]) < _extent(each):
                ordered.append(new.popleft())
            ordered.append(each)
        return _distinct([*ordered, *new])

    def _of(self, group: Group) -> Iterator[Statement]:
        for at, (statement, name, is_corrected, is_checked) in enumerate(group.said()):
            if not is_corrected and statement is not None:
                yield statement
                continue
            changed = self._changed(group, statement or self._new(group, name, at), name)
            yield replace(changed, confidence=1.0, candidates=(), checked=True) if is_checked else changed

    def _new(self, group: Group, name: str, at: int) -> Statement:
        """Return the statement of a person; the first of several speakers has the plain id."""
        id = group.found[0].id if group.found else f"c-{group.key.start}-{group.key.end}"
        if group.found or at:
            id = f"{id}-{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:_HASH]}"
        like = group.found[0] if group.found else None
        content = like.content if like is not None else (group.key,)
        kind = like.kind if like is not None else self._kind(content)
        cue, via = (like.cue, like.via) if like is not None else ((), ())
        rule = "person" if group.found else "added"
        return Statement(id, kind, content, cue, (), None, via, rule, 1.0)

    def _changed(self, group: Group, statement: Statement, name: str) -> Statement:
        source_id = statement.source_id
        if name != self._sources.name(source_id):
            source_id = self._sources.called(name)
            rule = statement.rule if statement.rule == "added" else "person"
            statement = replace(statement, source_id=source_id, source_mention=(), rule=rule)
        content, kind = statement.content, statement.kind
        if group.span is not None and content != (group.span,):
            content = (group.span,)
            kind = kind if kind is StatementKind.NEGATED else self._kind(content)
        via = statement.via if group.via is None else tuple(filter(None, map(self._sources.called, group.via)))
        return replace(
            statement,
            kind=group.kind or kind,
            content=content,
            cue=statement.cue if group.cue is None else group.cue,
            via=tuple(dict.fromkeys(each for each in via if each != source_id)),
        )

    def _kind(self, content: Spans) -> StatementKind:
        """Return the kind by the share of the content in quotation marks."""
        shared = [part for span in content for quoted in self._marked if (part := span.clip(quoted))]
        inside = {place for part in shared for place in range(part.start, part.end)}
        if len(inside) >= _DIRECT * total_length(content):
            return StatementKind.DIRECT
        return StatementKind.MIXED if inside else StatementKind.INDIRECT

    def quotations(self, statements: Sequence[Statement]) -> tuple[Quotation, ...]:
        """Return the quotations, each with the smallest of `statements` that now contains it."""
        before = {each.id: each.content for each in self._found}
        now = {each.id: each.content for each in statements}
        moved = {id: content for id, content in now.items() if before.get(id) != content}
        gone = before.keys() - now.keys()
        heirs = {each.id for group, made in self.by_group if len(made) < len(group.found) for each in made}
        changed = moved | {id: now[id] for id in heirs if id in now}
        return tuple(self._quotation(each, gone, moved, changed, now) for each in self._quoted)

    def _quotation(
        self,
        quotation: Quotation,
        gone: set[str],
        moved: dict[str, Spans],
        changed: dict[str, Spans],
        now: dict[str, Spans],
    ) -> Quotation:
        holder = quotation.statement
        if holder in gone or (holder in moved and not _holds(moved[holder or ""], quotation)):
            holder = None
        others = [(total_length(content), id) for id, content in changed.items() if _holds(content, quotation)]
        smallest = min(others, key=lambda each: each[0], default=None)
        if smallest is not None and (holder is None or smallest[0] < total_length(now.get(holder, ()))):
            holder = smallest[1]
        if holder == quotation.statement:
            return quotation
        if holder is None:
            return replace(quotation, statement=None, rejected=quotation.statement in gone)
        speaks = quotation.role is not QuotationRole.HEADLINE
        return replace(quotation, statement=holder, role=QuotationRole.SPEECH if speaks else quotation.role)


def _without(statement: Statement, rejected: Mapping[str, str], spoken: str, chained: str) -> Statement:
    source_id = statement.source_id
    when = rejected.get(source_id or "")
    if rejected.keys().isdisjoint((source_id, *statement.via, *statement.candidates)):
        return statement
    return replace(
        statement,
        source_id=source_id if when is None or when < spoken else None,
        via=tuple(each for each in statement.via if each not in rejected or rejected[each] < chained),
        candidates=tuple(each for each in statement.candidates if each not in rejected),
    )


def _holds(content: Spans, quotation: Quotation) -> bool:
    return sum(len(span.clip(quotation.span) or ()) for span in content) * 2 > len(quotation.span)


def _extent(statement: Statement) -> Span:
    return envelope(statement.content)


def _distinct(statements: Iterable[Statement]) -> list[Statement]:
    """Return the statements; of those of one source on the same words only one, a checked one if there is."""
    first: dict[tuple[Spans, str | None], Statement] = {}
    for each in statements:
        said = each.content, each.source_id
        if said not in first or (each.checked and not first[said].checked):
            first[said] = each
    return [*first.values()]
