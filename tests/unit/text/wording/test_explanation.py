"""Why a statement is its source's, in words."""

from reader.model.analysis import Analysis, Engine, Source, SourceKind, Statement, StatementKind
from reader.model.span import Span
from reader.text.wording.explanation import REASONS, reason, why, with_date

TEXT = "North Korea has called these claims “absurd”, AFP reported."
CUE, CLAIM = Span(12, 22), Span(37, 43)
SOURCES = (
    Source("s1", "North Korea", SourceKind.GOVERNMENT, None, None, (), 1, 1),
    Source("s2", "AFP", SourceKind.OUTLET, None, None, (), 0, 0),
    Source("s3", "experts", SourceKind.UNNAMED, None, None, (), 0, 0),
)
ANALYSIS = Analysis(Engine("test", "1", "none"), sources=SOURCES)


def statement(**changes: object) -> Statement:
    values: dict[str, object] = {
        "id": "t1", "kind": StatementKind.DIRECT, "content": (CLAIM,), "cue": (CUE,), "source_mention": (),
        "source_id": "s1", "via": (), "rule": "cue-object", "confidence": 0.9,
    }  # fmt: skip
    return Statement(**(values | changes))  # type: ignore[arg-type]  # fields of Statement


def test_a_statement_explains_itself() -> None:
    assert why(statement(), ANALYSIS, TEXT) == "“absurd” is North Korea's: subject of “has called”"


def test_what_was_not_said_is_nobodys() -> None:
    negated = statement(kind=StatementKind.NEGATED)
    assert why(negated, ANALYSIS, TEXT) == "“absurd” was not said by North Korea: subject of “has called”"
    nobody = statement(kind=StatementKind.NEGATED, source_id=None)
    assert "was not said by anybody named: " in why(nobody, ANALYSIS, TEXT)


def test_the_chain_is_told() -> None:
    assert why(statement(via=("s2",)), ANALYSIS, TEXT).endswith("; passed on by AFP")


def test_whom_else_it_may_be_is_told() -> None:
    assert why(statement(candidates=("s1", "s3")), ANALYSIS, TEXT).endswith("; may be North Korea or experts")


def test_names_in_s_and_nobody() -> None:
    assert "is experts': " in why(statement(source_id="s3"), ANALYSIS, TEXT)
    assert "is unattributed: " in why(statement(source_id=None), ANALYSIS, TEXT)


def test_what_nobody_is_named_for_says_so() -> None:
    assert reason(statement(source_id=None), TEXT) == "reported by “has called” without a source"
    assert reason(statement(source_id=None, rule="passive"), TEXT) == "“has called” without a source"


def test_a_rule_without_words_is_given_by_its_name() -> None:
    assert reason(statement(rule="some-new-rule"), TEXT) == "some new rule"


def test_long_statements_are_cut_at_a_word() -> None:
    long = "word " * 40
    words = why(statement(content=(Span(0, len(long)),), cue=()), ANALYSIS, long)
    assert words.startswith("“word word")
    assert "word…” is" in words


def test_every_reason_can_be_filled_in() -> None:
    assert all("{" not in reason(statement(rule=rule), TEXT) for rule in REASONS)


def test_an_inferred_date_tells_its_words_and_its_date_once() -> None:
    assert with_date("Tuesday", "Tuesday 18 July 2017") == "Tuesday: 18 July 2017"
    assert with_date("this\nTuesday", "Tuesday 18 July 2017") == "this Tuesday: 18 July 2017"
    assert with_date("yesterday", "Monday 17 July 2017") == "yesterday: Monday 17 July 2017"
    assert with_date("last year", "2016") == "last year: 2016"
