"""A statement whose source a person named says what the text has for it."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from reader.corrections.apply import corrected
from reader.model.analysis import Analysis
from reader.model.annotation import AnchorState, Placement
from reader.model.correction import Alias, CorrectedThing, Correction, CorrectionAct, PlacedCorrection
from reader.model.span import Span
from reader.text.anchoring.anchors import anchor_of
from reader.text.wording.explanation import why
from tests.store.samples import ENGINE
from tests.two_texts import FIRST, OFFICIALS, PERSON, SPOKESMAN, analysis_of

TEXT = FIRST.text
MACHINE = analysis_of(FIRST, ENGINE)
_numbers = count(1)


def alias(name: str, becomes: str) -> Alias:
    return Alias(str(next(_numbers)), name, becomes, document_id=1)


def speaker(number: int, name: str, thing: CorrectedThing = CorrectedThing.STATEMENT) -> PlacedCorrection:
    """A person gives the statement of that number to another source, or rejects a source."""
    span = MACHINE.statements[number].content[0]
    act = CorrectionAct.SPEAKER if thing is CorrectedThing.STATEMENT else CorrectionAct.REJECT
    made = Correction(str(next(_numbers)), 1, 1, thing, act, anchor_of(TEXT, span), None, name)
    return PlacedCorrection(made, Placement(AnchorState.EXACT, span))


def has(analysis: Analysis) -> list[str | None]:
    return [each.renamed_from for each in analysis.statements]


def test_what_nobody_named_says_nothing() -> None:
    assert has(MACHINE) == [None] * 3
    assert has(corrected(MACHINE, TEXT, [speaker(0, PERSON)], [alias("Somebody", "Nobody")])) == [None] * 3


def test_a_merged_source_has_its_name_in_the_text() -> None:
    found = corrected(MACHINE, TEXT, [], [alias(OFFICIALS, PERSON), alias(SPOKESMAN, "Anna Berg")])
    assert has(found) == [None, SPOKESMAN, OFFICIALS]
    assert why(found.statements[2], found, TEXT) == (
        "“prices would rise” is Yuri Ushakov's: named by you; the text has “Officials”; "
        "subject of “said”, which reports the clause"
    )


def test_a_name_changed_twice_is_still_that_of_the_text() -> None:
    assert has(corrected(MACHINE, TEXT, [], [alias(OFFICIALS, "Aides"), alias("Aides", PERSON)]))[2] == OFFICIALS
    assert has(corrected(MACHINE, TEXT, [], [alias(OFFICIALS, "Aides"), alias("Aides", OFFICIALS)]))[2] is None


def test_another_speaker_stands_beside_the_words_that_named_one() -> None:
    he = Span(TEXT.index("Yuri"), TEXT.index("Yuri") + 4)
    first, *others = MACHINE.statements
    machine = replace(MACHINE, statements=(replace(first, source_mention=(he,)), *others))
    found = corrected(machine, TEXT, [speaker(0, "Anna Berg")])
    assert found.statements[0].renamed_from == "Yuri"
    assert why(found.statements[0], found, TEXT).endswith("Anna Berg's: named by you; the text has “Yuri”")


def test_a_source_that_the_text_does_not_name() -> None:
    first, *others = MACHINE.statements
    machine = replace(MACHINE, statements=(replace(first, source_mention=(), source_id=None), *others))
    found = corrected(machine, TEXT, [speaker(0, PERSON)])
    assert why(found.statements[0], found, TEXT).endswith("named by you; no source was found here")


def test_no_speaker_and_no_source() -> None:
    for found in (
        corrected(MACHINE, TEXT, [speaker(2, "")]),
        corrected(MACHINE, TEXT, [speaker(2, OFFICIALS, CorrectedThing.SOURCE)]),
    ):
        assert "left without a source by you; the text has “Officials”" in why(found.statements[2], found, TEXT)
