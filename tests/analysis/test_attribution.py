"""Who says what, one phenomenon a group; each passage says what must be found in it, or that nothing must."""

from __future__ import annotations

import pytest

from reader.model.analysis import QuotationRole, StatementKind
from reader.model.document import BlockKind
from tests.analysis.conftest import Read

DIRECT = [
    ('"The harbour will reopen in May," Anna Berg said.', "The harbour will reopen in May,", "Anna Berg"),
    ('"The harbour will reopen," said Anna Berg, who runs it.', "The harbour will reopen,", "Anna Berg"),
    ('Anna Berg said, "The harbour will reopen in May."', "The harbour will reopen in May.", "Anna Berg"),
    ('Anna Berg told reporters on Friday: "We open in May."', "We open in May.", "Anna Berg"),
    ('"Is the harbour open?" Anna Berg asked.', "Is the harbour open?", "Anna Berg"),
    ("‘The harbour will reopen’, Anna Berg said.", "The harbour will reopen", "Anna Berg"),
    ("“It rains. It pours. The roof leaks,” Anna Berg said.", "It rains. It pours. The roof leaks,", "Anna Berg"),
    ('"We are ruined," shouted the owner of the boat.', "We are ruined,", "the owner of the boat"),
]


@pytest.mark.parametrize(("text", "content", "name"), DIRECT)
def test_a_quotation_beside_its_cue(read: Read, text: str, content: str, name: str) -> None:
    found = read(text)
    statement = found.statement(content)
    assert found.words(statement.content) == [content]
    assert found.by(content) == name
    assert statement.kind is StatementKind.DIRECT
    assert statement.confidence > 0.75


SPLIT = [
    ('"The pier is old," Anna Berg said. "It will fall."', ["The pier is old,", "It will fall."]),
    ('"The pier," Anna Berg said, "is old and weak."', ["The pier,", "is old and weak."]),
    ('"I like the pier," Anna Berg said, but "when it storms, it moves."', None),
    (
        '"The pier is old," Anna Berg said. "It will fall. It must go."',
        ["The pier is old,", "It will fall. It must go."],
    ),
]


@pytest.mark.parametrize(("text", "parts"), SPLIT)
def test_a_quotation_split_by_its_cue_is_one_statement(read: Read, text: str, parts: list[str] | None) -> None:
    found = read(text)
    (statement,) = found.analysis.statements
    assert len(statement.content) == 2
    assert parts is None or found.words(statement.content) == parts
    assert found.name(statement.source_id) == "Anna Berg"


CLAUSES = [
    ("Anna Berg said that the pier would be closed.", "the pier would be closed", "Anna Berg"),
    ("Anna Berg said the pier would be closed in winter.", "the pier would be closed in winter", "Anna Berg"),
    ("The pier will be closed, Anna Berg said.", "The pier will be closed", "Anna Berg"),
    ("According to Anna Berg, the pier will be closed.", "the pier will be closed", "Anna Berg"),
    ("The pier will be closed, according to Anna Berg.", "The pier will be closed", "Anna Berg"),
    ("Anna Berg, who has run the port since 1990, said the pier is safe.", "the pier is safe", "Anna Berg"),
    ("Anna Berg promised to repair the pier.", "to repair the pier", "Anna Berg"),
    ("Anna Berg believes that the pier is safe.", "the pier is safe", "Anna Berg"),
    ("Anna Berg has claimed that the pier is safe.", "the pier is safe", "Anna Berg"),
]


@pytest.mark.parametrize(("text", "content", "name"), CLAUSES)
def test_what_is_reported_in_the_words_of_the_article(read: Read, text: str, content: str, name: str) -> None:
    found = read(text)
    statement = found.statement(content)
    assert found.words(statement.content) == [content]
    assert found.by(content) == name
    assert statement.kind is StatementKind.INDIRECT


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ('Anna Berg said the pier was "a danger to all" in winter.', 'the pier was "a danger to all"'),
        ('Anna Berg called the plan "absurd".', "absurd"),
        ('The trip "will bring us together", Anna Berg wrote.', 'The trip "will bring us together'),
    ],
)
def test_a_quotation_woven_into_a_sentence_makes_it_mixed(read: Read, text: str, part: str) -> None:
    found = read(text)
    assert found.statement(part).kind is StatementKind.MIXED
    assert found.by(part) == "Anna Berg"


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Anna Berg called it “a loss for the town”.", "a loss for the town"),
        ("Anna Berg described them as “wolves” on Monday.", "wolves"),
        ("The plan “is dead,” Anna Berg said.", "The plan “is dead,”"),
        ("Anna Berg branded the mayor a “liar”.", "the mayor a “liar”"),
        ("Anna Berg said “the crane” would go to “a better place”.", "“the crane” would go to “a better place”"),
        ("Anna Berg said that the bank “does not discuss clients.”", "the bank “does not discuss clients.”"),
    ],
)
def test_the_marks_of_a_quotation_are_both_in_the_content_or_both_out(read: Read, text: str, content: str) -> None:
    found = read(text)
    statement = found.statement(content)
    assert found.words(statement.content) == [content]
    assert statement.kind is (StatementKind.MIXED if "”" in content else StatementKind.DIRECT)


