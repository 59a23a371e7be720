"""Makes a sound library of the rows that were found: what they refer to, and what is computed of them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from reader.model.analysis import Analysis, Engine
from reader.model.annotation import AnchorState
from reader.model.document import text_hash
from reader.model.errors import StoreError
from reader.store import analyses
from reader.store.documents import recount
from reader.store.rescue import marks
from reader.store.rescue.cleaning import (
    Row,
    cleaned,
    mend_document,
    mend_version,
    number,
    plain,
    set_text,
)
from reader.store.rescue.collecting import Collected
from reader.store.rescue.records import Value
from reader.store.rescue.shapes import Shape
from reader.store.sort_keys import outlet_key, published_key, title_key
from reader.store.sqlite import UNREADABLE, Database

MARKS = ("annotations", "corrections", "bookmarks", "drafts")
"""The tables whose rows are at a place in a version."""
NOT_ANALYSED = Engine("rescued", "", "")
"""The engine of an analysis that has to be made again."""
_LOST_ARTICLE = "(an article that was lost)"
_LOST_TEXT = "The text of this article could not be read"


@dataclass
class Tally:
    """What became of the rows of one table."""

    saved: int = 0
    in_part: int = 0
    """The number of those saved of which something is lost."""
    lost: int = 0
    """The number of rows that an index or another row names, but that could not be found."""
    aside: int = 0
    """The number of rows that fit nowhere and are kept as they are in the table `lost_and_found`."""


class Rebuilding:
    """Writes the rows that were found into a new library. Call inside a transaction without foreign keys."""

    def __init__(self, db: Database, found: Mapping[str, Collected], shapes: Mapping[str, Shape]) -> None:
        self._db = db
        self._found = found
        self._shapes = shapes
        self._rows: dict[str, dict[object, Row]] = defaultdict(dict)
        self._partial: dict[str, set[object]] = defaultdict(set)
        self._sums: dict[str, int] = {}
        """The versions by the hash of their text as it was before the damage."""
        self._made_up: set[int] = set()
        """The versions whose texts are lost."""
        self.tallies = {table: Tally() for table in shapes}

    def run(self) -> None:
        """Write everything."""
        for table, shape in self._shapes.items():
            self._read(shape, self._found[table])
        self._mend_documents()
        self._mend_versions()
        self._add_indexed_versions()
        self._add_what_marks_need()
        self._add_texts()
        for table in ("documents", "versions"):
            self._write(table)
        self._write_places()
        for table in (*MARKS, "aliases", "facts"):
            self._write(table)
        self._write_analyses()
        self._compute()
        self._count_lost()

    # What was found

    def _read(self, shape: Shape, found: Collected) -> None:
        key = "" if shape.columns[0].is_rowid else shape.columns[0].name
        for record in found.records:
            row, is_clean = cleaned(shape, shape.row(record))
            name: object = row[key] if key else record.rowid
            if shape.table in ("annotation_tags", "placements"):
                name = tuple(record.values)
            if name not in self._rows[shape.table]:
                self._rows[shape.table][name] = row
                if not (is_clean and record.is_whole):
                    self._partial[shape.table].add(name)

    def _mend_documents(self) -> None:
        rows = self._rows["documents"]
        for id in [id for id in rows if not number(_value(id))]:
            self._put_aside("documents", rows.pop(id))
        for id, row in rows.items():
            if not mend_document(row):
                self._partial["documents"].add(id)

    def _mend_versions(self) -> None:
        rows, taken = self._rows["versions"], set[Value]()
        for id in [id for id in rows if not number(_value(id))]:
            self._put_aside("versions", rows.pop(id))
        for id, row in rows.items():
            before = row["sha256"]
            if not mend_version(row):
                self._partial["versions"].add(id)
            while row["sha256"] in taken:
                set_text(row, f"{plain(row['text'])}\n({_LOST_TEXT}, {id})")
            taken.add(row["sha256"])
            self._sums[plain(before)] = self._sums[plain(row["sha256"])] = int(str(id))
            if not number(row["document_id"]):
                owners = (doc for doc, it in self._rows["documents"].items() if it["version_id"] == id)
                row["document_id"] = _value(next(owners, None)) or self._next("documents")
            if row["document_id"] not in self._rows["documents"]:
                self._add_document(number(row["document_id"]), plain(row["text"]).strip().split("\n")[0][:200])

    # What is missing

    def _add_indexed_versions(self) -> None:
        """Add the versions that only the indexes name, with their documents and the hashes of their texts."""
        for id, values in self._found["versions"].indexed.items():
            document = next((number(value) for value in values if number(value)), 0)
            if id in self._rows["versions"] or not number(id) or not document:
                continue
            if document not in self._rows["documents"]:
                self._add_document(document, _LOST_ARTICLE)
            self._add_version(id, document)
            for value in values:
                if isinstance(value, str):
                    self._sums.setdefault(value, id)

    def _add_what_marks_need(self) -> None:
        """Let each mark be in a version of its document, of which nothing may be left but that."""
        for table in MARKS:
            for row in self._rows[table].values():
                version = self._rows["versions"].get(row["version_id"])
                if version is not None:
                    row["document_id"] = version["document_id"]
                    continue
                document = number(row["document_id"]) or self._next("documents")
                if document not in self._rows["documents"]:
                    self._add_document(document, _LOST_ARTICLE)
                row["document_id"] = document
                row["version_id"] = number(row["version_id"]) or self._next("versions")
                self._add_version(number(row["version_id"]), document)
        known = {key: row for table in MARKS[:3] for key, row in self._rows[table].items()}
        for row in self._rows["placements"].values():
            wanted, mark = number(row["version_id"]), known.get(row["mark_id"])
            if mark is not None and wanted and wanted not in self._rows["versions"]:
                self._add_version(wanted, number(mark["document_id"]))
        for row in self._rows["aliases"].values():
            if row["document_id"] is not None and row["document_id"] not in self._rows["documents"]:
                row["document_id"] = number(row["document_id"]) or self._next("documents")
                self._add_document(number(row["document_id"]), _LOST_ARTICLE)

    def _add_texts(self) -> None:
        """Give a version to each document that has none, and say which is the newest of each."""
        of: defaultdict[object, list[int]] = defaultdict(list)
        for id, row in self._rows["versions"].items():
            of[row["document_id"]].append(int(str(id)))
        for id, row in self._rows["documents"].items():
            if not of[id]:
                wanted = number(row["version_id"])
                version = wanted if wanted and wanted not in self._rows["versions"] else self._next("versions")
                self._add_version(version, int(str(id)))
                of[id].append(version)
            # A text that can be read is better than a newer one that is lost.
            newest = [version for version in of[id] if version not in self._made_up] or of[id]
            if row["version_id"] not in newest:
                row["version_id"] = max(newest)
            if row["seen"] not in self._rows["versions"]:
                # An opened document counts as seen in its newest version, as in a library that is migrated.
                row["seen"] = row["version_id"] if row["opened"] else None

    def _add_document(self, id: int, title: str) -> None:
        shape = self._shapes["documents"]
        row: Row = {column.name: column.default for column in shape.columns}
        row |= {
            "id": id,
            "title": title or _LOST_ARTICLE,
            "authors": "[]",
            "added": marks.LONG_AGO,
            "version_id": None,
        }
        self._rows["documents"][id] = row
        self.tallies["documents"].lost += 1

    def _add_version(self, id: int, document_id: int) -> None:
        """Add a version with the words that were marked in it, in place of its text."""
        quotes = dict.fromkeys(
            plain(row.get("exact"))
            for table in MARKS
            for row in self._rows[table].values()
            if row["version_id"] == id and row.get("exact")
        )
        row: Row = {
            "id": id,
            "document_id": document_id,
            "created": marks.LONG_AGO,
            "provenance": "{}",
            "markups": "[]",
        }
        row |= {"blocks": None, "sha256": None, "length": None}
        row["text"] = "\n\n".join([f"{_LOST_TEXT} (version {id}).", *quotes]).encode("utf-8", "surrogatepass")
        mend_version(row)
        self._rows["versions"][id] = row
        self._made_up.add(id)
        self.tallies["versions"].lost += 1

    def _next(self, table: str) -> int:
        return max((int(str(id)) for id in self._rows[table]), default=0) + 1

    # Writing

    def _write(self, table: str) -> None:
        made_up = self.tallies[table].lost
        mend: Callable[[Database, Row], bool] = marks.MENDERS.get(table, lambda _, __: True)
        for key, row in self._rows[table].items():
            try:
                if not mend(self._db, row):
                    self._partial[table].add(key)
                self._insert(table, row)
            except (StoreError, *UNREADABLE):
                self._put_aside(table, row)
                self._partial[table].discard(key)
                continue
            self.tallies[table].saved += 1
        self.tallies[table].saved -= made_up
        self.tallies[table].in_part = len(self._partial[table])

    def _insert(self, table: str, row: Row) -> None:
        self._db.insert(table, ", ".join(row), list(row.values()))

    def _put_aside(self, table: str, row: Row) -> None:
        self._db.run("CREATE TABLE IF NOT EXISTS lost_and_found (name TEXT NOT NULL, row TEXT NOT NULL)")
        values = {name: value.hex() if isinstance(value, bytes) else value for name, value in row.items()}
        self._db.insert("lost_and_found", "name, row", (table, json.dumps(values)))
        self.tallies[table].aside += 1

    def _write_analyses(self) -> None:
        tally = self.tallies["analyses"]
        found = {key: self._sums.get(plain(row["sha256"])) for key, row in self._rows["analyses"].items()}
        # An analysis of a text that nothing names stands, as one to be made again, for a text that has none.
        taken = set(found.values())
        without = (id for id in self._rows["versions"] if id not in taken)
        for key, row in self._rows["analyses"].items():
            id = found[key] or next(without, None)
            version = self._rows["versions"].get(id)
            if version is None:
                self._put_aside("analyses", row)
                continue
            analysis = _analysis_of(row, version)
            engine = analysis.engine
            names = (engine.name, engine.version, engine.model)
            body = row["body"] if analysis.engine != NOT_ANALYSED else analyses.encoded(analysis)
            values = (version["sha256"], *names, analyses.speech_in(analysis), body)
            self._db.insert("analyses", analyses.COLUMNS, values, conflict="REPLACE")
            tally.saved += 1
            tally.in_part += key in self._partial["analyses"] or engine == NOT_ANALYSED

    def _write_places(self) -> None:
        """Write where marks are in versions other than their own."""
        tally = self.tallies["placements"]
        known = {key: row for table in MARKS[:3] for key, row in self._rows[table].items()}
        for row in self._rows["placements"].values():
            version = self._rows["versions"].get(row["version_id"])
            mark = known.get(row["mark_id"])
            if mark is None and version is not None and (mark := marks.bookmark_of(row, version)) is not None:
                known[row["mark_id"]] = self._rows["bookmarks"][row["mark_id"]] = mark
                self._partial["bookmarks"].add(row["mark_id"])
            if mark is None or version is None or mark["document_id"] != version["document_id"]:
                self._put_aside("placements", row)
                continue
            if not marks.is_place(row, mark, version):
                # The text that it was in is lost.
                row |= {"state": AnchorState.ORPHAN.value, "start": None, "stop": None}
                tally.in_part += 1
            self._db.insert("placements", ", ".join(row), list(row.values()), conflict="REPLACE")
            tally.saved += 1

    def _compute(self) -> None:
        for id, row in self._rows["documents"].items():
            keys = (
                title_key(plain(row["title"])),
                outlet_key(plain(row["outlet"])),
                published_key(plain(row["published"])),
            )
            self._db.run(
                "UPDATE documents SET title_key = ?, outlet_key = ?, published_key = ?, place = max(0, min(place,"
                " (SELECT length FROM versions WHERE id = documents.version_id))) WHERE id = ?",
                (*keys, id),
            )
            marks.place_all(self._db, int(str(id)), number(row["version_id"]))
            recount(self._db, int(str(id)))
        tags = self._db.integer("SELECT count(*) FROM annotation_tags")
        self.tallies["annotation_tags"].saved = tags
        self.tallies["totals"].saved = self._db.integer("SELECT count(*) FROM totals")

    def _count_lost(self) -> None:
        for table, found in self._found.items():
            missing = len(found.indexed.keys() - found.by_rowid.keys())
            self.tallies[table].lost = max(self.tallies[table].lost, missing)


def _value(value: object) -> Value:
    return value if isinstance(value, int | float | str | bytes) else None


def _analysis_of(row: Row, version: Row) -> Analysis:
    """Return the analysis of a text that is as it was, else an empty one that will be made again."""
    body = row["body"]
    try:
        if not isinstance(body, bytes) or text_hash(plain(version["text"])) != row["sha256"]:
            return Analysis(NOT_ANALYSED)
        analysis = analyses.decoded(body)
    except UNREADABLE:
        return Analysis(NOT_ANALYSED)
    last = max((span.end for span in analyses.spans_of(analysis)), default=0)
    return analysis if last <= number(version["length"]) else Analysis(NOT_ANALYSED)


def lines(tallies: Mapping[str, Tally]) -> Iterator[str]:
    """Yield a line for each table of which something was saved or lost."""
    for table, tally in tallies.items():
        if tally.saved or tally.lost or tally.aside:
            parts = [f"{tally.saved} saved"]
            parts += [f"{tally.in_part} of them in part"] if tally.in_part else []
            parts += [f"{tally.lost} lost"] if tally.lost else []
            parts += [f"{tally.aside} kept in the table lost_and_found"] if tally.aside else []
            yield f"{table}: {', '.join(parts)}"
