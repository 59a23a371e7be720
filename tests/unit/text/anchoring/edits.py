"""Random edits of a text that know where every passage went: the truth that anchors are held to.

An edit may have several stories that end in the same text: of "very very", it cannot be told which "very" was
deleted. All of them are followed, so that a passage may have several true places.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

from reader.model.span import Span

Place = tuple[Span, ...] | None
"""Where the pieces of a passage are after some edits; None where any of its characters is gone."""
_WORD = re.compile(r"\w+")
FEW = 8
"""How far, in code points, the ends of a moved paragraph may be like what stands beside them."""
_MARKS = str.maketrans({"“": '"', "”": '"', '"': "“", "«": "“", "»": "”"})


@dataclass
class Passage:
    """A passage that is followed through edits."""

    span: Span
    places: set[Place]
    remarked: bool = False
    """Whether quotation marks in its neighbourhood were changed."""

    @property
    def whole(self) -> set[Span]:
        """Where it may stand undivided."""
        return {joined for place in self.places if place is not None and (joined := _joined(place)) is not None}

    @property
    def is_kept(self) -> bool:
        """Whether by every story it still stands undivided."""
        return all(place is not None and _joined(place) is not None for place in self.places)


class Edited:
    """A text under edits, with the passages that are followed."""

    def __init__(self, text: str, spans: Iterable[Span], rng: random.Random) -> None:
        self.text = text
        self.rng = rng
        self.passages = [Passage(span, {(span,)}) for span in spans]
        self.origins: list[int | None] = list(range(len(text)))
        """For each character where it, or what it is a copy of, stood in the first text."""

    def is_copy(self, place: Span, passage: Passage) -> bool:
        """Whether the words at a place are a passage's own, copied, but for a few equal ones at an edge."""
        if len(place) != len(passage.span):
            return False
        origins = zip(
            self.origins[place.start : place.end], range(passage.span.start, passage.span.end), strict=True
        )
        return sum(ours == theirs for ours, theirs in origins) >= 0.95 * len(passage.span)

    # The edits

    def insert_sentence(self) -> None:
        words = _WORD.findall(self.text)
        made = " ".join(self.rng.choice(words) for _ in range(self.rng.randint(3, 25)))
        self._insert(self._sentence_edge(), f"{made.capitalize()}. ")

    def insert_word(self) -> None:
        at = self.rng.choice([word.start() for word in _WORD.finditer(self.text)])
        self._insert(at, self.rng.choice(_WORD.findall(self.text)) + " ")

    def insert_paragraph(self) -> None:
        words = _WORD.findall(self.text)
        made = " ".join(self.rng.choice(words) for _ in range(self.rng.randint(20, 80)))
        self._insert(self._paragraph().start, f"{made.capitalize()}.\n\n")

    def delete_words(self) -> None:
        words = [*_WORD.finditer(self.text)]
        first = self.rng.randrange(len(words))
        last = min(len(words) - 1, first + self.rng.randint(0, 6))
        self._delete(words[first].start(), words[last].end())

    def delete_paragraph(self) -> None:
        paragraph = self._paragraph()
        self._delete(paragraph.start, paragraph.end)

    def replace_word(self) -> None:
        old = self.rng.choice([*_WORD.finditer(self.text)])
        new = self.rng.choice(_WORD.findall(self.text))
        if old[0][0] != new[0] and old[0][-1] != new[-1]:
            self._delete(old.start(), old.end())
            self._insert(old.start(), new)

    def duplicate_paragraph(self) -> None:
        paragraph = self._paragraph()
        at = self._paragraph().start
        self._copy(paragraph, at)

    def move_paragraph(self) -> None:
        paragraph, at = self._paragraph(), self._paragraph().start
        if at in paragraph or at == paragraph.end:
            return
        if len(_slides(self.text, paragraph.start, paragraph.end)) > FEW:
            return  # Nobody could tell which of two equal paragraphs it was.
        self._copy(paragraph, at)
        left = paragraph.shift(len(paragraph)) if at <= paragraph.start else paragraph
        for passage in self.passages:
            passage.places = {
                place and tuple(_carried(piece, left, at - left.start) for piece in place)
                for place in passage.places
            }
            passage.places = {place if place and None not in place else None for place in passage.places}
        self._delete(left.start, left.end, slides=False)

    def change_marks(self) -> None:
        """Give other quotation marks to one paragraph."""
        paragraph = self._paragraph()
        words = paragraph.of(self.text)
        changed = words.translate(_MARKS)
        if self.rng.random() < 0.3:
            changed = re.sub('[“”"«»]', "", words)
        if changed == words:
            return
        places = [paragraph.start + n for n, character in enumerate(words) if character in '“”"«»']
        for passage in self.passages:
            if any(piece.overlaps(paragraph) for place in passage.places for piece in place or ()):
                passage.remarked = True
        for place in reversed(places):
            new = self.text[place].translate(_MARKS) if len(changed) == len(words) else ""
            self._delete(place, place + 1, slides=False)
            if new:
                self._insert(place, new, slides=False)

    def edits(self) -> dict[str, Callable[[], None]]:
        """Every kind of edit by its name."""
        return {
            "sentence inserted": self.insert_sentence,
            "word inserted": self.insert_word,
            "paragraph inserted": self.insert_paragraph,
            "words deleted": self.delete_words,
            "paragraph deleted": self.delete_paragraph,
            "word replaced": self.replace_word,
            "paragraph duplicated": self.duplicate_paragraph,
            "paragraph moved": self.move_paragraph,
            "marks changed": self.change_marks,
        }

    # What they are made of

    def _insert(
        self, at: int, words: str, origins: list[int | None] | None = None, *, slides: bool = True
    ) -> None:
        self.text = self.text[:at] + words + self.text[at:]
        self.origins[at:at] = origins or [None] * len(words)
        starts = _slides(self.text, at, at + len(words)) if slides else [at]
        for passage in self.passages:
            passage.places = {_inserted(place, start, len(words)) for place in passage.places for start in starts}

    def _delete(self, start: int, end: int, *, slides: bool = True) -> None:
        starts = _slides(self.text, start, end) if slides else [start]
        self.text = self.text[:start] + self.text[end:]
        del self.origins[start:end]
        for passage in self.passages:
            passage.places = {_deleted(place, at, end - start) for place in passage.places for at in starts}

    def _copy(self, source: Span, at: int) -> None:
        self._insert(at, source.of(self.text), self.origins[source.start : source.end])

    def _paragraph(self) -> Span:
        """A paragraph with the white space behind it."""
        return Span(*self.rng.choice([match.span() for match in re.finditer(r"[^\n]+\n*", self.text)]))

    def _sentence_edge(self) -> int:
        edges = [match.end() for match in re.finditer(r"[.!?][”\"]?\s+", self.text)]
        return self.rng.choice(edges or [0])


