"""Corrections and aliases as JSON lines, one object a line, to be written to a file and read from one.

Offsets are code points into the text with the SHA-256 that the line gives. `thing` is "alias" for a name given to
a source: without a SHA-256 it holds in every article. `other_sha256` lists the hashes of the article's other
texts, as any of them tells which article it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from reader.model.analysis import EntityType, SourceKind, StatementKind
from reader.model.annotation import Anchor
from reader.model.correction import Alias, CorrectedThing, Correction, CorrectionAct
from reader.model.document import Version
from reader.model.errors import ReaderError
from reader.model.span import Span
from reader.store.correction_merge import TravellingCorrection
from reader.text.anchoring.anchors import CONTEXT, anchor_of, ordinal_of
from reader.text.safety.sanitise import Shown, escaped_json

Json = dict[str, object]
Made = TypeVar("Made", bound=StrEnum)
ALIAS = "alias"
LONGEST = 10_000
"""The most code points of a name, a value or an author."""
_MOST_REVISIONS = 1_000_000_000
_MOST_TEXTS = 10_000
"""The most texts of one article."""
_SHA256 = re.compile(r"[0-9a-f]{64}")
_ACTS = {
    CorrectedThing.STATEMENT: {*CorrectionAct} - {CorrectionAct.TYPE, CorrectionAct.ROLE},
    CorrectedThing.ENTITY: {CorrectionAct.ACCEPT, CorrectionAct.REJECT, CorrectionAct.SPAN, CorrectionAct.TYPE},
    CorrectedThing.SOURCE: {
        CorrectionAct.ACCEPT,
        CorrectionAct.REJECT,
        CorrectionAct.KIND,
        CorrectionAct.ROLE,
    },
}
_KINDS: dict[CorrectedThing, type[StrEnum]] = {
    CorrectedThing.STATEMENT: StatementKind,
    CorrectedThing.SOURCE: SourceKind,
}


class LineError(ReaderError):
    """A line holds no correction that can be taken."""


class UnknownTextError(ReaderError):
    """A line is about a text that is not in the library."""


def to_line(each: TravellingCorrection) -> Shown:
    """Return a correction or an alias as one line of JSON, without a line feed."""
    row = each.row
    common: Json = {"id": row.id, "revision": each.revision, "tombstone": each.withdrawn}
    common["sha256"] = each.sha256 or None
    if isinstance(row, Alias):
        told: Json = {"thing": ALIAS, "name": row.name, "becomes": row.becomes, "other_sha256": [*each.others]}
    else:
        words = None if row.words is None else _anchor_to_json(row.words)
        told = {"thing": row.thing.value, "act": row.act.value, **_anchor_to_json(row.anchor), "words": words}
        told |= {"value": row.value, "subject": row.subject}
    made = {**common, **told, "author": row.author, "created": row.created}
    return escaped_json(json.dumps(made, ensure_ascii=False))


def lines(rows: Iterable[TravellingCorrection]) -> str:
    """Return the rows as lines that end in a line feed."""
    return "".join(f"{to_line(each)}\n" for each in rows)


def is_line(line: str) -> bool:
    """Return True if a line is, or was meant to be, one of these."""
    try:
        made = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(made, dict) and isinstance(made.get("thing"), str) and "revision" in made


def from_line(line: str, versions: Callable[[str], Version | None], now: datetime) -> TravellingCorrection:
    """Return the correction or alias of a line; what was made later than `now` counts as made now.

    `versions` returns the version whose text has a SHA-256. Raises LineError for what cannot be taken, and
    UnknownTextError.
    """
    try:
        given = json.loads(line)
    except (ValueError, RecursionError):
        raise LineError("not JSON") from None
    if not isinstance(given, dict):
        raise LineError("not a JSON object")
    reading = _Line(given, now)
    is_alias = given.get("thing") == ALIAS
    sha256 = reading.sha256()
    others = reading.others() if is_alias and sha256 is not None else ()
    known = (versions(each) for each in (sha256, *others) if each is not None)
    version = next((each for each in known if each is not None), None)
    if sha256 is not None and version is None:
        raise UnknownTextError(sha256)
    withdrawn = None if given.get("tombstone") is None else reading.time("tombstone")
    row = reading.alias(version) if is_alias else reading.correction(version)
    return TravellingCorrection(row, withdrawn, reading.revision(), sha256 or "", others)


class _Line:
    """Reads the values of one line. Any method may raise LineError."""

    def __init__(self, given: Json, now: datetime) -> None:
        self._given = given
        self._now = now

    def alias(self, version: Version | None) -> Alias:
        """Return the alias."""
        document_id = version.document_id if version is not None else None
        names = self._text("name", least=1), self._text("becomes", least=1)
        if any("\n" in name for name in names):
            # Corrections name several sources one a line.
            raise LineError("a name has several lines")
        return Alias(self._id(), *names, self._text("author"), self.time("created"), document_id)

    def correction(self, version: Version | None) -> Correction:
        """Return the correction, in a version."""
        thing, act = self._one_of(CorrectedThing, "thing"), self._one_of(CorrectionAct, "act")
        if act not in _ACTS[thing]:
            raise LineError(f"{act} is nothing to do to a {thing}")
        if version is None:
            raise LineError("no SHA-256 of its text")
        value = self._text("value")
        if act is CorrectionAct.TYPE:
            self._one_of(EntityType, "value")
        elif act is CorrectionAct.KIND:
            self._one_of(_KINDS[thing], "value")
        words = self._given.get("words")
        return Correction(
            self._id(),
            version.document_id,
            version.id,
            thing,
            act,
            _anchor(self._given, version.text),
            None if words is None else _anchor(words, version.text),
            value,
            self._text("author"),
            self.time("created"),
            self.revision(),
            self._text("subject"),
        )

    def sha256(self) -> str | None:
        """Return the hash, None if there is none."""
        value = self._given.get("sha256")
        return None if value is None else _hash(value)

    def others(self) -> tuple[str, ...]:
        """Return the hashes of the other texts of an article."""
        values = self._given.get("other_sha256", [])
        if not isinstance(values, list) or len(values) > _MOST_TEXTS:
            raise LineError("other_sha256 is no list that can be taken")
        return tuple(map(_hash, values))

    def revision(self) -> int:
        """Return the revision."""
        value = self._given.get("revision")
        if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= _MOST_REVISIONS:
            raise LineError("revision is no number of a revision")
        return value

    def time(self, name: str) -> str:
        """Return a time in UTC, now for a later one."""
        try:
            moment = datetime.fromisoformat(self._text(name))
            aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
            return min(aware.astimezone(UTC), self._now.astimezone(UTC)).isoformat()
        except (ValueError, OverflowError):
            raise LineError(f"{name} is no time") from None

    def _id(self) -> str:
        try:
            return str(UUID(self._text("id")))
        except ValueError:
            raise LineError("id is no UUID") from None

    def _text(self, name: str, least: int = 0) -> str:
        value = self._given.get(name, "")
        if not isinstance(value, str) or not least <= len(value) <= LONGEST:
            raise LineError(f"{name} is no text that can be taken")
        return value

    def _one_of(self, kind: type[Made], name: str) -> Made:
        try:
            return kind(self._text(name))
        except ValueError:
            raise LineError(f"there is no such {name}") from None


def _hash(value: object) -> str:
    """Return a SHA-256 as it is written. Raises LineError for what is none."""
    if not isinstance(value, str) or not _SHA256.fullmatch(value):
        raise LineError("sha256 is no SHA-256")
    return value


def _anchor_to_json(anchor: Anchor) -> Json:
    ends: Json = {"start": anchor.span.start, "end": anchor.span.end}
    return ends | {name: getattr(anchor, name) for name in ("exact", "prefix", "suffix")}


def _anchor(value: object, text: str) -> Anchor:
    """Return the anchor of the words that a line names. Raises LineError unless the text has them there."""
    given = value if isinstance(value, dict) else {}
    start, end, exact = _offset(given.get("start")), _offset(given.get("end")), given.get("exact")
    if not 0 <= start < end <= len(text) or text[start:end] != exact:
        raise LineError("the text has no such words at that place")
    before, after = given.get("prefix"), given.get("suffix")
    if _stands(before, text, start, before=True) and _stands(after, text, end):
        return Anchor(Span(start, end), str(exact), str(before), str(after), ordinal_of(text, str(exact), start))
    return anchor_of(text, Span(start, end))


def _offset(value: object) -> int:
    """Return an offset. Raises LineError for what is none."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise LineError("start and end are no places in a text")
    return value


def _stands(context: object, text: str, at: int, *, before: bool = False) -> bool:
    """Return True if a line's context is that of the text at an offset, and no longer than an anchor keeps."""
    if not isinstance(context, str) or len(context) > CONTEXT:
        return False
    return text.startswith(context, max(0, at - len(context)) if before else at)
