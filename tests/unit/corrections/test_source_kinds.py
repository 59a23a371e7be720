"""Of what kind a source is: as a person says, or as its name tells."""

from __future__ import annotations

import pytest

from reader.corrections.apply import corrected
from reader.corrections.source_kinds import guessed_kind
from reader.model.analysis import Analysis, Entity, EntityType, Source, SourceKind
from reader.model.annotation import AnchorState, Placement
from reader.model.correction import Alias, CorrectedThing, Correction, CorrectionAct, PlacedCorrection
from reader.model.span import Span
from reader.text.anchoring.anchors import anchor_of
from tests.store.samples import ENGINE
from tests.two_texts import FIRST, OFFICIALS, PERSON, SPOKESMAN, analysis_of

TEXT = FIRST.text
MACHINE = analysis_of(FIRST, ENGINE)
ENTITIES = (
    Entity("e1", "Anna Berg", EntityType.PERSON, (Span(0, 1),)),
    Entity("e2", "Bellingcat", EntityType.ORGANISATION, (Span(0, 1),)),
)
NAMES = {
    SourceKind.PERSON: ("Jane Doe", "Putin", "Berg", "Anna Berg", "Ursula von der Leyen"),
    SourceKind.OUTLET: ("Russian state media", "Harbour Post", "Reuters", "the Guardian", "a Russian newspaper"),
    SourceKind.ORGANISATION: (
        "Bellingcat",
        "NATO",
        "the United Nations",
        "Harbour Council",
        "a think-tank",
        "OPCW",
    ),
    SourceKind.GOVERNMENT: ("the Russian government", "Norway"),
    SourceKind.DOCUMENT: ("the report", "a letter"),
    SourceKind.UNNAMED: (
        "officials",
        "A Kremlin aide",
        "the minister",
        "Two diplomats",
        "Kremlin Aide",
        "police",
        "",
    ),
}


@pytest.mark.parametrize("kind", SourceKind)
def test_a_name_tells_the_kind(kind: SourceKind) -> None:
    assert [name for name in NAMES[kind] if guessed_kind(name, ENTITIES) is not kind] == []


HERE = Placement(AnchorState.EXACT, Span(0, 3))


def said(act: CorrectionAct, name: str, value: str, placed: Placement = HERE) -> PlacedCorrection:
    """A person says of what kind a source is, or what it is."""
    anchor = anchor_of(TEXT, placed.span or Span(0, 3))
    made = Correction(f"{act}{name}", 1, 1, CorrectedThing.SOURCE, act, anchor, None, value, subject=name)
    return PlacedCorrection(made, placed)


def source(analysis: Analysis, name: str) -> Source:
    return next(each for each in analysis.sources if each.name == name)


KIND, ROLE = CorrectionAct.KIND, CorrectionAct.ROLE


def test_kind_and_role_are_what_a_person_says_last() -> None:
    given = [said(KIND, OFFICIALS, "person"), said(ROLE, OFFICIALS, "aides"), said(KIND, OFFICIALS, "government")]
    found = source(corrected(MACHINE, TEXT, given), OFFICIALS)
    assert (found.kind, found.role, found.statements) == (SourceKind.GOVERNMENT, "aides", 1)
    cleared = corrected(MACHINE, TEXT, [*given, said(ROLE, OFFICIALS, "")])
    assert source(cleared, OFFICIALS).role is None


def test_they_hold_by_the_name_though_the_words_are_gone() -> None:
    found = corrected(MACHINE, TEXT, [said(KIND, SPOKESMAN, "document", Placement(AnchorState.ORPHAN, None))])
    assert source(found, SPOKESMAN).kind is SourceKind.DOCUMENT
    assert found.statements == MACHINE.statements


def test_they_hold_under_another_name_and_by_the_words_that_mention_it() -> None:
    aliases = [Alias("1", OFFICIALS, "Anna Berg", document_id=1)]
    renamed = corrected(MACHINE, TEXT, [said(KIND, OFFICIALS, "outlet")], aliases)
    assert source(renamed, "Anna Berg").kind is SourceKind.OUTLET
    mention = source(MACHINE, PERSON).mentions[0]
    placed = Placement(AnchorState.EXACT, mention)
    other = corrected(MACHINE, TEXT, [said(ROLE, "what another engine calls him", "aide", placed)])
    assert source(other, PERSON).role == "aide"


def test_a_source_that_is_not_there_and_a_kind_that_is_none_change_nothing() -> None:
    given = [said(KIND, "Nobody", "person"), said(KIND, OFFICIALS, "martian")]
    assert corrected(MACHINE, TEXT, given) == MACHINE


def test_an_unnamed_source_that_gets_a_name_is_filed_by_it() -> None:
    found = corrected(MACHINE, TEXT, [], [Alias("1", OFFICIALS, "Anna Berg", document_id=1)])
    assert source(found, "Anna Berg").kind is SourceKind.PERSON
    found = corrected(MACHINE, TEXT, [], [Alias("1", OFFICIALS, "senior officials", document_id=1)])
    assert source(found, "senior officials").kind is SourceKind.UNNAMED
