"""Words as they are passed on."""

from __future__ import annotations

from reader.model.document import Document
from reader.text.citation import cited


def test_words_are_cited_to_the_letter_with_all_that_is_known() -> None:
    document = Document(1, "Ferries\nstop", "Daily", (), "2024-06-18T10:00:00Z", "https://d.example/1", None, "")
    assert cited("no  more\nboats", "Anna Berg", document) == (
        "“no  more\nboats” — Anna Berg, “Ferries stop”, Daily, 18 June 2024, https://d.example/1"
    )


def test_what_is_not_known_is_left_out() -> None:
    assert cited("no", "", Document(1, "", None, (), None, None, None, "")) == "“no”"
