from hypothesis import given
from hypothesis import strategies as st

from reader.model.document import BlockKind
from reader.model.errors import IngestError
from tests.unit.ingest.shape import assert_sound, kinds, read, shape

BODY = (
    "The wall will be raised by a metre, the mayor said on Monday, after the third flood in two years had left "
    "the lower street under water for a week."
)
LAST = "The council meets again on Friday to hear what the people of the lower street have to say about it."
MORE = "Engineers warned that the work would take until the end of next year, and that nobody had yet paid for it."


@given(
    st.text(
        alphabet=st.one_of(
            st.sampled_from('\n\n\n\r \t->*•1.aB"”:\x0b\x0c\x1c\x85\u2028\u2029\ufeff'),
            st.characters(codec="utf-8"),
        )
    )
)
def test_any_text_is_covered_by_its_blocks(text: str) -> None:
    try:
        article = read(text)
    except IngestError:
        assert not text.strip("\ufeff").strip() or "\0" in text
        return
    assert_sound(article)
    # Text that is long enough and has a zero byte in every other place is read as UTF-16.
    if "\r" not in text and "\0" not in text and not text.startswith("\ufeff"):
        assert article.text == text


def test_text_is_the_files_own() -> None:
    source = "  A first line\n\n\tSecond.\x0c\x1b[31m\u202e  \n\n"
    assert read(source).text == source


def test_line_ends_of_other_systems() -> None:
    assert read("Head\r\n\r\nBody.\r\n").text == "Head\n\nBody.\n"
    assert read("Head\r\rBody.\r").text == "Head\n\nBody.\n"
    assert read("One\rtwo\nthree.").text == "One\rtwo\nthree."


def test_a_byte_order_mark_is_not_text() -> None:
    assert read(b"\xef\xbb\xbfWords.").text == "Words."


def test_a_line_may_be_a_paragraph() -> None:
    article = read(f"Town Will Raise Its Wall, Says 'Firm' Mayor\n{BODY}\n{MORE}\n'Nobody Paid'\n{LAST}\n{LAST}")
    assert kinds(article) == ["headline", "paragraph", "paragraph", "subheading", "paragraph", "paragraph"]
    assert article.title == "Town Will Raise Its Wall, Says 'Firm' Mayor"


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    wrapped = (
        "Town will raise its wall\n\n"
        "The wall will be raised by a metre, the mayor said on Monday, after the\n"
        "third flood in two years. Engineers in London warned that it would take\n"
        "until the end of next year, and that nobody had yet paid for any of it.\n"
        "Mayor Ann Lee did not answer them.\n"
        "    The council meets again on Friday to hear what the engineers and the\n"
        "people of the lower street have to say.\n"
    )
    article = read(wrapped)
    assert kinds(article) == ["headline", "paragraph", "paragraph"]
    assert article.blocks[1].span.of(article.text).endswith("answer them.")


def test_a_line_that_continues_in_lower_case_begins_no_paragraph() -> None:
    assert kinds(read(f"{BODY}\n\nA note that somebody\nbroke\nby hand.\n\n{MORE}")) == ["paragraph"] * 3


def test_the_whole_head() -> None:
    article = read(
        "Town will raise its wall\n\nThe mayor sees no other way; engineers do.\n\n"
        "By Ann Lee and Bo Day, Harbour Press\n"
        f"Published 3 May 2021, 10:15 GMT\n\nLONDON (Reuters) - {BODY}\n\n{MORE}"
    )
    assert kinds(article) == ["headline", "standfirst", "byline", "dateline", "paragraph", "paragraph"]
    assert article.authors == ("Ann Lee", "Bo Day")
    assert article.published == "2021-05-03"


def test_a_headline_may_end_in_punctuation() -> None:
    for headline in (
        "Will the wall hold?",
        "The wall holds!",
        "Rep. Lee to back the wall.",
        "Wall Falls Overnight. Town Wakes Up To Water.",
        "Mayor calls flood 'a warning.'",
        "Ann Lee: EXCLUSIVE – the wall",
    ):
        assert kinds(read(f"{headline}\n\n{BODY}\n\n{MORE}"))[0] == "headline", headline