def _slides(text: str, start: int, end: int) -> list[int]:
    """All starts at which a stretch of the same length can be taken out of `text` with the same result."""
    first = start
    while first > 0 and text[first - 1] == text[first - 1 + end - start]:
        first -= 1
    last = start
    while last + end - start < len(text) and text[last] == text[last + end - start]:
        last += 1
    return list(range(first, last + 1))


def _joined(place: tuple[Span, ...]) -> Span | None:
    """The pieces as one span, if nothing stands between them."""
    touching = all(before.end == after.start for before, after in pairwise(place))
    return Span(place[0].start, place[-1].end) if touching else None


def _inserted(place: Place, at: int, size: int) -> Place:
    if place is None:
        return None
    pieces: list[Span] = []
    for piece in place:
        if piece.start < at < piece.end:
            pieces += [Span(piece.start, at), Span(at + size, piece.end + size)]
        else:
            pieces.append(piece.shift(size) if at <= piece.start else piece)
    return tuple(pieces)


def _deleted(place: Place, start: int, size: int) -> Place:
    if place is None or any(piece.overlaps(Span(start, start + size)) for piece in place):
        return None
    return tuple(piece.shift(-size) if start + size <= piece.start else piece for piece in place)


def _carried(piece: Span, left: Span, by: int) -> Span | None:
    """A piece carried along if it lies in what is moved, left where it does not touch it, else None."""
    if left.covers(piece):
        return piece.shift(by)
    return None if piece.overlaps(left) else piece
