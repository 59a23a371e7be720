"""The names in texts of our own, found by the analysis and by the language model alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.analysis.pipeline import Pipeline
from tests.analysis.conftest import Read
from tests.fit.entities import MODEL, OURS, TYPES, measure, read

HERE = Path(__file__).parent


@pytest.mark.parametrize("alone", [False, True], ids=["texts", "sentences"])
@pytest.mark.parametrize(("file", "least"), [("named_news.txt", 0.9), ("named_web.txt", 0.9)])
def test_no_type_is_found_worse_than_by_the_model_alone(
    pipeline: Pipeline, file: str, least: float, alone: bool
) -> None:
    scores = measure(pipeline, read(HERE / file, alone=alone))
    for kind in (*TYPES.values(), "all"):
        ours, models = scores[OURS, kind], scores[MODEL, kind]
        assert ours.f1 >= models.f1, kind
        assert ours.right * models.found >= models.right * ours.found, f"precision of {kind}"
    assert alone or scores[OURS, "all"].f1 >= least


def of_type(read: Read, kind: str, text: str) -> list[str]:
    return [each.name for each in read(text).analysis.entities if each.type == kind]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A spokesman for Harbour Lines Holding Ltd declined to comment.", ["Harbour Lines Holding Ltd"]),
        ("The port sued Vance Dredging Company Limited on Friday.", ["Vance Dredging Company Limited"]),
        ("We hired Tolland, Reeve & Partners LLP in May.", ["Tolland, Reeve & Partners LLP"]),
        ("Shares in Ostrava Wagon AG fell.", ["Ostrava Wagon AG"]),
        ("It belongs to Marsh Instruments, Inc. of Ohio.", ["Marsh Instruments, Inc."]),
        ("The letter went to the Keswick Boat Trust and to Hollin Valley College.", None),
    ],
)
def test_bodies_are_whole(read: Read, text: str, names: list[str] | None) -> None:
    expected = names or ["Keswick Boat Trust", "Hollin Valley College"]
    assert of_type(read, "organisation", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Bush spoke first. So Bush won the debate.",
        "Traci,",
        "His wife Odalys drove.",
        "Zoltan Abernethy, who runs the mill, laughed.",
        "Mr Reuters left early.",
    ],
)
def test_persons_are_no_bodies_and_no_places(read: Read, text: str) -> None:
    assert of_type(read, "person", text)
    assert not of_type(read, "place", text)
    assert not of_type(read, "organisation", text)


@pytest.mark.parametrize(
    "text",
    [
        "He was born near Sablonville in a storm.",
        "The Bergen-based firm closed.",
        "She lives in Dayton with a dog.",
        "does anyone know if canada needs a visa?",
        "They drove to Hawley, Texas, at night.",
    ],
)
def test_places_are_no_persons_and_no_bodies(read: Read, text: str) -> None:
    assert of_type(read, "place", text)
    assert not of_type(read, "person", text)
    assert not of_type(read, "organisation", text)


@pytest.mark.parametrize(
    "text",
    [
        "FYI the room is taken.",
        "See file: Agreement_v2.doc",
        "Kind Regards,",
        "Subject: the old pier",
        "This is FREE for all of us.",
        "The IPO is off.",
    ],
)
def test_what_is_no_name(read: Read, text: str) -> None:
    for kind in ("person", "organisation", "place"):
        assert not of_type(read, kind, text)


def test_words_joined_to_a_name_are_no_part_of_it(read: Read) -> None:
    assert of_type(read, "person", "It was a Clinton-era rule. A Maria Velasco-led board met in May.") == [
        "Clinton",
        "Maria Velasco",
    ]
