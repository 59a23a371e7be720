"""Several speakers, chains, kinds and cues by a person, and statements that a person added: later analyses too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reader.corrections.apply import corrected, groups_of
from reader.model.analysis import Analysis, Statement, StatementKind
from reader.model.correction import PlacedCorrection
from tests.unit.corrections.test_apply import (
    ACCEPT,
    ANALYSIS,
    ENTITY,
    FERRIES,
    REJECT,
    SPAN,
    SPEAKER,
    TEXT,
    TIDE,
    TYPE,
    WELL,
    Act,
    apply,
    at,
    correction,
    counts,
)

HARBOUR = "in the May harbour"
NONE = replace(ANALYSIS, statements=(), sources=(), quotations=())
"""What an engine that finds nothing says."""


def said(analysis: Analysis) -> list[tuple[str, str]]:
    """Who says which words."""
    called = {source.id: source.name for source in analysis.sources}
    return [
        (called.get(each.source_id or "", ""), " … ".join(span.of(TEXT) for span in each.content))
        for each in analysis.statements
    ]


def added(words: str, *speakers: str) -> PlacedCorrection:
    return correction(SPEAKER, words, "\n".join(speakers), words)


def of(analysis: Analysis, words: str) -> list[Statement]:
    return [each for each in analysis.statements if each.content == (at(words),)]


def test_a_statement_is_added_where_the_engine_missed_it() -> None:
    done = apply(added(HARBOUR, "Mara Lind"))
    assert ("Mara Lind", HARBOUR) in said(done)
    (made,) = of(done, HARBOUR)
    assert (made.rule, made.confidence, made.checked, made.kind) == ("added", 1.0, True, "indirect")
    assert counts(done)["Mara Lind"] == (2, 8)
    assert {each.id for each in done.statements} > {each.id for each in ANALYSIS.statements}


def test_one_may_lie_in_another_and_takes_its_quotation() -> None:
    outer = replace(
        ANALYSIS,
        statements=(
            *ANALYSIS.statements[:2],
            replace(
                ANALYSIS.statements[2], content=(at('told Harbour Radio that "all is well" in the May harbour'),)
            ),
        ),
    )
    done = apply(added(WELL, "an aide"), analysis=outer)
    assert said(done)[2:] == [
        ("Putin", 'told Harbour Radio that "all is well" in the May harbour'),
        ("an aide", WELL),
    ]
    assert done.quotations[1].statement == of(done, WELL)[0].id


def test_one_of_nearly_the_words_is_the_known_one() -> None:
    whole = FERRIES + '"'
    done = apply(added(whole, "Putin"))
    assert said(done) == [("Putin", whole), ("an aide", TIDE), ("Putin", WELL)]
    assert done.statements[0].id == "t1"


def test_it_is_added_though_a_person_gave_the_one_that_had_the_words_others() -> None:
    """The first part of a statement that swallowed the next speaker is cut off, the rest is another's."""
    swallowed = "The tide was high, an aide said."
    analysis = replace(
        ANALYSIS,
        statements=(
            ANALYSIS.statements[0],
            replace(ANALYSIS.statements[1], content=(at(swallowed),)),
            ANALYSIS.statements[2],
        ),
    )
    rest = "tide was high, an aide said."
    done = apply(correction(SPAN, swallowed, "an aide", "The"), added(rest, "Mara Lind"), analysis=analysis)
    assert said(done)[1:3] == [("an aide", "The"), ("Mara Lind", rest)]
    later = [correction(REJECT, rest, "Mara Lind")]
    gone = apply(
        correction(SPAN, swallowed, "an aide", "The"), added(rest, "Mara Lind"), *later, analysis=analysis
    )
    assert said(gone)[1:2] == [("an aide", "The")]
    assert len(gone.statements) == 3


def test_several_say_it_each_in_a_statement() -> None:
    done = apply(added(HARBOUR, "Mara Lind", "Ann New", "Mara Lind"))
    two = of(done, HARBOUR)
    assert [name for name, words in said(done) if words == HARBOUR] == ["Mara Lind", "Ann New"]
    assert len({each.id for each in two}) == 2
    assert (counts(done)["Mara Lind"], counts(done)["Ann New"]) == ((2, 8), (1, 4))
    more = apply(correction(SPEAKER, TIDE, "an aide\nPutin"))
    assert next(each.id for each in of(more, TIDE)) == "t2"
    assert said(more)[1:3] == [("an aide", TIDE), ("Putin", TIDE)]
    assert [each.id for each in apply(correction(SPEAKER, TIDE, "Putin\nan aide")).statements].count("t2") == 1


def test_several_are_corrected_as_one() -> None:
    two = added(HARBOUR, "Mara Lind", "Putin")
    both = "Mara Lind\nPutin"
    changed = apply(
        two,
        correction(SPAN, HARBOUR, both, "the May harbour"),
        correction(Act.VIA, HARBOUR, "an aide\nPutin", subject=both),
        correction(Act.KIND, HARBOUR, "direct", subject=both),
        correction(Act.CUE, HARBOUR, both, "told"),
    )
    lind, putin = of(changed, "the May harbour")
    assert (lind.via, putin.via) == (("s2", "s3"), ("s2",))
    assert {each.kind for each in (lind, putin)} == {StatementKind.DIRECT}
    assert {each.cue for each in (lind, putin)} == {(at("told"),)}
    assert of(apply(two, correction(REJECT, HARBOUR, both)), HARBOUR) == []
    assert len(of(apply(two, correction(REJECT, HARBOUR, both), correction(ACCEPT, HARBOUR, both)), HARBOUR)) == 2


