from pathlib import Path

import pytest

from reader.ingest import find_files, read_file
from tests.shared_files import SHARED, needs_shared
from tests.unit.ingest.shape import assert_sound, kinds

HEADS = {
    "afghan": ("2017-07-18", "After_visa_snags"),
    "clock": ("2015-09-22", "Texas_student"),
    "crane": ("2015-09-12", "At_least_107"),
    "defector": ("2010-10-09", "Scientology_defector"),
    "election": ("2016-09-09", "New_faces"),
    "expo": ("2016-09-07", "Pop_culture"),
    "flag": ("2015-05-07", "New_Zealand"),
    "homeopathic": ("2009-05-08", "Parents_prosecuted"),
    "ie9": ("2011-03-08", "Microsoft_waits"),
    "lanterns": ("2007-03-05", "Lantern_Festival"),
    "sensitive": ("2008-08-15", "Sensitive_Canadian"),
    "soccer": ("2018-06-18", "FIFA_World_Cup"),
    "warhol": ("2014-01-28", "Warhol"),
    "worship": ("2006-03-27", "Greek_court"),
}


@needs_shared
@pytest.mark.parametrize("name", HEADS)
def test_wikinews(name: str) -> None:
    path = SHARED / "articles" / "wikinews" / f"{name}.md"
    source = path.read_text(encoding="utf-8")
    article = read_file(path)
    published, page = HEADS[name]
    assert_sound(article)
    assert article.published == published
    assert article.outlet == "Wikinews"
    assert (article.url or "").startswith(f"https://en.wikinews.org/wiki/{page}")
    assert f"# {article.title}\n" in source
    found = kinds(article)
    assert found[0] == "headline"
    assert found.count("headline") == 1
    assert (found[1] == "dateline") is (name != "flag")
    assert found.count("subheading") == source.count("\n## ")
    assert found.count("list item") == source.count("\n- ")
    assert found.count("block quote") == source.count("\n> ")
    body = source.split("---\n", 2)[2]
    assert article.text.split() == " ".join(line.lstrip("#>- ") for line in body.split("\n")).split()


@needs_shared
def test_the_first_article() -> None:
    article = read_file(SHARED / "articles" / "000_6d9064bd1dbd574f.txt")
    assert_sound(article)
    assert kinds(article) == ["headline", "standfirst", *["paragraph"] * 5, "subheading", *["paragraph"] * 2]


@needs_shared
def test_each_polnear_text_is_unchanged_and_has_its_headline() -> None:
    files: list[Path] = list(find_files([SHARED / "polnear" / "dev" / "text"]))
    assert len(files) == 84
    for path in files:
        article = read_file(path)
        assert_sound(article)
        assert article.text.encode() == path.read_bytes()
        assert kinds(article)[0] == "headline", path.name
