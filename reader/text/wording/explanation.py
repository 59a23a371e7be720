"""Why a statement is held to be its source's, in words."""

from __future__ import annotations

from textwrap import shorten
from typing import Final

from reader.model.analysis import Analysis, Source, Statement

EXCERPT = 60
"""The most code points of a statement that stand for it."""

REASONS = {
    "quotation-cue": "subject of {cue}, beside the quotation",
    "cue-quotation": "subject of {cue}, before the quotation",
    "cue-clause": "subject of {cue}, which reports the clause",
    "cue-infinitive": "subject of {cue} and of what is to be done",
    "clause-cue": "subject of {cue}, after the clause or inside it",
    "cue-object": "subject of {cue}",
    "passive": "it {cue} by them",
    "noun-cue": "it is their word: {cue}",
    "adjective-cue": "it is said of them: {cue}",
    "according-to": "named with {cue}",
    "as-put": "subject of {cue}, which stands for the rest of the sentence",
    "heading": "named before the colon of the heading",
    "citing": "cited, by way of {cue}",
    "lead-in": "announced by {cue} in the sentence before",
    "previous-sentence": "subject of the sentence before",
    "continued": "the speech before goes on",
    "transcript": "named before the colon",
    "signed": "signed under the quotation",
    "colon": "named before the colon",
    "woven": "subject of {cue}, which the quotation is woven into",
    "unattributed": "nobody is named beside it",
    "person": "a person says so",
}
"""What each rule looks at; `{cue}` stands for the words that report the statement."""
_WITHOUT_SOURCE = {"unattributed": "nobody is named beside it", "passive": "it {cue}, and by whom is not said"}
_REPORTED = "reported by {cue}, and by whom is not said"


def why(statement: Statement, analysis: Analysis, text: str) -> str:
    """Whose a statement is and what shows it: `“absurd” is North Korea's: subject of “has called”`."""
    words = " … ".join(span.of(text) for span in statement.content)
    source = next((each for each in analysis.sources if each.id == statement.source_id), None)
    chain = ", ".join(source_name(analysis, each) for each in statement.via)
    passed_on = f"; passed on by {chain}" if chain else ""
    unsure = " or ".join(source_name(analysis, each) for each in statement.candidates)
    may_be = f"; may be {unsure}" if unsure else ""
    excerpt = shorten(words.strip("“”\"'"), EXCERPT, placeholder="…")
    return f"“{excerpt}” is {_owner(source)}: {reason(statement, text)}{may_be}{passed_on}"


def reason(statement: Statement, text: str) -> str:
    """What shows whose a statement is; a rule without words of its own is given by its name."""
    cue = " … ".join(span.of(text) for span in statement.cue)
    words = REASONS.get(statement.rule, statement.rule.replace("-", " "))
    by_person = statement.rule == "person"
    if statement.source_id is None and statement.rule in REASONS and not by_person:
        words = _WITHOUT_SOURCE.get(statement.rule, _REPORTED if cue else words)
    told = words.replace("{cue}", f"“{cue}”" if cue else "the words beside it")
    return f"{told}; a person agrees" if statement.checked and not by_person else told


FROM_THE_DATE: Final = "from the article's date"


def with_date(words: str, name: str) -> str:
    """A relative date as written, with the date inferred for it: `Tuesday: 18 July 2017`."""
    plain = " ".join(words.split())
    weekday, _, rest = name.partition(" ")
    return f"{plain}: {rest if rest and plain.lower().endswith(weekday.lower()) else name}"


def source_name(analysis: Analysis, source_id: str) -> str:
    """The name of a source by its id, or nothing where there is none."""
    return next((source.name for source in analysis.sources if source.id == source_id), "")


def _owner(source: Source | None) -> str:
    if source is None:
        return "nobody's that is named"
    return f"{source.name}'" if source.name.endswith("s") else f"{source.name}'s"
