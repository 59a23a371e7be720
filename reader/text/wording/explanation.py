"""Explains in words why a statement is attributed to its source."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import shorten
from typing import Final

from reader.model.analysis import Analysis, Source, Statement, StatementKind
from reader.text.wording.formatting import NO_SOURCE
from reader.text.wording.quotation_marks import GAP, balanced, words_of

EXCERPT = 60
"""The most code points of a statement that are quoted."""

REASONS = {
    "quotation-cue": "subject of {cue}, beside the quotation",
    "cue-quotation": "subject of {cue}, before the quotation",
    "cue-clause": "subject of {cue}, which reports the clause",
    "cue-infinitive": "subject of {cue} and of the infinitive after it",
    "clause-cue": "subject of {cue}, after the clause or inside it",
    "cue-object": "subject of {cue}",
    "passive": "the agent of {cue}",
    "noun-cue": "the noun {cue} is theirs",
    "adjective-cue": "subject of {cue}",
    "according-to": "named with {cue}",
    "as-put": "subject of {cue}, which comments on the sentence",
    "heading": "named before the colon of the heading",
    "citing": "cited with {cue}",
    "lead-in": "introduced by {cue} in the sentence before",
    "previous-sentence": "subject of the sentence before",
    "continued": "continues the speech before it",
    "transcript": "named before the colon",
    "signed": "signed below the quotation",
    "summed-up": "subject of {cue}, in the sentence after",
    "colon": "named before the colon",
    "woven": "subject of {cue}, in whose clause the quotation stands",
    "unattributed": NO_SOURCE,
    "person": "corrected by you",
    "added": "added by you",
}
"""What each rule found; `{cue}` is replaced by the words that report the statement."""
_OF_PERSONS = ("person", "added")
_WITHOUT_SOURCE = {"unattributed": NO_SOURCE, "passive": "{cue} without a source"}
_REPORTED = "reported by {cue} without a source"


def why(statement: Statement, analysis: Analysis, text: str) -> str:
    """Return whose a statement is and why: `“absurd” is North Korea's: subject of “has called”`."""
    words = GAP.join(balanced(text, span).of(text) for span in statement.content)
    source = next((each for each in analysis.sources if each.id == statement.source_id), None)
    chain = ", ".join(source_name(analysis, each) for each in statement.via)
    passed_on = f"; passed on by {chain}" if chain else ""
    unsure = " or ".join(source_name(analysis, each) for each in statement.candidates)
    may_be = f"; may be {unsure}" if unsure else ""
    excerpt = shorten(words.strip("“”\"'"), EXCERPT, placeholder="…")
    if statement.kind is StatementKind.NEGATED:
        whose = f"was not said by {source.name if source is not None else 'anybody named'}"
    else:
        whose = f"is {_owner(source)}"
    return f"“{excerpt}” {whose}: {reason(statement, text)}{may_be}{passed_on}"


NOT_SAID: Final = "reported as not said"
"""What is told of a negated statement."""


def reason(statement: Statement, text: str) -> str:
    """Return why a statement is attributed to its source; an unlisted rule is given by name.

    Where a person named the source, that comes first, with what the text has.
    """
    cue = words_of(text, statement.cue)
    words = REASONS.get(statement.rule, statement.rule.replace("-", " "))
    by_person = statement.rule in _OF_PERSONS
    if statement.source_id is None and statement.rule in REASONS and not by_person:
        words = _WITHOUT_SOURCE.get(statement.rule, _REPORTED if cue else words)
    told = words.replace("{cue}", f"“{cue}”" if cue else "the words beside it")
    told = f"{told}; accepted by you" if statement.checked and not by_person else told
    if statement.renamed_from is None:
        return told
    named = named_by_person(statement)
    return named if by_person else f"{named}; {told}"


def named_by_person(statement: Statement) -> str:
    """Return that a person named the source and what the text has: `named by you; the text has “Officials”`."""
    if statement.renamed_from is None:
        return ""
    named = "named by you" if statement.source_id is not None else "left without a source by you"
    return f"{named}; {text_has([statement.renamed_from])}"


def text_has(names: Iterable[str]) -> str:
    """Return what the text has for a source: `the text has “Officials”`."""
    has = " and ".join(f"“{' '.join(name.split())}”" for name in names if name.strip())
    return f"the text has {has}" if has else "no source was found here"


FROM_THE_DATE: Final = "from the article's date"


def with_date(words: str, name: str) -> str:
    """Return a relative date as written, with the date inferred for it: `Tuesday: 18 July 2017`."""
    plain = " ".join(words.split())
    weekday, _, rest = name.partition(" ")
    return f"{plain}: {rest if rest and plain.lower().endswith(weekday.lower()) else name}"


def source_name(analysis: Analysis, source_id: str) -> str:
    """Return the name of a source, or '' if there is none with this id."""
    return next((source.name for source in analysis.sources if source.id == source_id), "")


def _owner(source: Source | None) -> str:
    if source is None:
        return "unattributed"
    return f"{source.name}'" if source.name.endswith("s") else f"{source.name}'s"
