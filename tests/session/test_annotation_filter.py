"""The filter language of the list of all annotations."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

from reader.session.annotation_filter import described, filter_of
from reader.store.annotations import AnnotationTable


def test_part_of_a_name_means_the_most_used_one() -> None:
    known = cast(
        AnnotationTable,
        SimpleNamespace(
            tags=lambda: ["ferry", "fern"],
            labels=lambda: ["d"],
            authors=lambda: ["Ann Lee"],
            speakers=lambda: ["Vladimir Putin", "Vlad"],
        ),
    )
    wanted = filter_of('#fer by:"ann l" said:vlad since:2024-06 harbour  office', known)
    assert (wanted.tag, wanted.author, wanted.speaker) == ("ferry", "Ann Lee", "Vlad")
    assert (wanted.since, wanted.text) == ("2024-06", "harbour office")
    assert described(wanted) == "#ferry · by Ann Lee · said by Vlad · since 2024-06"
    assert filter_of("said:nobody", known).speaker == "nobody"
    assert filter_of("", known) == filter_of("  ", known)
