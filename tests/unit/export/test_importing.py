"""Imported annotations: their article, their place in it, and no duplicates."""

import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.export import parsing
from reader.export.annotated import annotated_article
from reader.export.importing import from_utf16, import_annotations
from reader.export.incoming import IncomingAnnotation
from reader.export.parsing import FormatError
from reader.export.w3c import collection
from reader.model.annotation import AnchorState, AnnotationFilter
from reader.model.document import Article, Provenance
from reader.model.span import Span
from reader.store import Added, Store
from reader.text.anchoring.anchors import anchor_of
from tests.unit.export.samples import TEXT, URL, annotation

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=40)


def parse(content: str) -> tuple[IncomingAnnotation, ...]:
    return parsing.parse(content).annotations


def library(text: str = TEXT, url: str | None = URL, title: str = "Ferry sank") -> tuple[Store, Added]:
    store = Store.in_memory()
    return store, store.add(Article(title, text, (), url=url, provenance=Provenance("/a/ferry.txt")))


def w3c(exact: str = "Nobody was hurt", **fields: object) -> str:
    selectors = [{"type": "TextQuoteSelector", "exact": exact, "prefix": "", "suffix": ""}]
    target = {"source": URL, "selector": selectors} | fields
    return json.dumps({"@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation", "target": target})


def hypothesis_file(*selectors: dict[str, object], **fields: object) -> str:
    item = {
        "id": "aBc-1", "created": "2026-01-02T03:04:05.678+00:00", "updated": "2026-02-02T03:04:05+00:00",
        "user": "acct:ann@hypothes.is", "uri": URL, "text": "Look *here*", "tags": ["x", "x", "y"],
        "document": {"title": ["Ferry sank"]}, "target": [{"source": URL, "selector": [*selectors]}],
    } | fields  # fmt: skip
    return json.dumps({"export_date": "2026-03-01", "client_version": "1", "annotations": [item]})


@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)), ANY_TEXT, st.lists(ANY_TEXT, max_size=3)),
        max_size=4,
    )
)
def test_an_export_is_imported_without_loss_or_duplicates(
    made: list[tuple[int, int, str, list[str]]],
) -> None:
    store, added = library()
    for number, (one, other, note, tags) in enumerate(made):
        span = Span(min(one, other), max(one, other))
        anchor = anchor_of(TEXT, span) if TEXT[span.start : span.end].strip() else None
        words = tuple(dict.fromkeys(tag for tag in tags if tag))
        store.annotations.save(
            replace(annotation(number + 1, None), anchor=anchor, note=note, tags=words, speaker=note, colour="red")
        )
    written = collection([annotated_article(store, added.document)])
    other_store, other = library()
    result = import_annotations(other_store, parse(written)) if made else None
    assert other_store.annotations.of(other.document.id) == store.annotations.of(added.document.id)
    if result is not None:
        assert (len(result.imported), result.known, result.orphans, result.refused) == (len(made), 0, [], [])
        again = import_annotations(other_store, parse(written))
        assert (again.imported, again.known) == ([], len(made))
        assert import_annotations(store, parse(written)).imported == []
    assert other_store.check() == []


def test_hypothesis_positions_count_utf_16_units() -> None:
    text = "🚢🚢🚢 The ferry. 🚢 The ferry. 😀 The ferry. The end."
    store, added = library(text)
    places = [n for n in range(len(text)) if text.startswith("The ferry", n)]
    for number, place in enumerate(places):
        units = len(text[:place].encode("utf-16-le")) // 2
        quote = {"type": "TextQuoteSelector", "exact": "The ferry"}
        position = {"type": "TextPositionSelector", "start": units, "end": units + 9}
        ranges = {"type": "RangeSelector", "startContainer": "/p", "startOffset": 0, "endContainer": "/p"}
        import_annotations(store, parse(hypothesis_file(ranges, position, quote, id=f"x{number}")))
    spans = [placed.placement.span for placed in store.annotations.of(added.document.id)]
    assert spans == [Span(place, place + 9) for place in places]


def test_a_hypothesis_annotation_keeps_its_fields() -> None:
    store, added = library()
    content = hypothesis_file({"type": "TextQuoteSelector", "exact": "🚢 on Monday", "prefix": "tested” "})
    result = import_annotations(store, parse(content))
    (placed,) = store.annotations.of(added.document.id)
    kept = placed.annotation
    assert (kept.note, kept.tags, kept.author) == ("Look *here*", ("x", "y"), "ann")
    assert (kept.created, kept.modified) == ("2026-01-02T03:04:05+00:00", "2026-02-02T03:04:05+00:00")
    assert kept.anchor
    assert kept.anchor.exact == "🚢 on Monday"
    assert (len(result.imported), import_annotations(store, parse(content)).known) == (1, 1)


