"""The filter language of the list of all annotations."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

from reader.session.annotation_filter import described, filter_of
from reader.store.annotations import AnnotationTable

LABELS = {"v": "verified", "d": "disputed"}


def test_part_of_a_name_means_the_most_used_one() -> None:
    known = cast(
        AnnotationTable,
        SimpleNamespace(
            tags=lambda: ["ferry", "fern"],
            labels=lambda: ["d", "v", "from elsewhere"],
            authors=lambda: ["Ann Lee"],
            speakers=lambda: ["Vladimir Putin", "Vlad"],
        ),
    )
    wanted = filter_of('#fer by:"ann l" said:vlad since:2024-06 harbour  office', known, LABELS)
    assert (wanted.tag, wanted.author, wanted.speaker) == ("ferry", "Ann Lee", "Vlad")
    assert (wanted.since, wanted.text) == ("2024-06", "harbour office")
    assert described(wanted, LABELS) == "#ferry · by Ann Lee · said by Vlad · since 2024-06"
    assert filter_of("said:nobody", known, LABELS).speaker == "nobody"
    assert filter_of("", known, LABELS) == filter_of("  ", known, LABELS)
    for typed, label in (
        ("d", "d"),
        ("verified", "v"),
        ("veri", "v"),
        ("elsewhere", "from elsewhere"),
        ("x", "x"),
    ):
        assert filter_of(f"label:{typed}", known, LABELS).label == label
    assert described(filter_of("label:veri", known, LABELS), LABELS) == "label verified"