def test_a_second_report_in_one_sentence_is_a_statement_of_its_own(read: Read) -> None:
    found = read('"The pier is old," Anna Berg said, adding that the port had no money.')
    assert found.words(found.statement("pier is old").content) == ["The pier is old,"]
    assert found.by("the port had no money") == "Anna Berg"


@pytest.mark.parametrize(
    ("text", "outer", "name", "inner"),
    [
        (
            'Anna Berg told the court that the captain had shouted: "We are sinking."',
            'the captain had shouted: "We are sinking."',
            "the captain",
            "We are sinking.",
        ),
        (
            'Anna Berg said that Karl Moos told reporters, "The pier is closed."',
            'Karl Moos told reporters, "The pier is closed."',
            "Karl Moos",
            "The pier is closed.",
        ),
        (
            'Anna Berg said Karl Moos had said "the pier is closed for good".',
            'Karl Moos had said "the pier is closed for good"',
            "Karl Moos",
            "the pier is closed for good",
        ),
    ],
)
def test_speech_inside_a_report_is_kept_beside_it_by_way_of_whoever_reports_it(
    read: Read, text: str, outer: str, name: str, inner: str
) -> None:
    found = read(text)
    assert found.said() == [("Anna Berg", [outer]), (name, [inner])]
    assert found.analysis.statements[1].via == (found.analysis.statements[0].source_id,)


def test_what_else_is_done_is_no_part_of_what_is_said(read: Read) -> None:
    found = read("Norway has called these claims “absurd” and thanked Sweden for its help.")
    assert found.words(found.statement("absurd").content) == ["these claims “absurd”"]


def test_speakers_joined_by_and_each_say_it(read: Read) -> None:
    found = read("Oslo, Stockholm and Helsinki have claimed that the cable was cut on purpose.")
    assert [name for name, _ in found.said()] == ["Oslo", "Stockholm", "Helsinki"]
    assert {tuple(words) for _, words in found.said()} == {("the cable was cut on purpose",)}


CHAINS = [
    ('"The war is over," the minister wrote, Reuters reported.', "The war is over,", "the minister", ["Reuters"]),
    (
        "Anna Berg was quoted as saying by state-run news agencies that the cable was cut.",
        "the cable was cut",
        "Anna Berg",
        ["state-run news agencies"],
    ),
    (
        "Citing a palace aide, Swedish newspapers reported that the king will travel.",
        "the king will travel",
        "a palace aide",
        ["Swedish newspapers"],
    ),
    ('"The cable was cut," Anna Berg told Reuters.', "The cable was cut,", "Anna Berg", ["Reuters"]),
]


@pytest.mark.parametrize(("text", "part", "name", "via"), CHAINS)
def test_who_passed_it_on(read: Read, text: str, part: str, name: str, via: list[str]) -> None:
    found = read(text)
    assert found.by(part) == name
    assert found.via(part) == via


def test_an_agency_that_reports_on_its_own_word_is_the_source(read: Read) -> None:
    found = read("The visit is aimed at closer ties, AFP reported.")
    assert found.by("closer ties") == "AFP"
    assert found.via("closer ties") == []


def test_speech_over_several_paragraphs_is_one_statement(read: Read) -> None:
    found = read("“The pier is old,” Anna Berg said. “It has stood for a century.", "“It must come down now.”")
    statement = found.statement("It must come down now.")
    assert len(statement.content) == 3
    assert found.by("It must come down now.") == "Anna Berg"


def test_a_paragraph_that_ends_in_a_colon_leads_to_the_next(read: Read) -> None:
    found = read("In the evening Anna Berg wrote to her staff:", "“The pier is closed. Go home.”")
    assert found.by("The pier is closed.") == "Anna Berg"
    assert found.statement("The pier is closed.").rule == "lead-in"


