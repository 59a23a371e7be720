"""Three-way merge of an annotation that two people changed at once. Pure."""

from __future__ import annotations

from dataclasses import replace

from reader.model.annotation import Annotation


def merge(base: Annotation, mine: Annotation, theirs: Annotation) -> tuple[Annotation, Annotation | None]:
    """Return `theirs` with what `mine` changed in `base`, and a second annotation if both changed the note.

    The second annotation holds my note, names the first as `beside` and still needs an id. Tags that neither
    removed stay; if both changed the label or the colour, mine wins.
    """
    values = {name: getattr(mine, name) for name in ("label", "colour", "speaker")}
    changed = {name: value for name, value in values.items() if value != getattr(base, name)}
    both = replace(theirs, tags=_tags(base.tags, mine.tags, theirs.tags), **changed)
    if mine.note in (base.note, theirs.note):
        return both, None
    if theirs.note in (base.note, ""):
        return replace(both, note=mine.note), None
    if not mine.note:
        # A note wins over an emptied one, whoever was first.
        return both, None
    return both, replace(mine, id="", beside=theirs.id, created="", modified="", revision=1)


def _tags(base: tuple[str, ...], mine: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    kept = [tag for tag in theirs if tag in mine or tag not in base]
    return tuple(dict.fromkeys([*kept, *(tag for tag in mine if tag not in base)]))
