"""W3C Web Annotations, written: one collection with one page (https://www.w3.org/TR/annotation-model/).

Positions are code points into the text that an annotation was made in, whose time and SHA-256 are told with it.
What the model has no word for is kept under names of our own, so that nothing is lost on the way back.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import NAMESPACE_URL, uuid5

from reader import __version__
from reader.export.annotated import PREFIX, Marked, to_json, utc
from reader.model.annotation import Anchor, Annotation
from reader.model.document import Version

CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"reader": PREFIX}]
Json = dict[str, object]


def collection(articles: Sequence[Marked]) -> str:
    """All annotations of some articles as one JSON-LD document, which ends in a line break."""
    items = [
        _annotation(marked, placed.annotation, marked.versions[placed.annotation.version_id])
        for marked in articles
        for placed in marked.annotations
    ]
    name = uuid5(NAMESPACE_URL, PREFIX + " ".join(str(item["id"]) for item in items)).urn
    made: Json = {
        "@context": CONTEXT,
        "id": name,
        "type": "AnnotationCollection",
        "label": "Annotations of "
        + (articles[0].document.title if len(articles) == 1 else f"{len(articles)} articles"),
        "generator": {"type": "Software", "name": "reader", "reader:version": __version__},
        "total": len(items),
        "first": {
            "id": f"{name}#page-1",
            "type": "AnnotationPage",
            "partOf": name,
            "startIndex": 0,
            "items": items,
        },
    }
    return to_json(made, indent=1) + "\n"


def _annotation(marked: Marked, annotation: Annotation, version: Version) -> Json:
    made: Json = {
        "@context": CONTEXT,
        "id": f"urn:uuid:{annotation.id}",
        "type": "Annotation",
        "motivation": _motivation(annotation),
        "created": utc(annotation.created),
        "modified": utc(annotation.modified),
    }
    if annotation.author:
        made["creator"] = {"type": "Person", "name": annotation.author}
    if body := _body(annotation):
        made["body"] = body
    made["target"] = _target(marked, annotation, version)
    made |= {"reader:revision": annotation.revision}
    for name in ("colour", "beside"):
        if value := getattr(annotation, name):
            made[f"reader:{name}"] = value
    return made


def _motivation(annotation: Annotation) -> str:
    if annotation.note:
        return "commenting"
    return "tagging" if annotation.tags else "highlighting"


def _body(annotation: Annotation) -> list[Json]:
    body = [_text(annotation.note, "commenting") | {"format": "text/markdown"}] if annotation.note else []
    body += [_text(tag, "tagging") for tag in annotation.tags]
    body += [_text(annotation.label, "classifying")] if annotation.label else []
    return body + ([_text(annotation.speaker, "identifying")] if annotation.speaker else [])


def _text(value: str, purpose: str) -> Json:
    return {"type": "TextualBody", "value": value, "purpose": purpose}


def _target(marked: Marked, annotation: Annotation, version: Version) -> Json:
    target: Json = {
        "type": "SpecificResource",
        "source": marked.source,
        "state": {"type": "TimeState", "sourceDate": utc(version.created)},
        "reader:sha256": version.sha256,
        "reader:title": marked.document.title,
    }
    if annotation.anchor is not None:
        target["selector"] = _selectors(annotation.anchor)
    return target


def _selectors(anchor: Anchor) -> list[Json]:
    quote: Json = {
        "type": "TextQuoteSelector",
        "exact": anchor.exact,
        "prefix": anchor.prefix,
        "suffix": anchor.suffix,
    }
    position: Json = {"type": "TextPositionSelector", "start": anchor.span.start, "end": anchor.span.end}
    return [quote, position]