def test_two_of_the_engines_are_one_group_unless_one_alone_is_named() -> None:
    joint = replace(
        ANALYSIS, statements=(*ANALYSIS.statements, replace(ANALYSIS.statements[0], id="t9", source_id="s2"))
    )
    both = "Mara Lind\nan aide"
    accepted = apply(correction(ACCEPT, FERRIES, both), analysis=joint)
    assert [each.checked for each in of(accepted, FERRIES)] == [True, True]
    assert of(apply(correction(REJECT, FERRIES, both), analysis=joint), FERRIES) == []
    alone = apply(correction(ACCEPT, FERRIES, "an aide"), analysis=joint)
    assert [each.checked for each in of(alone, FERRIES)] == [False, True]
    moved = apply(correction(SPAN, FERRIES, both, "The ferries"), analysis=joint)
    assert len(of(moved, "The ferries")) == 2
    left = apply(correction(REJECT, FERRIES, "Mara Lind"), analysis=joint)
    assert left.quotations[0].statement == "t9"


def test_what_was_not_said_is_shown_but_not_counted() -> None:
    done = apply(correction(Act.KIND, TIDE, "negated", subject="an aide"))
    assert done.statements[1].kind is StatementKind.NEGATED
    assert counts(done)["an aide"] == (0, 0)
    back = apply(correction(Act.KIND, TIDE, "negated", subject="an aide"), correction(Act.KIND, TIDE, "indirect"))
    assert counts(back)["an aide"] == (1, 4)
    engine = replace(
        ANALYSIS,
        statements=(
            ANALYSIS.statements[0],
            replace(ANALYSIS.statements[1], kind=StatementKind.NEGATED),
            ANALYSIS.statements[2],
        ),
    )
    moved = apply(correction(SPAN, TIDE, "an aide", "The tide"), analysis=engine)
    assert moved.statements[1].kind is StatementKind.NEGATED
    assert apply(correction(Act.KIND, TIDE, "shouted")).statements[1].kind is StatementKind.INDIRECT


def test_a_chain_is_set_and_taken_away() -> None:
    assert apply(correction(Act.VIA, WELL, "", subject="Putin")).statements[2].via == ()
    chain = apply(correction(Act.VIA, WELL, "RIA\nan aide", subject="Putin"))
    names = {source.id: source.name for source in chain.sources}
    assert [names[each] for each in chain.statements[2].via] == ["RIA", "an aide"]
    assert counts(chain)["RIA"] == (0, 0)


def test_withdrawing_the_speaker_gives_the_engines_back_whatever_else_was_corrected() -> None:
    """Other words, a chain or a kind say who spoke only in case a later analysis does not find it."""
    others = [
        correction(SPAN, TIDE, "an aide", "The tide"),
        correction(Act.KIND, TIDE, "direct", subject="an aide"),
        correction(Act.VIA, TIDE, "Putin", subject="an aide"),
    ]
    speaker = correction(SPEAKER, TIDE, "Ann New")
    assert ("Ann New", "The tide") in said(apply(speaker, *others))
    assert ("an aide", "The tide") in said(apply(*others))
    assert ("an aide", "The tide") in said(apply(*others, analysis=NONE))


def test_a_name_that_a_person_marked_is_no_other_name_at_once() -> None:
    harbour = replace(
        ANALYSIS,
        entities=(
            *ANALYSIS.entities,
            replace(ANALYSIS.entities[0], id="e3", name="Radio", mentions=(at("Radio"),)),
        ),
    )
    whole = correction(TYPE, "Harbour Radio", "organisation", "Harbour Radio", thing=ENTITY)
    done = apply(whole, analysis=harbour)
    assert [each.name for each in done.entities] == ["Mara Lind", "May", "Harbour Radio"]
    gone = correction(REJECT, "Harbour Radio", "organisation", thing=ENTITY)
    assert apply(whole, gone, analysis=harbour).entities == harbour.entities


SPEAKERS = st.lists(st.sampled_from(["Mara Lind", "Putin", "Ann New"]), min_size=1, max_size=3, unique=True)
WORDS = st.sampled_from([HARBOUR, "told Harbour Radio", "The tide was", "an aide", '"The ferries'])
FOUND = st.lists(st.sampled_from(ANALYSIS.statements), unique=True).map(
    lambda found: replace(ANALYSIS, statements=tuple(sorted(found, key=lambda each: each.id)))
)


@given(WORDS, SPEAKERS, st.sampled_from([*StatementKind]), FOUND)
def test_what_a_person_added_holds_in_every_analysis(
    words: str, speakers: Sequence[str], kind: StatementKind, analysis: Analysis
) -> None:
    names = "\n".join(speakers)
    acts = [
        added(words, *speakers),
        correction(Act.VIA, words, "an aide", subject=names),
        correction(Act.KIND, words, kind, subject=names),
    ]
    done = apply(*acts, analysis=analysis)
    called = {source.id: source.name for source in done.sources}
    made = of(done, words)
    assert [called[each.source_id or ""] for each in made] == speakers
    assert {each.kind for each in made} == {kind}
    assert all([called[via] for via in each.via] == ["an aide"] for each in made)
    untouched = [each for each in done.statements if each not in made]
    assert untouched == list(analysis.statements)


@given(WORDS, SPEAKERS, FOUND)
def test_groups_say_what_corrections_are_anchored_at(
    words: str, speakers: Sequence[str], analysis: Analysis
) -> None:
    acts = [added(words, *speakers), correction(SPAN, words, "\n".join(speakers), "all is")]
    groups = groups_of(analysis, TEXT, acts)
    (own,) = [group for group in groups if group.key == at(words)]
    assert own.extent == at("all is")
    assert own.speakers.split("\n") == speakers
    statements = [each for group in groups for each in group.statements]
    assert sorted(each.id for each in statements) == sorted(
        each.id for each in corrected(analysis, TEXT, acts).statements
    )
