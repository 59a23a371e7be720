"""Type notes into a library and be killed again and again: `python -m tests.store.typist LIBRARY KILLS SEED`.

Each typist is a process of its own that goes the way of the note pane: a draft at each key, a note at the end. It
says what it was told was kept; after each kill the library is asked. Prints one JSON object with the figures.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import sys
import time
from pathlib import Path

from reader.model.annotation import NoteDraft
from reader.model.span import Span
from reader.session.annotations import Annotations
from reader.session.undo import UndoHistory
from reader.store import Store

NOTE = "Compare with what the agency has — “word for word”, and ask twice."


def _type(library: Path, out: int) -> None:
    """Type notes without end, and say after each key and each note what is kept."""
    with Store.open(library) as store:
        annotations = Annotations(store, UndoHistory(), "typist")
        version = store.versions.newest(1)
        while True:
            draft = annotations.begin(version, Span(0, 7))
            for length in range(1, len(NOTE) + 1):
                draft = annotations.type(draft, NOTE[:length])
                os.write(out, f"{draft.annotation_id} {length}\n".encode())
            annotations.finish(draft)
            os.write(out, f"{draft.annotation_id} done\n".encode())


def _killed(library: Path, chance: random.Random) -> list[str]:
    """Start a typist, kill it at some moment, and return what it said was kept."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        _type(library, writing)
    os.close(writing)
    select.select([reading], [], [], 30)
    time.sleep(chance.uniform(0, 0.03))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as said:
        # A line that the kill cut short tells nothing.
        return said.read().decode().rpartition("\n")[0].split("\n")


def _settle(library: Path, said: list[str], figures: dict[str, int], notes: set[str]) -> None:
    """Compare what the library has with what was said to be kept, and finish what is offered."""
    with Store.open(library) as store:
        annotations = Annotations(store, UndoHistory(), "heir")
        offered = annotations.offered()
        figures["offered"] += len(offered)
        typed = _last_of_each(said)
        for id, state in typed.items():
            kept = _kept(store, id)
            if state == "done" or kept is not None:
                notes.add(id)
                figures["lost"] += kept != NOTE
            else:
                draft = next((each for each in offered if each.annotation_id == id), None)
                figures["lost"] += draft is None or not _at_least(draft, int(state))
        for draft in offered:
            taken = annotations.resume(draft)
            if taken is None:
                raise RuntimeError("an offered draft could not be taken over")
            annotations.finish(taken)
            notes.add(draft.annotation_id)
        figures["unsound"] += len(store.check()) if figures["kills"] % 20 == 0 else 0


def _last_of_each(said: list[str]) -> dict[str, str]:
    return dict(line.split(" ") for line in said if line)


def _kept(store: Store, id: str) -> str | None:
    return next((each.annotation.note for each in store.annotations.of(1) if each.annotation.id == id), None)


def _at_least(draft: NoteDraft, length: int) -> bool:
    return len(draft.text) >= length and NOTE.startswith(draft.text)


def main(library: Path, kills: int, seed: int) -> None:
    """Kill that many typists."""
    chance = random.Random(seed)
    figures = dict.fromkeys(("kills", "keys", "offered", "notes", "lost", "unsound", "left"), 0)
    notes: set[str] = set()
    while figures["kills"] < kills:
        said = _killed(library, chance)
        figures["kills"] += 1
        figures["keys"] += len(said)
        _settle(library, said, figures, notes)
    with Store.open(library) as store:
        stored = [each.annotation.id for each in store.annotations.of(1)]
        figures["notes"] = len(stored)
        figures["lost"] += len(notes - set(stored))
        figures["unsound"] += len(store.check()) + len(stored) - len(set(stored))
        figures["left"] = len(Annotations(store, UndoHistory(), "").offered())
    print(json.dumps(figures))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
