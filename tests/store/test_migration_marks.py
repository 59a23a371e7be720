"""A stored file of the format before marks, opened by this program."""

from __future__ import annotations

import shutil
from pathlib import Path

from reader.model.annotation import AnnotationFilter
from reader.store import Store
from tests.store.make_library_v2 import FIXTURE
from tests.store.test_annotations import annotation


def test_the_second_format_opens_with_all_it_held_and_takes_marks(tmp_path: Path) -> None:
    old = Path(shutil.copy(FIXTURE, tmp_path / "library.sqlite3"))
    with Store.open(old) as store:
        assert store.notice is None
        assert store.check() == []
        assert store.samples_given()
        assert (store.documents.row(1).bookmarks, store.documents.row(1).annotations) == (1, 0)
        assert (store.annotations.count(AnnotationFilter()), store.aliases.all(), store.corrections.of(1)) == (
            0,
            [],
            [],
        )
        version = store.versions.newest(1)
        added = type("Added", (), {"document": store.documents.get(1), "version": version})
        store.annotations.save(annotation(added))  # type: ignore[arg-type] # as much of one as is asked
        assert store.documents.row(1).annotations == 1
        assert store.check() == []
    assert old.with_name("library.sqlite3.before-3-from-2").exists()
