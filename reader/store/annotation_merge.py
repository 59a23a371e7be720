"""Two people who changed one annotation at the same moment: one annotation of both, or two. Pure."""

from __future__ import annotations

from dataclasses import replace

from reader.model.annotation import Annotation


def merged(base: Annotation, mine: Annotation, theirs: Annotation) -> tuple[Annotation, Annotation | None]:
    """`theirs` with what `mine` changed in `base`, and where both changed the note, mine for a second annotation.

    The second one stands on the same words, says which one it is `beside`, and still needs an id of its own. What
    only one of the two changed is as that one has it; of tags those stay that neither took away; of a label or
    colour that both changed, mine holds.
    """
    both = replace(
        theirs,
        tags=_tags(base.tags, mine.tags, theirs.tags),
        label=mine.label if mine.label != base.label else theirs.label,
        colour=mine.colour if mine.colour != base.colour else theirs.colour,
        speaker=mine.speaker if mine.speaker != base.speaker else theirs.speaker,
    )
    if mine.note in (base.note, theirs.note):
        return both, None
    if theirs.note in (base.note, ""):
        return replace(both, note=mine.note), None
    if not mine.note:
        # Words win over their being wiped out, whoever was first.
        return both, None
    return both, replace(mine, id="", beside=theirs.id, created="", modified="", revision=1)


def _tags(base: tuple[str, ...], mine: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    kept = [tag for tag in theirs if tag in mine or tag not in base]
    return tuple(dict.fromkeys([*kept, *(tag for tag in mine if tag not in base)]))
