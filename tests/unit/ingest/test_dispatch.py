import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.ingest import find_files, read_bytes, read_file
from reader.model.errors import IngestError
from tests.unit.ingest.shape import assert_sound, read


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b" \n\t\x0c\n", "only white space"),
        (b"\xef\xbb\xbf", "empty"),
        (b"%PDF-1.7\nwords", "PDF"),
        (b"\x89PNG\r\n\x1a\nwords", "PNG"),
        (b"PK\x03\x04words", "ZIP"),
        (b"RIFF1234WEBPwords", "WebP"),
        (b"\x00\x00\x00\x18ftypmp42", "film"),
        (b"some words\x00and more", "zero byte"),
        (b"\xff\xfeA", "breaks off"),
        (bytes(range(1, 256)) * 9, "no character encoding"),
    ],
)
def test_files_that_are_not_text_give_a_one_line_error(data: bytes, why: str) -> None:
    with pytest.raises(IngestError, match=why) as caught:
        read(data, "thing.txt")
    assert str(caught.value).startswith("thing.txt: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("data", [b"0\0", b"\0a", b"a\0b\0", b"\0a\0b", "7 words".encode("utf-16-le")])
def test_a_few_bytes_are_not_taken_for_utf_16(data: bytes) -> None:
    with pytest.raises(IngestError, match="zero byte"):
        read(data)


@given(st.binary(max_size=20))
def test_a_few_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        article = read(data)
    except IngestError:
        return
    assert_sound(article)
    assert "\0" not in article.text


@pytest.mark.parametrize(
    ("text", "encoding", "named"),
    [
        ("8 words!", "utf-16-be", "utf-16-be"),
        ("Café naïve — “quotes” on the façade, señor.", "cp1252", "cp1252"),
        ("Президент заявил, что переговоры продолжатся в понедельник утром.", "cp1251", "cp1251"),
        ("Words in a wide encoding", "utf-16-le", "utf-16-le"),
        ("Words in a wide encoding", "utf-16-be", "utf-16-be"),
    ],
)
def test_a_guessed_encoding_is_reported(text: str, encoding: str, named: str) -> None:
    article = read(text.encode(encoding))
    assert article.text == text
    assert (article.provenance.encoding, article.provenance.encoding_guessed) == (named, True)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_not_a_guess(encoding: str) -> None:
    article = read("Größe".encode(encoding))
    assert article.text == "Größe"
    assert not article.provenance.encoding_guessed


def test_one_broken_byte_does_not_spoil_the_rest() -> None:
    article = read("Größe, Maß, Änderung, Übel, höher, schöner".encode() + b"\xc3")
    assert article.text.startswith("Größe, Maß, Änderung")
    assert (article.provenance.encoding, article.provenance.encoding_guessed) == ("utf-8", True)


def test_the_format_comes_from_the_extension_or_the_beginning() -> None:
    def format_of(source: str, name: str) -> str:
        return read(source, name).provenance.format

    assert format_of("# A\n\nwords", "a.MD") == "markdown"
    assert format_of("<html><body><p>Words.</p></body></html>", "a.txt") == "text"
    assert format_of("\n<!-- saved --><!DOCTYPE html><body><p>Words.</p>", "-") == "html"
    assert format_of("---\ntitle: T\n---\nwords", "-") == "markdown"
    assert format_of("---\njust words\n---\nwords", "-") == "text"
    assert format_of("# A\n\nwords", "standard input") == "text"
    assert read_bytes(b"# A", "-", format="markdown").text == "A"
    with pytest.raises(ValueError, match="no such format"):
        read_bytes(b"words", "-", format="docx")


@pytest.mark.parametrize(
    "text",
    [
        "<!---->" * 40 + "<div>",
        "<!---->" * 1200,
        "<!--" + "- " * 4000,
        "\n" * 8000 + "<html",
        "<?xml " + "?" * 8000,
        "---\ntitle" + " " * 60_000 + "\n---\nwords",
        "---\n" * 15_000,
    ],
    ids=range(7),
)
def test_no_beginning_of_a_file_is_looked_at_for_long(text: str) -> None:
    begun = time.process_time()
    with suppress(IngestError):
        read_bytes(text.encode(), "-", format=None)
    # The first one took minutes for 26 comments, and twice as long for each more.
    assert time.process_time() - begun < 5


def test_a_file_knows_its_path_and_size(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("Größe".encode())
    provenance = read_file(file).provenance
    assert (provenance.path, provenance.size, provenance.format) == (str(file.resolve()), 7, "text")


def test_errors_name_the_file_that_cannot_be_opened(tmp_path: Path) -> None:
    loop = tmp_path / "loop.txt"
    loop.symlink_to(loop)
    for path, why in ((tmp_path / "none.txt", "no such file"), (tmp_path, "a folder"), (loop, "cannot be read")):
        with pytest.raises(IngestError, match=why) as caught:
            read_file(path)
        assert str(caught.value).startswith(f"{path}: ")
    with pytest.raises(IngestError, match="device"):
        read_file(Path("/dev/null"))


def test_folders_are_searched_in_order(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a.md",
        "c.HTML",
        "d.png",
        ".hidden.txt",
        "sub/e.text",
        "sub/f.htm",
        ".git/g.txt",
        "z.markdown",
    ):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("words")
    (tmp_path / "sub" / "loop").symlink_to(tmp_path)
    (tmp_path / "sub" / "gone.txt").symlink_to(tmp_path / "nowhere")
    given = [tmp_path / "d.png", tmp_path]
    found = [str(path.relative_to(tmp_path)) for path in find_files(given)]
    assert found == ["d.png", "a.md", "b.txt", "c.HTML", "sub/e.text", "sub/f.htm", "z.markdown"]


def test_the_search_goes_on_after_a_missing_path(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("words")
    errors: list[IngestError] = []
    assert list(find_files([tmp_path / "none", file], errors.append)) == [file]
    assert "none: there is no such file" in str(*errors)
    with pytest.raises(IngestError, match="none: there is no such file"):
        list(find_files([tmp_path / "none", file]))
