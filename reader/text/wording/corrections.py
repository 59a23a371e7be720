"""Describes a correction in words, for lists and messages."""

from __future__ import annotations

from collections.abc import Iterable

from reader.model.correction import Alias, CorrectedThing, Correction, CorrectionAct
from reader.text.wording.formatting import NO_SOURCE, excerpt, listed

LONGEST = 60
"""The most code points of the article's words that are quoted."""
HERE, EVERYWHERE, OTHER = "this article", "every article", "another article"
NOWHERE = "in no article: an older library did not keep in which one it was given"
LOST = "its words are not in the text as they were: it changes nothing"


def described(correction: Correction) -> str:
    """Return what the correction says, on one line: `added: Mara Lind says “The ferries sail again”`."""
    words = {
        CorrectedThing.STATEMENT: _of_statement,
        CorrectedThing.ENTITY: _of_name,
        CorrectedThing.SOURCE: _of_source,
    }[correction.thing](correction)
    return " ".join(words.split())


def name_described(alias: Alias, document_id: int | None, other: str = OTHER) -> str:
    """Return what a source counts as, and where (see `where_it_holds`).

    An example is `“Officials” counts as Mara Lind in this article`.
    """
    where = where_it_holds(alias, document_id, other)
    return " ".join(f"“{alias.name}” counts as {alias.becomes} {where}".split())


def where_it_holds(alias: Alias, document_id: int | None, other: str = OTHER) -> str:
    """Return where a name holds, as seen from an article or, for None, from outside; `other` names another one."""
    if alias.unplaced:
        return NOWHERE
    if alias.document_id is None:
        return f"in {EVERYWHERE}"
    return f"in {HERE if alias.document_id == document_id else other}"


def says(names: Iterable[str]) -> str:
    """Return who says it: `AFP and KCNA say`, `Mara Lind says`."""
    named = list(filter(None, names))
    return f"{listed(named)} {'say' if len(named) > 1 else 'says'}" if named else f"{NO_SOURCE} for"


def _of_statement(correction: Correction) -> str:
    words, value, act = _quoted(correction), correction.value, correction.act
    names = value.split("\n")
    new = f"“{excerpt(correction.words.exact, LONGEST)}”" if correction.words is not None else ""
    if act is CorrectionAct.SPEAKER:
        others = listed(correction.subject.split("\n"))
        before = f", not {others}" if others.strip() else ""
        return (
            f"added: {says(names)} {words}" if correction.is_addition else f"{says(names)} {new or words}{before}"
        )
    return {
        CorrectionAct.ACCEPT: f"accepted: {says(names)} {words}",
        CorrectionAct.REJECT: f"not a statement: {words}",
        CorrectionAct.SPAN: f"other words: {new or 'none'} for {words}",
        CorrectionAct.VIA: f"{words} was passed on by {listed(names) or 'nobody'}",
        CorrectionAct.CUE: f"{words} is reported by {new or 'no words'}",
        CorrectionAct.KIND: f"{words} is {value or 'of no kind'}",
    }.get(act, f"{act.value} {value}: {words}")


def _of_name(correction: Correction) -> str:
    words, value = _quoted(correction), correction.value
    new = f"“{excerpt(correction.words.exact, LONGEST)}”" if correction.words is not None else ""
    return {
        CorrectionAct.ACCEPT: f"accepted: {words} ({value})",
        CorrectionAct.REJECT: f"not a name: {words}",
        CorrectionAct.SPAN: f"other words: {new or 'none'} for {words}",
        CorrectionAct.TYPE: f"{'added: ' if correction.is_addition else ''}{words} is of the type {value}",
    }.get(correction.act, f"{correction.act.value} {value}: {words}")


def _of_source(correction: Correction) -> str:
    value, name = correction.value, correction.subject or correction.value
    return {
        CorrectionAct.ACCEPT: f"accepted: {value} as a source",
        CorrectionAct.REJECT: f"not a source: {value}",
        CorrectionAct.KIND: f"{name} is of the kind {value}",
        CorrectionAct.ROLE: f"{name} is {value}" if value else f"{name} has no role",
    }.get(correction.act, f"{correction.act.value} {value}: {name}")


def _quoted(correction: Correction) -> str:
    return f"“{excerpt(correction.anchor.exact, LONGEST)}”"