def test_a_block_quote_after_a_lead_in(read: Read) -> None:
    found = read("Anna Berg wrote:", "The pier is closed.", kinds={1: BlockKind.BLOCK_QUOTE})
    assert found.by("The pier is closed") == "Anna Berg"


def test_speech_that_a_new_paragraph_goes_on_with_is_one_statement_but_less_sure(read: Read) -> None:
    found = read("“The pier is old,” Anna Berg said.", "“We will build another one next year.”")
    statement = found.statement("We will build")
    assert found.words(statement.content) == ["The pier is old,", "We will build another one next year."]
    assert found.by("We will build") == "Anna Berg"
    alone = read("“The pier is old,” Anna Berg said.")
    assert statement.confidence < alone.statement("The pier").confidence


def test_an_answer_without_a_cue_is_a_statement_of_its_own_and_names_nobody_there(read: Read) -> None:
    found = read("“Is the pier old?” Anna Berg asked.", "“It has stood for a century.”")
    statement = found.statement("It has stood")
    assert found.words(statement.content) == ["It has stood for a century."]
    assert statement.source_mention == ()
    assert statement.confidence < 0.6


def test_any_verb_between_a_quotation_and_a_name_is_a_cue(read: Read) -> None:
    found = read("“The pier is closed,” Anna Berg barked. “Go home.”")
    assert found.by("Go home.") == "Anna Berg"
    assert found.words(found.statement("Go home.").content) == ["The pier is closed,", "Go home."]


def test_a_verb_without_a_subject_takes_that_of_the_cue_before(read: Read) -> None:
    found = read("Anna Berg said the pier would close, adding, “Nobody was hurt.”")
    assert found.by("Nobody was hurt.") == "Anna Berg"


def test_a_lead_in_gives_way_to_the_cue_that_a_comma_ties_to_the_quotation(read: Read) -> None:
    found = read("The harbour master said it would be a long winter: “We shall need boats,” Anna Berg wrote.")
    assert found.by("We shall need boats") == "Anna Berg"


def test_a_participle_behind_the_sentence_is_the_main_subjects(read: Read) -> None:
    found = read("Anna Berg refused to pay a builder who cheated the town, saying, “He did a bad job.”")
    assert found.by("He did a bad job.") == "Anna Berg"


def test_a_name_between_commas_speaks_for_its_role(read: Read) -> None:
    found = read("In a statement to the paper, her senior adviser, Ole Krag, said: “The pier is closed.”")
    assert found.by("The pier is closed.") == "Ole Krag"


def test_quotations_that_only_and_parts_share_their_cue(read: Read) -> None:
    found = read("Anna Berg told the crowd, “The pier is closed,” and, “Go home.”")
    assert found.words(found.statement("Go home.").content) == ["The pier is closed,", "Go home."]


def test_a_quotation_is_held_with_the_words_that_end_its_clause(read: Read) -> None:
    found = read("Anna Berg said that “of course we will defend the pier” against the winter storms.")
    assert found.words(found.statement("of course").content)[0].endswith("against the winter storms")


def test_a_name_and_a_colon_after_a_dash_lead_to_a_quotation(read: Read) -> None:
    found = read("The piers are rotten - Anna Berg: “One of the lessons was a simple one.”")
    assert found.by("One of the lessons") == "Anna Berg"


@pytest.mark.parametrize("dash", [" — ", "― ", " – "])
def test_a_signature_begins_with_any_dash(read: Read, dash: str) -> None:
    found = read(f"“The pier should have gone years ago.”{dash}Anna Berg")
    assert found.by("The pier should") == "Anna Berg"


def test_brackets_behind_a_name_are_no_speaker(read: Read) -> None:
    found = read("“The bill is dead,” Rep. Anna Berg (D-Ohio) said in a phone interview.")
    assert found.by("The bill is dead") == "Anna Berg"


def test_a_signed_quotation(read: Read) -> None:
    found = read("“The pier should have gone years ago.” — Anna Berg")
    assert found.by("The pier should") == "Anna Berg"
    assert found.statement("The pier should").rule == "signed"


def test_a_transcript(read: Read) -> None:
    found = read("BERG: Is the pier safe?", "HOLM: No, it is not. I would not walk on it.", "BERG: Thank you.")
    assert [words for _, words in found.said()] == [
        ["Is the pier safe?"],
        ["No, it is not. I would not walk on it."],
        ["Thank you."],
    ]
    assert found.analysis.statements[0].source_id == found.analysis.statements[2].source_id
    assert found.analysis.statements[0].source_id != found.analysis.statements[1].source_id


