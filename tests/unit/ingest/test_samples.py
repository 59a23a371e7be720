"""The shipped articles: sound as articles, and between them every turn of phrase the reader is there to show."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from itertools import pairwise

import pytest

from reader.ingest.samples import articles
from reader.model.document import Article, BlockKind, MarkupKind

SAMPLES = {
    "anthony": "‘I Shall Never Pay A Dollar,’ Anthony Tells Judge",
    "wright": "Wrights Call Interviews 'Fakes Pure And Simple'",
    "eisenhower": "Eisenhower Warns Of ‘Military-Industrial Complex’",
    "challenger": "Shuttle Panel Calls Decision To Launch ‘Flawed’",
    "welcome": "Welcome to reader",
}
NEWS = [name for name in SAMPLES if name != "welcome"]
KEYS = (
    "j k space b d u G g ]q [q Tab Shift-Tab 1 2 3 h l Enter ]s [s Esc ]e [e ; , / n N * m ' ` a t ]a X v + - y & "
    ". ! T s E :corrections c \\ < > z r S ]u [u J K = o ? : U q Q"
)

PHENOMENA = [
    ("wright", "agency chain", "the brothers were quoted as saying by the Associated Press"),
    ("wright", "two sources of one statement", "Orville and Wilbur Wright said that they"),
    ("wright", "relative date", "broke their silence on Tuesday"),
    ("wright", "according to", "according to the weather bureau station at Kitty Hawk"),
    ("wright", "straight marks", '"The flights were directly against the wind."'),
    ("wright", "a document speaks, split", 'two by Wilbur Wright," the statement said. It added: "The flights'),
    ("anthony", "pronoun speaker, split", "be pronounced against me,” she said. “Your denial"),
    ("anthony", "marks within marks", "‘Resistance to tyranny is obedience to God,’” Anthony told"),
    (
        "anthony",
        "part of a sentence",
        "protested against a “high-handed outrage upon my citizen’s rights” and said",
    ),
    ("anthony", "said that", "Hunt said that he would not order her held"),
    ("eisenhower", "scare quotation", "made much of a “missile gap” with"),
    ("eisenhower", "paragraph left open", "exists and will persist.\n\n“We must never let"),
    ("eisenhower", "relative date", "on Tuesday night"),
    ("challenger", "unnamed source", "An official who took part in the inquiry said that"),
    ("challenger", "relative date", "A presidential commission said on Monday that"),
    ("challenger", "a report speaks, split", "was flawed,” the report said. “Those who"),
    ("challenger", "title of a work", "“An Accident Rooted in History,” follows"),
    ("welcome", "written word", "Thomas Jefferson wrote: “were it left to me"),
    ("welcome", "told an outlet", "Mark Twain told the New York Journal"),
]


@cache
def by_name() -> dict[str, Article]:
    return dict(zip(SAMPLES, articles(), strict=True))


def blocks(name: str, kind: BlockKind) -> list[str]:
    article = by_name()[name]
    return [block.span.of(article.text) for block in article.blocks if block.kind is kind]


def closes(text: str, opening: str, closing: str) -> bool:
    depth = 0
    for character in text:
        depth += (character == opening) - (character == closing)
        if depth not in (0, 1):
            return False
    return depth == 0


def test_five_articles_the_welcome_last() -> None:
    assert [article.title for article in articles()] == list(SAMPLES.values())


def test_news_is_added_oldest_first() -> None:
    dates = [by_name()[name].published or "" for name in NEWS]
    assert dates == sorted(dates)


@pytest.mark.parametrize("name", SAMPLES)
def test_front_matter_and_headline(name: str) -> None:
    article = by_name()[name]
    assert blocks(name, BlockKind.HEADLINE) == [SAMPLES[name]]
    assert article.outlet == "reader samples"
    assert article.authors == ()
    assert article.provenance.path is None
    assert date.fromisoformat(article.published or "")


@pytest.mark.parametrize("name", SAMPLES)
def test_length(name: str) -> None:
    fewest, most = (350, 850) if name == "welcome" else (300, 600)
    assert fewest <= len(by_name()[name].text.split()) <= most


@pytest.mark.parametrize(("name", "words"), [(name, words) for name, _, words in PHENOMENA])
def test_phenomenon(name: str, words: str) -> None:
    assert words in by_name()[name].text


@pytest.mark.parametrize("name", NEWS)
def test_headline_holds_a_quotation(name: str) -> None:
    assert re.search(r"[‘'][\w, -]+[’']", by_name()[name].title)


@pytest.mark.parametrize("name", SAMPLES)
def test_subheadings(name: str) -> None:
    assert len(blocks(name, BlockKind.SUBHEADING)) >= 2


@pytest.mark.parametrize(
    ("name", "start"), [("wright", "Success four flights"), ("challenger", "For a successful technology")]
)
def test_block_quote(name: str, start: str) -> None:
    [quote] = blocks(name, BlockKind.BLOCK_QUOTE)
    assert quote.startswith(start)


@pytest.mark.parametrize("name", SAMPLES)
def test_last_block_says_where_the_quotations_come_from(name: str) -> None:
    article = by_name()[name]
    last = article.blocks[-1].span
    assert re.search(r"\b(?:Quotations are|is quoted) from\b", last.of(article.text))
    assert any(markup.kind is MarkupKind.EMPHASIS and markup.span == last for markup in article.markups)


@pytest.mark.parametrize("name", NEWS)
def test_only_what_a_newspaper_prints(name: str) -> None:
    assert not re.findall(r"[^A-Za-z0-9 \n.,:;?!$()'\"“”‘’—-]", by_name()[name].text)


def test_welcome_has_no_other_characters_than_its_keys() -> None:
    assert not re.findall(r"[^A-Za-z0-9 \n.,:;?!()“”—&'`\[\]/*+<>=\\-]", by_name()["welcome"].text)


@pytest.mark.parametrize("name", SAMPLES)
def test_marks_are_balanced(name: str) -> None:
    article = by_name()[name]
    paragraphs = [block.span.of(article.text) for block in article.blocks]
    for paragraph, following in pairwise([*paragraphs, ""]):
        assert paragraph.count('"') % 2 == 0
        carried_on = following.startswith("“") and not closes(paragraph, "“", "”")
        assert closes(paragraph + "”" * carried_on, "“", "”")
        assert closes(re.sub(r"(?<=\w)’(?=s\b)", "", paragraph), "‘", "’")


def test_only_one_quotation_is_carried_on() -> None:
    texts = {name: by_name()[name].text for name in SAMPLES}
    carried = {name: text.count("“") - text.count("”") for name, text in texts.items()}
    assert carried == {"anthony": 0, "wright": 0, "eisenhower": 1, "challenger": 0, "welcome": 0}


def test_welcome_teaches_these_keys_in_this_order() -> None:
    article = by_name()["welcome"]
    shown = [markup.span.of(article.text) for markup in article.markups if markup.kind is MarkupKind.CODE]
    assert " ".join(dict.fromkeys(shown)) == KEYS
