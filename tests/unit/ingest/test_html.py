import socket
from contextlib import suppress

import pytest

from reader.ingest.html import read_html
from reader.model.errors import IngestError
from tests.unit.ingest.shape import assert_sound, kinds, read, shape

PAGE = """<!DOCTYPE html><html><head><title>Wall to be raised | Harbour Press</title>
<meta property="og:site_name" content="Harbour Press"><meta name="author" content="Ann Lee; Bo Day">
<meta name="description" content="The mayor sees no other way than the wall.">
<meta property="article:published_time" content="2021-05-03"><link rel="canonical" href="https://example.org/wall">
</head><body><nav><a href="/">Home</a> <a href="/all">All the news</a></nav><article><h1>Wall to be raised</h1>
<p>The mayor sees no other way than the wall.</p>
<p>The wall will be raised by a <em>metre</em>, the <a href="https://example.org/m">mayor   said</a> on
<strong>Monday</strong>, after the third flood in two years had left the street under water.</p>
<blockquote><p>We have no choice, and everybody in this town knows it well.</p></blockquote>
<h2>What comes next</h2><p>Engineers warned that the work would take until the end of next year, and longer.</p>
<ul><li>A survey of the sea bed by divers</li><li>A vote in the council</li></ul>
<ol><li>The first stones are laid</li><li>The street is dry again</li></ol>
<p>The council meets again on Friday to hear what the people of the lower street have to say.</p>
</article><script>evil()</script><footer>All rights reserved</footer></body></html>"""


def test_a_page_keeps_its_structure_but_not_its_frame() -> None:
    article = read(PAGE, "wall.html")
    assert_sound(article)
    assert [(kind, words[:24]) for kind, words in shape(article)] == [
        ("headline", "Wall to be raised"),
        ("standfirst", "The mayor sees no other "),
        ("paragraph", "The wall will be raised "),
        ("block quote", "We have no choice, and e"),
        ("subheading", "What comes next"),
        ("paragraph", "Engineers warned that th"),
        ("list item", "A survey of the sea bed "),
        ("list item", "A vote in the council"),
        ("list item", "1. The first stones are "),
        ("list item", "2. The street is dry aga"),
        ("paragraph", "The council meets again "),
    ]
    assert [(m.kind.value, m.span.of(article.text), m.target) for m in article.markups] == [
        ("emphasis", "metre", None),
        ("link", "mayor said", "https://example.org/m"),
        ("strong", "Monday", None),
    ]
    assert "evil" not in article.text


def test_metadata_is_read_from_the_page() -> None:
    article = read(PAGE, "wall.html")
    assert (article.title, article.outlet, article.url) == (
        "Wall to be raised",
        "Harbour Press",
        "https://example.org/wall",
    )
    assert article.authors == ("Ann Lee", "Bo Day")
    assert article.published == "2021-05-03"
    assert article.provenance.format == "html"


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a page was to be read without the network")

    # Loaded before, as one of its modules makes a class of sockets.
    import trafilatura  # noqa: F401

    monkeypatch.setattr(socket, "socket", refuse)
    assert read_html(PAGE, "wall.html").blocks


def test_a_page_without_heading_takes_its_title() -> None:
    article = read(
        "<html><head><title>Wall to rise</title></head><body><p>Words of the report stand here with nothing above "
        "them.</p><p>More words of the report stand here.</p></body></html>",
        "a.html",
    )
    assert kinds(article) == ["headline", "paragraph", "paragraph"]
    assert article.title == "Wall to rise"


def test_a_short_fragment_is_an_article() -> None:
    assert read("<p>Only one line.</p>", "a.html").text == "Only one line."


def test_a_declared_charset_is_used() -> None:
    source = '<html><head><meta charset="shift_jis"></head><body><p>日本語の記事です。</p></body></html>'
    article = read(source.encode("shift_jis"), "a.html")
    assert article.text == "日本語の記事です。"
    assert (article.provenance.encoding, article.provenance.encoding_guessed) == ("cp932", False)


@pytest.mark.parametrize("charset", ["idna", "rot13", "unicode_escape", "utf-16", "no-such-thing", "base64"])
def test_an_unknown_charset_is_ignored(charset: str) -> None:
    source = f'<html><head><meta charset="{charset}"></head><body><p>Größe der Stadt.</p></body></html>'
    assert read(source, "a.html").text == "Größe der Stadt."


@pytest.mark.parametrize(
    "source", ["<html><head><title>T</title></head><body></body></html>", "<script>x</script>"]
)
def test_a_page_without_report_is_refused(source: str) -> None:
    with pytest.raises(IngestError, match=r"^a\.html: there is no article in this page"):
        read(source, "a.html")


def test_deep_nesting_is_survived() -> None:
    with suppress(IngestError):
        assert_sound(read("<html><body>" + "<div>" * 5000 + "<p>Words of the report stand here.</p>", "a.html"))