@pytest.mark.parametrize(
    "text",
    [
        "The pier was closed in winter and opened in spring.",
        "If Anna Berg says that the pier is safe, nobody will listen.",
        "The rain means that the pier is wet.",
        "Anna Berg talked with a friend in Oslo.",
    ],
)
def test_nothing_is_reported(read: Read, text: str) -> None:
    assert read(text).said() == []


def test_headings_report_and_their_quotations_stay_headline_quotations(read: Read) -> None:
    found = read("Berg says pier is 'Safe Enough' for all", "The pier is open.", headline=True)
    assert found.by("pier is 'Safe Enough' for all") == "Berg"
    assert [quotation.role for quotation in found.analysis.quotations] == [QuotationRole.HEADLINE]


def test_a_heading_may_name_its_source_before_a_colon(read: Read) -> None:
    found = read("Harbour master: Pier will not last the winter", "The harbour master is new.", headline=True)
    assert found.said() == [("Harbour master", ["Pier will not last the winter"])]
    assert found.analysis.statements[0].rule == "heading"


@pytest.mark.parametrize("label", ["Watch", "Latest updates", "Bridge opened"])
def test_a_label_that_is_no_source_says_nothing(read: Read, label: str) -> None:
    found = read(f"{label}: Pier will not last the winter", "Ships pass it.", headline=True)
    assert found.said() == []


def test_nothing_goes_on_from_a_heading(read: Read) -> None:
    found = read("Anna Berg says the pier is old", '"It leans."', headline=True)
    assert found.by("It leans.") is None


def test_every_statement_names_its_rule_and_cue(read: Read) -> None:
    found = read('"The pier is old," Anna Berg said. According to the mayor, it is safe. He promised to go there.')
    assert [s.rule for s in found.analysis.statements] == ["quotation-cue", "according-to", "cue-infinitive"]
    assert [found.words(s.cue) for s in found.analysis.statements] == [["said"], ["According to"], ["promised"]]


def test_a_reported_sentence_names_the_speaker_of_the_quotation_behind_it(read: Read) -> None:
    found = read("Berg also said the pier was a business.", "“As a way to sell it, she painted it blue and pink.”")
    assert found.by("As a way") == "Berg"


def test_a_new_voice_after_closed_speech_is_not_joined_to_it(read: Read) -> None:
    found = read(
        "“What is dangerous is the pier,” Anna Berg said.", "“It was a big year!” He walked away over the ice."
    )
    assert all("What is dangerous" not in words for words in found.words(found.statement("a big year").content))


def test_a_block_quote_that_holds_quotations_is_read_for_its_own_cues(read: Read) -> None:
    found = read(
        "Anna Berg left early.",
        "“The pier is closed to everybody.” Ole Krag said, “We shall need boats.”",
        kinds={1: BlockKind.BLOCK_QUOTE},
    )
    assert found.by("We shall need boats.") == "Ole Krag"


def test_a_quotation_cut_by_its_cue_and_a_participle_is_one_statement(read: Read) -> None:
    found = read("“Every time you say that,” Berg said, referring to the excuse, “you help the storm.”")
    assert len(found.statement("Every time").content) == 2


def test_a_signed_quotation_may_look_like_a_heading(read: Read) -> None:
    found = read("“The most unqualified captain.” ― Francisco Herrero", kinds={0: BlockKind.SUBHEADING})
    assert found.by("The most unqualified") == "Francisco Herrero"


def test_a_cue_and_a_comma_at_a_paragraphs_end_lead_to_the_next(read: Read) -> None:
    found = read("Berg knew the pier. Berg stated,", "“The pier is closed.”")
    assert found.by("The pier is closed.") == "Berg"
    assert found.statement("The pier is closed.").rule == "lead-in"


@pytest.mark.parametrize("break_", ["* * *", "# # #", "—", "…", "======", "1 2 3", "[ ]", "•"])
@pytest.mark.parametrize(
    "before", ["“I will not go.”", "Anna Berg walked in.", "Anna Berg said: “I will not go.”"]
)
def test_a_paragraph_without_words_stands_anywhere(read: Read, before: str, break_: str) -> None:
    found = read(before, break_, "“We stay here,” said Karl Roth.", break_)
    assert found.by("We stay here") == "Karl Roth"


@pytest.mark.parametrize("text", ["Of saying nothing she was proud.", "Nor said he that.", "Nor says she."])
def test_a_cue_may_be_among_the_first_words(read: Read, text: str) -> None:
    assert all("proud" not in " ".join(words) for _, words in read(text).said())
