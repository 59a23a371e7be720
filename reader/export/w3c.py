"""Writes W3C Web Annotations: one collection with one page (https://www.w3.org/TR/annotation-model/).

Positions are code points into the text that was annotated; its time and SHA-256 are given too. What the model has
no term for goes under names of our own, so that an import loses nothing.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from uuid import NAMESPACE_URL, uuid5

from reader import __version__
from reader.export.annotated import PREFIX, AnnotatedArticle
from reader.model.annotation import Anchor, Annotation
from reader.model.document import Version

CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"reader": PREFIX}]
Json = dict[str, object]


def collection(articles: Sequence[AnnotatedArticle]) -> str:
    """Return all annotations of the articles as one JSON-LD document that ends in a line feed."""
    items = [
        _annotation(article, placed.annotation, article.versions[placed.annotation.version_id])
        for article in articles
        for placed in article.annotations
    ]
    # An id of a damaged row may have lone surrogates.
    ids = " ".join(str(item["id"]) for item in items).encode("utf-8", "backslashreplace").decode()
    name = uuid5(NAMESPACE_URL, PREFIX + ids).urn
    what = articles[0].document.title if len(articles) == 1 else f"{len(articles)} articles"
    made: Json = {
        "@context": CONTEXT,
        "id": name,
        "type": "AnnotationCollection",
        "label": f"Annotations of {what}",
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
    text = json.dumps(made, ensure_ascii=False, indent=1) + "\n"
    # UTF-8 cannot hold lone surrogates; as Python escapes them, so does JSON.
    return text.encode("utf-8", "backslashreplace").decode()


def _annotation(article: AnnotatedArticle, annotation: Annotation, version: Version) -> Json:
    made: Json = {
        "@context": CONTEXT,
        "id": f"urn:uuid:{annotation.id}",
        "type": "Annotation",
        "motivation": _motivation(annotation),
        "created": _utc(annotation.created),
        "modified": _utc(annotation.modified),
    }
    if annotation.author:
        made["creator"] = {"type": "Person", "name": annotation.author}
    if body := _body(annotation):
        made["body"] = body
    made["target"] = _target(article, annotation, version)
    made["reader:revision"] = annotation.revision
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


def _target(article: AnnotatedArticle, annotation: Annotation, version: Version) -> Json:
    target: Json = {
        "type": "SpecificResource",
        "source": article.source,
        "state": {"type": "TimeState", "sourceDate": _utc(version.created)},
        "reader:sha256": version.sha256,
        "reader:title": article.document.title,
    }
    if annotation.anchor is not None:
        target["selector"] = _selectors(annotation.anchor)
    return target


def _selectors(anchor: Anchor) -> list[Json]:
    quote = {name: getattr(anchor, name) for name in ("exact", "prefix", "suffix")}
    position = {"start": anchor.span.start, "end": anchor.span.end}
    return [{"type": "TextQuoteSelector", **quote}, {"type": "TextPositionSelector", **position}]


def _utc(time: str) -> str:
    """A time of the library in the form that the model's examples have, with `Z` for UTC."""
    return time.removesuffix("+00:00") + "Z" if time.endswith("+00:00") else time
