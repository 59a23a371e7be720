from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model.errors import IngestError
from tests.unit.ingest.shape import assert_sound, kinds, read, shape

PARAGRAPH = "The wall will be raised by a metre, the mayor said on Monday, after the third flood in two years."


@given(st.text(alphabet=st.sampled_from("ab \n\n#>-*_`[](){}|<>!&;1.\\~:=\t'\"\u2028é"), max_size=200))
def test_any_markdown_is_covered_by_its_blocks(source: str) -> None:
    with suppress(IngestError):
        assert_sound(read(source, "a.md"))


def test_blocks_and_markup() -> None:
    article = read(
        "# Wall to *rise*\n\nA **bold [mayor](https://example.org/m?a=1)** and\n`code` &amp; \\*stars\\*.\n\n"
        "> A quote\n> goes on.\n>\n> Twice.\n\n- one\n- two\n\n  more\n\n3. three\n4. four\n\n## Below\n\n"
        "```\n  x = 1\n\ny\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n***\n\nLast.",
        "a.md",
    )
    assert shape(article) == [
        ("headline", "Wall to rise"),
        ("paragraph", "A bold mayor and code & *stars*."),
        ("block quote", "A quote goes on."),
        ("block quote", "Twice."),
        ("list item", "one"),
        ("list item", "two"),
        ("paragraph", "more"),
        ("list item", "3. three"),
        ("list item", "4. four"),
        ("subheading", "Below"),
        ("code", "  x = 1\n\ny"),
        ("paragraph", "a · b"),
        ("paragraph", "1 · 2"),
        ("paragraph", "Last."),
    ]
    assert [(m.kind.value, m.span.of(article.text), m.target) for m in article.markups] == [
        ("emphasis", "rise", None),
        ("link", "mayor", "https://example.org/m?a=1"),
        ("strong", "bold mayor", None),
        ("code", "code", None),
    ]
    assert article.text == "\n\n".join(words for _, words in shape(article))


def test_front_matter_gives_the_metadata() -> None:
    article = read(
        "---\ntitle: 'Wall to be raised'\ndate: 2021-05-03T10:15:00+01:00\nsource: Harbour Press\n"
        "url: https://example.org/wall\nauthors:\n  - Ann Lee\n  - name: Bo Day\n---\n\n"
        f"# Wall to be raised\n\nMonday, May 3, 2021\n\n{PARAGRAPH}\n",
        "a.md",
    )
    assert (article.title, article.outlet, article.url) == (
        "Wall to be raised",
        "Harbour Press",
        "https://example.org/wall",
    )
    assert article.authors == ("Ann Lee", "Bo Day")
    assert article.published == "2021-05-03T10:15:00+01:00"
    assert kinds(article) == ["headline", "dateline", "paragraph"]


def test_a_title_without_heading_becomes_the_headline() -> None:
    article = read(f"---\ntitle: Wall to be raised\n---\n{PARAGRAPH} *So* it is.\n\n## Below\n\nMore.", "a.md")
    assert kinds(article) == ["headline", "paragraph", "subheading", "paragraph"]
    assert article.text.startswith("Wall to be raised\n\nThe wall")
    assert article.markups[0].span.of(article.text) == "So"


def test_a_heading_above_the_report_is_the_headline_whatever_the_title() -> None:
    article = read(f"---\ntitle: Wall\n---\n# Town raises its wall\n\n{PARAGRAPH}", "a.md")
    assert article.title == "Town raises its wall"
    assert kinds(article) == ["headline", "paragraph"]


def test_an_emphasised_line_below_the_headline_is_a_standfirst() -> None:
    assert kinds(read(f"# Wall\n\n*The mayor sees no other way.*\n\n{PARAGRAPH}", "a.md"))[1] == "standfirst"
    assert kinds(read(f"# Wall\n\nThe mayor sees no other way.\n\n{PARAGRAPH}", "a.md"))[1] == "paragraph"


def test_malformed_front_matter_is_read_by_line() -> None:
    article = read(f"---\ntitle: Wall: to rise\nauthor: [Ann Lee, Bo Day\ndate: 99\n---\n{PARAGRAPH}", "a.md")
    assert article.title == "Wall: to rise"
    assert article.authors == ("Ann Lee", "Bo Day")
    assert article.published is None


def test_what_is_not_front_matter_stays_in_the_text() -> None:
    assert "some words" in read(f"---\nsome words that are\nno fields at all\n---\n{PARAGRAPH}", "a.md").text
    assert "never closed" in read(f"---\ntitle: never closed\n\n{PARAGRAPH}", "a.md").text


def test_only_the_words_of_html_are_kept() -> None:
    article = read(
        "A <b>bold</b> word<br>here <!-- hidden -->\n\n<div onclick='x()'>A <i>block</i></div>\n", "a.md"
    )
    assert [words.split() for _, words in shape(article)] == [["A", "bold", "word", "here"], ["A", "block"]]
    assert "evil" not in read("Words.\n\n<script>\nevil()\n</script>\n", "a.md").text


def test_grave_accents_inside_words_are_apostrophes() -> None:
    article = read("They can`t say and don`t know.", "a.md")
    assert article.text == "They can`t say and don`t know."
    assert article.markups == ()


def test_markup_of_other_programs_is_text() -> None:
    assert (
        read("A [red]word[/] and [@click=quit]more[/]", "a.md").text == "A [red]word[/] and [@click=quit]more[/]"
    )


def test_text_that_the_parser_cannot_handle_is_read_as_plain_text() -> None:
    deep = read(">" * 200 + " deep", "a.md")
    assert deep.text.endswith("deep")
    assert deep.provenance.format == "text"
    assert read("[" * 30_000, "a.md").provenance.format == "text"
    assert read("a " * 1_000_001, "a.md").provenance.format == "text"


def test_markdown_without_words_is_refused() -> None:
    with pytest.raises(IngestError, match=r"^rule\.md: it holds no words"):
        read("***\n", "rule.md")