@given(st.text(max_size=20), st.integers(0, 20))
def test_utf16_offsets_are_converted(text: str, at: int) -> None:
    offset = min(at, len(text))
    assert from_utf16(text, len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2) == offset


@pytest.mark.parametrize(
    "source", [URL, "http://www.example.org/ferry/", "https://example.org/ferry#page", "file:///a/ferry.txt"]
)
def test_an_article_is_found_by_url_and_path(source: str) -> None:
    store, added = library()
    assert len(import_annotations(store, parse(w3c(source=source))).imported) == 1
    assert len(store.annotations.of(added.document.id)) == 1


def test_an_article_is_found_by_its_title_if_only_it_has_it() -> None:
    store, _ = library()
    content = w3c(source="https://elsewhere.org/", **{"reader:title": "FERRY SANK"})
    assert len(import_annotations(store, parse(content)).imported) == 1
    store.add(Article("Ferry sank", TEXT + "More.", ()))
    assert len(import_annotations(store, parse(content.replace("elsewhere", "other"))).refused) == 1


def test_annotations_of_unknown_articles_are_refused_by_name() -> None:
    store, _ = library()
    result = import_annotations(store, parse(w3c(source="https://example.org/unknown")))
    assert result.imported == []
    assert dict(result.refused_sources()) == {"https://example.org/unknown": 1}


def test_words_in_no_version_become_an_orphan() -> None:
    store, added = library()
    result = import_annotations(store, parse(w3c("These words are gone")))
    assert len(result.orphans) == 1
    (placed,) = store.annotations.of(added.document.id)
    assert placed.placement.state is AnchorState.ORPHAN
    assert placed.annotation.anchor
    assert placed.annotation.anchor.exact == "These words are gone"
    assert store.check() == []
    changed = store.annotations.save(replace(placed.annotation, note="still there"))
    assert store.annotations.of(added.document.id)[0].annotation == changed
    newer = TEXT + "\nThese words are gone no more.\n"
    store.add(Article("Ferry sank", newer, (), url=URL, provenance=Provenance("/a/ferry.txt")))
    (placed,) = store.annotations.of(added.document.id)
    assert placed.placement.span
    assert placed.placement.span.of(newer) == "These words are gone"
    assert store.check() == []


def test_words_of_an_older_version_are_placed_in_it() -> None:
    store, added = library()
    newer = TEXT.replace("Nobody was hurt", "Two were hurt")
    store.add(Article("Ferry sank", newer, (), url=URL, provenance=Provenance("/a/ferry.txt")))
    import_annotations(store, parse(w3c()))
    (placed,) = store.annotations.of(added.document.id)
    assert placed.annotation.version_id == added.version.id


def test_an_import_never_overwrites_a_note() -> None:
    store, added = library()
    mine = store.annotations.save(annotation(1, "Nobody was hurt", note="mine"))
    theirs = replace(mine, note="theirs", revision=5)
    other, _ = library()
    other.annotations.upsert(theirs)
    result = import_annotations(store, parse(collection([annotated_article(other, added.document)])))
    assert result.beside == 1
    kept = [placed.annotation for placed in store.annotations.of(added.document.id)]
    assert {(it.note, it.beside) for it in kept} == {("theirs", ""), ("mine", mine.id)}


def test_bodies_from_other_programs_are_understood() -> None:
    store, added = library()
    page = {
        "type": "AnnotationPage",
        "items": [
            json.loads(w3c()) | {"id": "https://example.org/a/1", "bodyValue": "One"},
            json.loads(w3c("The captain"))
            | {
                "id": "https://example.org/a/2",
                "creator": "https://example.org/ann",
                "motivation": "tagging",
                "body": [{"type": "TextualBody", "value": "boats"}, "https://example.org/body"],
            },
        ],
    }
    assert len(import_annotations(store, parse(json.dumps(page))).imported) == 2
    by_words = {
        it.annotation.anchor.exact: it.annotation
        for it in store.annotations.of(added.document.id)
        if it.annotation.anchor
    }
    assert by_words["Nobody was hurt"].note == "One"
    assert by_words["The captain"].tags == ("boats",)
    assert store.annotations.count(AnnotationFilter(tag="boats")) == 1


