"""Narrows aliases of the third schema, which held in every article, to the articles where they were given.

Only whole names of people and bodies go on to hold everywhere. That schema did not keep where an alias was given:
the library tells, from what was opened and written when, and from who speaks in which article.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property

from reader.corrections.aliases import Names
from reader.corrections.full_names import is_full_name
from reader.model.analysis import SourceKind
from reader.model.correction import Alias
from reader.model.values import value_class
from reader.store import analyses
from reader.store.sqlite import UNREADABLE, Database, texts
from reader.store.table import new_id
from reader.text.wording.formatting import counted

_NAMES_SAID = (
    "SELECT document_id, value FROM corrections WHERE thing IN ('statement', 'source') AND value != ''",
    "SELECT document_id, speaker FROM annotations WHERE speaker != ''",
)
"""Who speaks in which article, as a person corrected or noted it."""
_ACTS = (
    "SELECT id, opened FROM documents WHERE opened > ''",
    "SELECT document_id, created FROM corrections",
    "SELECT document_id, created FROM annotations",
)
"""When a person did something in which article. Of all openings only the last is kept."""


@value_class(frozen=True)
class _OldAlias:
    """An alias of the third schema, while it is decided where it holds."""

    alias: Alias
    row: int
    revision: int
    withdrawn: str | None

    @property
    def given(self) -> datetime | None:
        """When it was given."""
        return _moment(self.alias.created)

    def in_force_at(self, when: datetime | None) -> bool:
        """Return True if it was given and not withdrawn yet."""
        end = _moment(self.withdrawn)
        return when is not None and self.given is not None and self.given <= when and (end is None or end > when)


def narrow(db: Database) -> str | None:
    """Narrow the aliases that hold in every article and must not; return what to tell the person, in one line.

    For a library that has just got the fourth schema, or that is put together of rows of any schema.
    """
    query = f"SELECT rowid, {_COLUMNS}, document_id FROM aliases WHERE NOT unplaced ORDER BY created, rowid"
    old = [_from_row(row) for row in db.all(query)]
    if not old:
        return None
    articles = _Articles(db)
    narrowed = unplaced = 0
    for each in old:
        if each.alias.document_id is not None or articles.are_names(each.alias):
            articles.hold(each, each.alias.document_id)
            continue
        places = articles.where(each)
        _store(db, each, places)
        for place in places:
            articles.hold(each, place)
        if each.withdrawn is None:
            narrowed, unplaced = narrowed + 1, unplaced + (not places)
    return _told(narrowed, unplaced) if narrowed else None


_COLUMNS = "id, name, becomes, author, created, revision, withdrawn"


class _Articles:
    """Which article an alias may have been given in."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._held: list[tuple[_OldAlias, int | None]] = []

    def hold(self, old: _OldAlias, document_id: int | None) -> None:
        """Count with the alias in an article, or in every one."""
        self._held.append((old, document_id))

    def are_names(self, alias: Alias) -> bool:
        """Return True if both ends are whole names of people or bodies."""
        name, becomes = (self._kinds.get(each, set()) for each in (alias.name, alias.becomes))
        return _is_name(alias.name, name or becomes) and _is_name(alias.becomes, becomes or name)

    def where(self, old: _OldAlias) -> list[int]:
        """Return the articles in which the alias was given, as far as can be told."""
        shown = {id: self._shown(id, names, old.given) for id, names in self._named.items()}
        having = {id for id, names in shown.items() if old.alias.name in names}
        last = having & self._acted_last(old.given)
        both = {id for id in having if old.alias.becomes in shown[id]}
        return sorted(last or both or having)

    def _shown(self, document_id: int, names: Iterable[str], when: datetime | None) -> set[str]:
        """Return the names in an article as the aliases of that time made them."""
        held = [
            replace(old.alias, document_id=place)
            for old, place in self._held
            if place in (None, document_id) and old.in_force_at(when)
        ]
        final = Names(held)
        return {final.of(name) for name in names}

    def _acted_last(self, when: datetime | None) -> set[int]:
        """Return the article in which a person did something last until then; several at the same time."""
        before = [(then, id) for then, id in self._acts if when is not None and then <= when]
        latest = max((then for then, _ in before), default=None)
        return {id for then, id in before if then == latest}

    @cached_property
    def _acts(self) -> list[tuple[datetime, int]]:
        rows = [texts(row) for query in _ACTS for row in self._db.all(query)]
        return [(then, id) for id, when in rows if (then := _moment(when)) is not None]

    @cached_property
    def _sources(self) -> list[tuple[int, str, SourceKind]]:
        """The sources of all articles that were ever opened: the article, the name and the kind."""
        query = (
            "SELECT document_id, body FROM analyses JOIN versions USING (sha256)"
            " JOIN documents ON documents.id = document_id WHERE opened > ''"
        )
        found: list[tuple[int, str, SourceKind]] = []
        for document_id, body in self._db.each(query):
            try:
                found += [(document_id, each.name, each.kind) for each in analyses.decoded(body).sources]
            except UNREADABLE:
                # A damaged analysis is made again; it tells nothing.
                continue
        return found

    @cached_property
    def _kinds(self) -> dict[str, set[SourceKind]]:
        kinds: dict[str, set[SourceKind]] = {}
        for _, name, kind in self._sources:
            kinds.setdefault(name, set()).add(kind)
        return kinds

    @cached_property
    def _named(self) -> dict[int, set[str]]:
        """The names of those who speak, by article."""
        opened = {id for (id,) in self._db.all("SELECT id FROM documents WHERE opened > ''")}
        said = [texts(row) for query in _NAMES_SAID for row in self._db.all(query)]
        named: dict[int, set[str]] = {}
        for document_id, name in [*said, *((id, name) for id, name, _ in self._sources)]:
            if document_id in opened:
                named.setdefault(document_id, set()).add(name)
        return named


def _is_name(name: str, kinds: set[SourceKind]) -> bool:
    return all(is_full_name(name, kind) for kind in kinds) if kinds else is_full_name(name)


def _store(db: Database, old: _OldAlias, places: Sequence[int]) -> None:
    first = places[0] if places else None
    db.run("UPDATE aliases SET document_id = ?, unplaced = ? WHERE rowid = ?", (first, int(not places), old.row))
    for place in places[1:]:
        alias = old.alias
        values = (new_id(), alias.name, alias.becomes, alias.author, alias.created, old.revision, old.withdrawn)
        db.insert("aliases", f"{_COLUMNS}, document_id", (*values, place))


def _from_row(row: tuple[object, ...]) -> _OldAlias:
    number, id, name, becomes, author, created, revision, withdrawn, document_id = texts(row)
    return _OldAlias(Alias(id, name, becomes, author, created, document_id), number, revision, withdrawn)


def _moment(iso: object) -> datetime | None:
    try:
        when = datetime.fromisoformat(str(iso))
    except ValueError:
        return None
    return when if when.tzinfo is not None else when.astimezone()


def _told(narrowed: int, unplaced: int) -> str:
    """Return in one line how many aliases were narrowed, and of how many the article is not known."""
    hold, them = ("holds", "it") if narrowed == 1 else ("hold", "them")
    lost = f", {unplaced} nowhere" if unplaced else ""
    return (
        f"{counted(narrowed, 'name')} of unnamed sources now {hold} only where you gave {them}{lost}: see :aliases"
    )