def test_an_article_without_headline_has_none() -> None:
    assert "headline" not in kinds(read(f"{BODY}\n\n{MORE}"))
    assert "headline" not in kinds(read(f"LONDON (AP) - The wall falls.\n\n{BODY}"))
    assert kinds(read("It rained.")) == ["paragraph"]


def test_title_without_headline_is_the_first_words() -> None:
    title = read(f"{BODY}\n\n{MORE}").title
    assert title.endswith("…")
    assert BODY.startswith(title[:-1])
    assert read("***", "night.txt").title == "night"


def test_a_standfirst_needs_evidence() -> None:
    assert kinds(read(f"Wall to be raised\n\nThe town is wet.\n\n{BODY}"))[1] == "paragraph"
    assert kinds(read(f"Wall to be raised;\nThe town is wet.\n\n{BODY}"))[:2] == ["headline", "standfirst"]
    repeated = "The wall will be raised by a metre, the mayor said on Monday."
    assert (
        kinds(read(f"Wall to be raised\n{repeated}\nA week ago the sea came in.\n{BODY}\n{MORE}"))[1]
        == "standfirst"
    )
    assert kinds(read(f"Wall to be raised\n\nThe town is wet.\n\nLONDON — {BODY}"))[1] == "standfirst"


def test_datelines_and_bylines_of_many_kinds() -> None:
    for line, kind in {
        "Saturday, October 9, 2010": "dateline",
        "LONDON, Jan 5 (Reuters)": "dateline",
        "Last updated: 5th of May 2021 at 6.30pm BST": "dateline",
        "By the Way": "standfirst",
        "By Monday, May 3 the wall fell": "standfirst",
        "BY ANN LEE": "byline",
        "By Ann Lee | Harbour Press": "byline",
        "By Ludwig van der Berg in Paris and Bo Day": "byline",
        "Ann Lee in London": "byline",
    }.items():
        found = kinds(read(f"Wall to be raised\n\n{line}\n\n{BODY}\n\n{MORE}"))[1]
        assert (found == kind) or (kind == "standfirst" and found not in ("byline", "dateline")), line


def test_a_name_alone_is_a_byline_above_a_date() -> None:
    assert kinds(read(f"Wall to be raised\nAnn Lee\nMay 3, 2021\n{BODY}\n{MORE}"))[1:3] == ["byline", "dateline"]


def test_a_dateline_that_opens_a_paragraph_stays_in_it() -> None:
    article = read(f"Wall to be raised\n\nThursday, May 7, 2015 On Tuesday, {BODY}\n\n{MORE}")
    assert kinds(article) == ["headline", "paragraph", "paragraph"]


def test_subheadings_are_short_and_open_and_have_a_body() -> None:
    def between(line: str) -> str:
        return kinds(read(f"Wall to be raised\n\n{BODY}\n\n{line}\n\n{MORE}"))[2]

    assert between("What comes next") == "subheading"
    assert between("FULL TEXT.") == "subheading"
    for line in ("It rained.", "She said:", "“I know", "- Ann Lee", "not a heading", "@someone"):
        assert between(line) == "paragraph", line
    assert kinds(read(f"Wall to be raised\n\n{BODY}\n\nWhat comes next"))[-1] == "paragraph"


def test_lists_and_quotes() -> None:
    article = read(
        f"{BODY}\n\n- one\n- two goes\n  on here\n\n1. first\n2. second\n\n> They said\n> so.\n\n• alone\n\n{MORE}"
    )
    assert shape(article)[1:] == [
        ("list item", "- one"),
        ("list item", "- two goes\n  on here"),
        ("list item", "1. first"),
        ("list item", "2. second"),
        ("block quote", "> They said\n> so."),
        ("list item", "• alone"),
        ("paragraph", MORE),
    ]


def test_a_single_dash_is_not_a_list() -> None:
    assert kinds(read(f"{BODY}\n\n– I do not know, he said.\n\n{MORE}"))[1] == BlockKind.PARAGRAPH


def test_a_kicker_stands_above_the_headline() -> None:
    article = read(f"OPINION\nThe town that would not move\n{BODY}\n{MORE}")
    assert article.title == "The town that would not move"