@pytest.mark.parametrize("content", ["", "no json", "[]", "{}", '{"a": 1}', "[" * 100_000, '{"type": ["Note"]}'])
def test_other_files_are_refused(content: str) -> None:
    with pytest.raises(FormatError):
        parse(content)


@settings(max_examples=50)
@given(
    st.recursive(
        st.none() | st.integers() | ANY_TEXT, lambda inner: st.lists(inner) | st.dictionaries(ANY_TEXT, inner)
    )
)
def test_values_of_the_wrong_type_count_as_missing(value: object) -> None:
    item = {"type": "Annotation", "id": value, "target": value, "body": value, "creator": value, "created": value}
    (incoming,) = parse(json.dumps([item]))
    store, _ = library()
    import_annotations(store, [incoming])


def test_an_annotation_without_an_id_always_gets_the_same_one() -> None:
    assert parse(w3c()) == parse(w3c())
    assert parse(w3c())[0].id != parse(w3c("The captain"))[0].id


def test_a_malformed_date_or_url_does_not_stop_an_import() -> None:
    store, _ = library()
    made = json.loads(w3c(source="http://[")) | {"created": "0001-01-01T00:00:00+14:00"}
    result = import_annotations(store, parse(json.dumps(made)))
    assert dict(result.refused_sources()) == {"http://[": 1}
    assert result.refused[0].created == ""


BAD = {
    "an address that is none": {"target": {"source": "http://[::1", "selector": []}},
    "a time before all": {"created": "0001-01-01T00:00:00+14:00", "modified": "9999-12-31T23:59:59-14:00"},
    "a large revision": {"reader:revision": 10**30},
    "a large position": {
        "target": {
            "source": "https://example.org/harbour",
            "selector": [
                {"type": "TextQuoteSelector", "exact": "gone"},
                {"type": "TextPositionSelector", "start": 10**18},
            ],
        }
    },
    "values of other types": {"id": 5, "created": {}, "modified": [[]], "creator": 7, "body": 1.5, "target": True},
    "lone surrogates": {"id": "\ud800", "bodyValue": "\udfff", "creator": {"name": "\ud800"}},
    "no number": {"reader:revision": float("nan"), "reader:colour": float("inf")},
    "zero bytes": {"id": "\0", "target": {"source": "file:///a\0b", "selector": []}},
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_one_bad_annotation_does_not_stop_the_others(bad: dict[str, object]) -> None:
    store, _ = library()
    whole = json.loads(w3c())
    content = json.dumps([{**whole, "id": "https://example.org/bad", **bad}, whole])
    result = import_annotations(store, parse(content))
    assert len(result.imported) + len(result.refused) + len(result.unfit) == 2
    assert store.check() == []


@pytest.mark.parametrize(
    "nested", ['"a": ' + "[" * 100_000 + "]" * 100_000, '"a": ' + '{"b":' * 50_000 + "1" + "}" * 50_000]
)
def test_what_is_nested_too_deeply_is_left_out(nested: str) -> None:
    store, _ = library()
    whole = w3c()
    content = f"[{whole}, {whole[:-1]}, {nested}}}]"
    assert len(import_annotations(store, parse(content)).imported) == 1


def test_a_number_with_many_digits_is_no_number() -> None:
    store, _ = library()
    content = json.dumps([json.loads(w3c())])
    content = content.replace("}", ', "reader:revision": ' + "9" * 5000 + "}", 1)
    assert len(import_annotations(store, parse(content)).imported) == 1


def test_what_was_deleted_is_restored_only_when_asked() -> None:
    store, _ = library()
    (made,) = import_annotations(store, parse(w3c())).imported
    store.annotations.delete(made.id)
    again = import_annotations(store, parse(w3c()))
    assert (again.known, again.deleted, store.annotations.is_deleted(made.id)) == (1, 1, True)
    again = import_annotations(store, parse(w3c()), restore=True)
    assert (again.deleted, store.annotations.is_deleted(made.id)) == (1, False)
    assert store.check() == []


def test_a_batch_is_kept_whole_or_not_at_all() -> None:
    store, added = library()

    def fail() -> None:
        with store.batch():
            import_annotations(store, parse(w3c()))
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert store.annotations.of(added.document.id) == []
    assert store.check() == []
