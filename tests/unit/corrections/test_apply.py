"""A person's corrections upon an analysis: each act, later analyses, and what holds of all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.corrections.apply import corrected
from reader.model.analysis import (
    Analysis,
    Engine,
    Entity,
    EntityType,
    Quotation,
    QuotationRole,
    Source,
    SourceKind,
    Statement,
    StatementKind,
)
from reader.model.annotation import AnchorState, Placement
from reader.model.correction import Alias, CorrectedThing, Correction, CorrectionAct, PlacedCorrection
from reader.model.span import Span, envelope
from reader.text.anchoring.anchors import anchor_of

TEXT = (
    '"The ferries sail again," said Mara Lind. The tide was high, an aide said. '
    'Putin told Harbour Radio that "all is well" in the May harbour.'
)
ENGINE = Engine("rules", "1", "small")
Act = CorrectionAct
ACCEPT, REJECT, SPAN, SPEAKER, TYPE, *_ = Act
STATEMENT, ENTITY, SOURCE = CorrectedThing
_ids = count(1)


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def statement(id: str, words: str, source: str | None, kind: StatementKind = StatementKind.DIRECT) -> Statement:
    return Statement(id, kind, (at(words),), (), (), source, (), "rule", 0.6)


FERRIES, TIDE, WELL = "The ferries sail again,", "The tide was high", "all is well"
ANALYSIS = Analysis(
    ENGINE,
    entities=(
        Entity("e1", "Mara Lind", EntityType.PERSON, (at("Mara Lind"),)),
        Entity("e2", "May", EntityType.PERSON, (at("May"),)),
    ),
    quotations=(
        Quotation(at(FERRIES), QuotationRole.SPEECH, "t1"),
        Quotation(at(WELL), QuotationRole.SPEECH, "t3"),
    ),
    sources=(
        Source("s1", "Mara Lind", SourceKind.PERSON, "pilot", "e1", (at("Mara Lind"),), 1, 4),
        Source("s2", "an aide", SourceKind.UNNAMED, None, None, (at("an aide"),), 1, 4),
        Source("s3", "Putin", SourceKind.PERSON, None, None, (at("Putin"),), 1, 3),
    ),
    statements=(
        statement("t1", FERRIES, "s1"),
        statement("t2", TIDE, "s2", StatementKind.INDIRECT),
        replace(statement("t3", WELL, "s3"), via=("s2",)),
    ),
)


def correction(
    act: CorrectionAct,
    span: Span | str,
    value: str = "",
    words: Span | str | None = None,
    thing: CorrectedThing = STATEMENT,
    state: AnchorState = AnchorState.EXACT,
    subject: str = "",
) -> PlacedCorrection:
    span, words = at(span) if isinstance(span, str) else span, at(words) if isinstance(words, str) else words
    new_words = anchor_of(TEXT, words) if words else None
    made = Correction(f"{next(_ids)}", 1, 1, thing, act, anchor_of(TEXT, span), new_words, value, subject=subject)
    return PlacedCorrection(made, Placement(state, span), Placement(state, words) if words else None)


def apply(
    *corrections: PlacedCorrection, aliases: Sequence[Alias] = (), analysis: Analysis = ANALYSIS
) -> Analysis:
    return corrected(analysis, TEXT, corrections, aliases)


def names(analysis: Analysis) -> dict[str, str]:
    """Who says what."""
    called = {source.id: source.name for source in analysis.sources}
    return {each.content[0].of(TEXT): called.get(each.source_id or "", "") for each in analysis.statements}


def counts(analysis: Analysis) -> dict[str, tuple[int, int]]:
    return {source.name: (source.statements, source.words) for source in analysis.sources}


def test_nothing_said_changes_nothing() -> None:
    assert apply() is ANALYSIS
    assert apply(aliases=[Alias("a", "nobody here", "x")]) == ANALYSIS


def test_an_accepted_statement_is_certain() -> None:
    done = apply(correction(ACCEPT, TIDE, "an aide"))
    accepted = done.statements[1]
    assert (accepted.confidence, accepted.checked, accepted.rule) == (1.0, True, "rule")
    assert (done.statements[0], done.sources) == (ANALYSIS.statements[0], ANALYSIS.sources)


def test_a_rejected_statement_is_gone_and_its_quotation_is_nobodys() -> None:
    done = apply(correction(REJECT, FERRIES, "Mara Lind"))
    assert names(done) == {TIDE: "an aide", WELL: "Putin"}
    assert done.quotations[0] == Quotation(at(FERRIES), QuotationRole.SPEECH, None, rejected=True)
    assert "Mara Lind" not in counts(done)
    assert apply(correction(REJECT, FERRIES), correction(ACCEPT, FERRIES, "Mara Lind")).statements[0].checked


def test_a_statement_is_another_speakers() -> None:
    done = apply(correction(SPEAKER, TIDE, "Mara Lind"))
    assert names(done)[TIDE] == "Mara Lind"
    assert counts(done) == {"Mara Lind": (2, 8), "an aide": (0, 0), "Putin": (1, 3)}
    assert (done.statements[1].rule, done.statements[1].id) == ("person", "t2")
    new = apply(correction(SPEAKER, TIDE, "Ann New"))
    assert counts(new)["Ann New"] == (1, 4)
    assert next(source for source in new.sources if source.name == "Ann New").kind is SourceKind.PERSON
    assert names(apply(correction(SPEAKER, TIDE, ""))) == {FERRIES: "Mara Lind", TIDE: "", WELL: "Putin"}


def test_the_last_word_holds() -> None:
    said = correction(SPEAKER, TIDE, "Putin"), correction(SPEAKER, TIDE, "Mara Lind")
    assert names(apply(*said))[TIDE] == "Mara Lind"


def test_a_statement_has_the_words_that_a_person_gave_it() -> None:
    done = apply(correction(SPAN, WELL, "Putin", 'that "all is well" in the May harbour'))
    changed = done.statements[2]
    assert (changed.content[0].of(TEXT), changed.kind) == ('that "all is well" in the May harbour', "mixed")
    assert done.quotations[1].statement == "t3"
    assert counts(done)["Putin"] == (1, 8)
    away = apply(correction(SPAN, WELL, "Putin", "in the May harbour"))
    assert away.quotations[1].statement is None
    assert away.statements[2].kind is StatementKind.INDIRECT


def test_what_a_later_analysis_does_not_find_is_still_there() -> None:
    later = replace(
        ANALYSIS,
        statements=ANALYSIS.statements[:1],
        sources=ANALYSIS.sources[:1],
        quotations=(ANALYSIS.quotations[0], Quotation(at(WELL), QuotationRole.SCARE)),
    )
    said = (
        correction(ACCEPT, TIDE, "an aide"),
        correction(SPAN, WELL, "Putin", "is well"),
        correction(REJECT, "was high", "Putin"),
    )
    done = apply(*said, analysis=later)
    assert names(done) == {FERRIES: "Mara Lind", TIDE: "an aide", "is well": "Putin"}
    assert [source.kind for source in done.sources] == ["person", "unnamed", "person"]
    # What a person says is somebody's is speech, and no longer in scare quotes.
    assert done.quotations[1] == Quotation(at(WELL), QuotationRole.SPEECH, done.statements[2].id)


def test_a_later_analysis_with_slightly_other_words_is_meant_too() -> None:
    later = replace(
        ANALYSIS,
        statements=(replace(ANALYSIS.statements[0], content=(at(FERRIES + '"'),)), *ANALYSIS.statements[1:]),
    )
    assert names(apply(correction(REJECT, FERRIES), analysis=later)) == {TIDE: "an aide", WELL: "Putin"}


def test_of_two_who_say_the_same_the_right_one_is_meant() -> None:
    joint = replace(
        ANALYSIS, statements=(*ANALYSIS.statements, replace(ANALYSIS.statements[0], id="t9", source_id="s2"))
    )
    done = apply(correction(REJECT, FERRIES, "Mara Lind"), analysis=joint)
    assert [(each.id, each.source_id) for each in done.statements] == [("t2", "s2"), ("t3", "s3"), ("t9", "s2")]
    one = apply(correction(SPEAKER, FERRIES, "Putin"), analysis=joint)
    assert [each.id for each in one.statements if each.content == (at(FERRIES),)] == ["t1"]


def test_words_that_only_look_like_it_are_left_alone() -> None:
    for state in (AnchorState.CHANGED, AnchorState.ORPHAN):
        assert apply(correction(REJECT, FERRIES, state=state)) == ANALYSIS


def test_entities_are_accepted_retyped_moved_and_gone() -> None:
    may = at("May")
    assert [each.id for each in apply(correction(REJECT, may, thing=ENTITY)).entities] == ["e1"]
    assert apply(correction(TYPE, may, "place", thing=ENTITY)).entities[1].type is EntityType.PLACE
    assert apply(correction(ACCEPT, may, "person", thing=ENTITY)).entities[1].checked
    moved = apply(correction(SPAN, may, "person", "May harbour", thing=ENTITY)).entities[1]
    assert moved.mentions == (at("May harbour"),)
    made = apply(correction(ACCEPT, "Harbour Radio", "organisation", thing=ENTITY)).entities[-1]
    assert (made.name, made.type, made.mentions) == ("Harbour Radio", "organisation", (at("Harbour Radio"),))
    assert apply(correction(TYPE, may, "of a later program", thing=ENTITY)).entities[1].type is EntityType.PERSON


def test_a_source_is_of_the_kind_of_its_entity() -> None:
    done = apply(correction(TYPE, "Mara Lind", "organisation", thing=ENTITY))
    assert done.sources[0].kind is SourceKind.ORGANISATION
    gone = apply(correction(REJECT, "Mara Lind", thing=ENTITY))
    assert (gone.sources[0].entity, names(gone)[FERRIES]) == (None, "Mara Lind")


def alias(name: str, becomes: str) -> Alias:
    """A name given to a source of this article."""
    return Alias(str(next(_ids)), name, becomes, document_id=1)


@pytest.mark.parametrize(
    ("name", "becomes"),
    [
        *(("an aide", "Vladimir Putin"), ("Putin", "Vladimir Putin"), ("Mara Lind", "a captain")),
        *(("Mara Lind", "Lind"), ("Mara Lind", "she")),
    ],
)
def test_what_is_no_whole_name_holds_in_no_other_article_whatever_a_file_says(name: str, becomes: str) -> None:
    assert apply(aliases=[Alias("1", name, becomes)]) == ANALYSIS
    own = apply(aliases=[Alias("1", name, becomes, document_id=1)])
    assert becomes in {source.name for source in own.sources}


def test_a_whole_name_holds_everywhere() -> None:
    done = apply(aliases=[Alias("1", "Mara Lind", "Mara Lindqvist"), Alias("2", "Mara Lindqvist", "Mara Lund")])
    assert names(done)[FERRIES] == "Mara Lund"


def test_a_whole_name_given_to_an_aide_here_is_changed_everywhere() -> None:
    aliases = [alias("an aide", "Anna Berg"), Alias("2", "Anna Berg", "Anna Lund")]
    assert names(apply(aliases=aliases))[TIDE] == "Anna Lund"


def test_sources_are_renamed_and_merged_for_good() -> None:
    aliases = [alias("Putin", "Vladimir Putin"), alias("an aide", "Vladimir Putin")]
    done = apply(aliases=aliases)
    assert names(done) == {FERRIES: "Mara Lind", TIDE: "Vladimir Putin", WELL: "Vladimir Putin"}
    assert counts(done) == {"Mara Lind": (1, 4), "Vladimir Putin": (2, 7)}
    assert done.statements[2].via == ()
    assert done.sources[1].mentions == (at("an aide"), at("Putin"))
    again = apply(aliases=[*aliases, alias("Vladimir Putin", "Mara Lind"), alias("Mara Lind", "Putin")])
    assert len(again.sources) == 1


def test_corrections_follow_the_names_of_aliases() -> None:
    done = apply(correction(SPEAKER, TIDE, "Putin"), aliases=[alias("Putin", "Vladimir Putin")])
    assert names(done)[TIDE] == "Vladimir Putin"


def test_what_is_no_source_says_nothing() -> None:
    done = apply(correction(REJECT, "an aide", "an aide", thing=SOURCE))
    assert names(done) == {FERRIES: "Mara Lind", TIDE: "", WELL: "Putin"}
    assert ("an aide" in counts(done), done.statements[2].via) == (False, ())
    back = (
        correction(REJECT, "an aide", "an aide", thing=SOURCE),
        correction(ACCEPT, "an aide", "an aide", thing=SOURCE),
    )
    assert names(apply(*back)) == names(ANALYSIS)


SPANS = st.tuples(st.integers(0, len(TEXT) - 2), st.integers(1, 40)).map(
    lambda pair: Span(pair[0], min(len(TEXT), pair[0] + pair[1]))
)
KNOWN = st.sampled_from([at(FERRIES), at(TIDE), at(WELL), at("May"), at("Mara Lind")])
VALUES = st.sampled_from(
    [
        "Mara Lind",
        "an aide",
        "Putin",
        "Ann New",
        "",
        "place",
        "person",
        "negated",
        "Putin\nMara Lind",
        "Ann New\nBo",
    ]
)
CORRECTIONS = st.lists(
    st.builds(
        correction,
        st.sampled_from(CorrectionAct),
        KNOWN | SPANS,
        VALUES,
        st.none() | SPANS,
        st.sampled_from(CorrectedThing),
        st.sampled_from(AnchorState),
    ),
    max_size=6,
)
ALIASES = st.lists(st.builds(Alias, st.just("a"), VALUES, VALUES), max_size=3)


@given(CORRECTIONS, ALIASES)
def test_whatever_is_said_the_analysis_holds_together(acts: list[PlacedCorrection], aliases: list[Alias]) -> None:
    done = apply(*acts, aliases=aliases)
    ids = [source.id for source in done.sources]
    assert len(set(ids)) == len(ids)
    for each in done.statements:
        assert {*each.via, *each.candidates, *([each.source_id] if each.source_id else [])} <= set(ids)
        assert 0 < envelope(each.content).end <= len(TEXT)
    for source in done.sources:
        said = [each for each in done.statements if each.kind is not StatementKind.NEGATED]
        own = [each for each in said if each.source_id == source.id]
        assert source.statements == len(own)
    statements = {each.id for each in done.statements}
    assert len(statements) == len(done.statements)
    assert {each.statement for each in done.quotations} <= {*statements, None}
    assert [each.span for each in done.quotations] == [each.span for each in ANALYSIS.quotations]
    assert all(span.end <= len(TEXT) for entity in done.entities for span in entity.mentions)


@given(CORRECTIONS, ALIASES)
def test_saying_it_twice_says_it_once(said: list[PlacedCorrection], aliases: list[Alias]) -> None:
    assert apply(*said, *said, aliases=[*aliases, *aliases[-1:]]) == apply(*said, aliases=aliases)


@given(CORRECTIONS)
def test_corrections_without_a_place_leave_the_machines_word(said: list[PlacedCorrection]) -> None:
    assert apply(*(replace(each, placement=Placement(AnchorState.ORPHAN, None)) for each in said)) == ANALYSIS


def test_only_who_agrees_with_the_speaker_has_checked_a_statement() -> None:
    words = correction(SPAN, FERRIES, "Mara Lind", "ferries sail")
    before = next(each for each in ANALYSIS.statements if FERRIES in each.content[0].of(TEXT))
    (moved,) = (each for each in apply(words).statements if each.id == before.id)
    assert (moved.checked, moved.confidence) == (False, before.confidence)
    for agreeing in (correction(ACCEPT, FERRIES, "Mara Lind"), correction(SPEAKER, FERRIES, "Mara Lind")):
        (checked,) = (each for each in apply(words, agreeing).statements if each.id == before.id)
        assert (checked.checked, checked.confidence) == (True, 1.0)
    (again,) = (each for each in apply(agreeing, words).statements if each.id == before.id)
    assert again.checked
