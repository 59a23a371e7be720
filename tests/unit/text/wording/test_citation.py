"""Words as they are passed on."""

from __future__ import annotations

from reader.model.document import Document
from reader.text.wording.citation import address, cited


def test_words_are_cited_to_the_letter_with_all_that_is_known() -> None:
    document = Document(1, "Ferries\nstop", "Daily", (), "2024-06-18T10:00:00Z", "https://d.example/1", None, "")
    assert cited("“no  more\nboats”", "Anna Berg", document) == (
        "“no  more\nboats” — Anna Berg, “Ferries stop”, Daily, 18 June 2024, https://d.example/1"
    )


def test_what_is_not_known_is_left_out() -> None:
    assert cited("“no”", "", Document(1, "", None, (), None, None, None, "")) == "“no”"


def test_what_is_not_the_text_itself_has_nothing_that_acts() -> None:
    hostile = "a\x1b]52;c;\x07\u202eb"
    document = Document(1, hostile, hostile, (), None, f"https://d.example/ x{hostile}", None, "")
    words = cited(f"“{hostile}”", hostile, document)
    where = words.removeprefix(f"“{hostile}” — ")
    assert where == ("a␛]52;c;␇·b, “a␛]52;c;␇·b”, a␛]52;c;␇·b, https://d.example/%20xa%1B]52;c;%07%E2%80%AEb")


def test_an_address_without_such_is_left_alone() -> None:
    for url in ("https://münchen.example/ä?q=a+b&c=%20#f", "http://[::1]:80/x", "", "file:///etc/passwd"):
        assert address(url) == url
    assert address("\ud800") == "%3F"
