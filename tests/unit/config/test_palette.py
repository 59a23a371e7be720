"""Palettes: readable on every background, distinct without colour, and harmless if a file is wrong."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from reader.config.palette import TERMINAL_COLOURS, Palette, TextStyle, load_palette, load_palettes
from reader.config.paths import themes_dir
from reader.model.analysis import EntityType, QuotationRole
from reader.model.document import BlockKind, MarkupKind
from reader.text.layout.article_layers import HUES, NEUTRAL, effective_styles
from reader.tui.appearance.style_book import StyleBook
from tests.unit.config.contrast import VISIONS, contrast, distance, luminance

PALETTES, ERRORS = load_palettes([themes_dir()])
NAMES = {
    *(kind.value for kind in BlockKind),
    *(kind.value for kind in MarkupKind),
    *(f"entity-{type.value}" for type in EntityType),
    *(f"speaker-{number}" for number in range(1, HUES + 1)),
    NEUTRAL,
    QuotationRole.SCARE.value,
    QuotationRole.TITLE.value,
    *("headline-quotation", "search", "search-current", "current", "dimmed", "selection", "bookmark", "doubtful"),
}
ENTITIES = [f"entity-{type.value}" for type in EntityType]

TERMINALS = {
    "xterm": "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 "
    "7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff",
    "vga": "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa "
    "555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff",
    "tango": "000000 cc0000 4e9a06 c4a000 3465a4 75507b 06989a d3d7cf "
    "555753 ef2929 8ae234 fce94f 729fcf ad7fa8 34e2e2 eeeeec",
}


def seen(palette: Palette, colour: str, terminal: str, *, ground: bool = False) -> str:
    """The colour as `#rrggbb`, on a terminal with black and white for its own text and ground."""
    if not palette.ansi:
        return colour
    if colour == "ansi_default":
        return "#000000" if ground == palette.dark else "#ffffff"
    return f"#{TERMINALS[terminal].split()[TERMINAL_COLOURS.index(colour) - 1]}"


def test_there_are_two_themes_for_reading_and_two_of_the_terminal() -> None:
    assert not ERRORS
    found = {name: (palette.dark, palette.ansi) for name, palette in PALETTES.items()}
    assert found == {
        "ink": (True, False),
        "paper": (False, False),
        "ansi-dark": (True, True),
        "ansi-light": (False, True),
    }


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_every_name_has_a_style(palette: Palette) -> None:
    assert palette.styles.keys() >= NAMES
    with pytest.raises(KeyError):
        palette.styles["no such style"]


@pytest.mark.parametrize("terminal", TERMINALS)
@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_every_style_can_be_read_on_every_ground(palette: Palette, terminal: str) -> None:
    for name, style in palette.styles.items():
        for ground in (palette.ground, palette.side, palette.selection):
            colour, background = style.foreground or palette.text, style.background or ground
            shown = contrast(seen(palette, colour, terminal), seen(palette, background, terminal, ground=True))
            assert shown >= 4.5, f"{name}: {colour} on {background} has {shown:.2f}"


@pytest.mark.parametrize("name", ["ink", "paper"])
def test_the_text_stands_out_most_from_the_ground(name: str) -> None:
    palette = PALETTES[name]
    text = contrast(palette.text, palette.ground)
    for style, look in palette.styles.items():
        if look.foreground not in (None, palette.text) and look.background is None:
            assert contrast(look.foreground or "", palette.ground) < text, style


@pytest.mark.parametrize("name", ["ink", "paper"])
def test_a_selection_differs_from_the_other_tints(name: str) -> None:
    palette = PALETTES[name]
    selected = palette.styles["selection"].background or ""
    assert contrast(palette.text, palette.ground) > contrast(palette.text, selected) >= 4.5
    assert contrast(selected, palette.ground) < contrast(palette.focus, palette.ground)
    for other in ("annotation", "current"):
        assert distance(selected, palette.styles[other].background or "", "full") >= 0.06, other


@pytest.mark.parametrize("name", ["ink", "paper"])
@pytest.mark.parametrize("vision", VISIONS)
def test_the_hues_of_speakers_are_distinct(name: str, vision: str) -> None:
    hues = PALETTES[name].speakers
    nearest, pair = min((distance(one, other, vision), (one, other)) for one, other in combinations(hues, 2))
    assert nearest >= (0.09 if vision == "full" else 0.045), pair


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_without_colour_styles_still_differ(palette: Palette) -> None:
    plain = palette.without_colour()
    assert all(style.foreground is style.background is None for style in plain.styles.values())
    unmarked = TextStyle()
    entities = [plain.styles[name] for name in ENTITIES]
    assert len({unmarked, plain.styles["speaker-1"], *entities}) == len(ENTITIES) + 2
    marks = ["search", "search-current", "current", "selection", "dimmed", "speaker-1", "doubtful"]
    assert len({unmarked, *(plain.styles[name] for name in marks)}) == len(marks) + 1
    assert len({plain.styles[name] for name in ("link", "emphasis", "strong", "paragraph")}) == 4
    assert plain.styles["doubtful"] not in entities


@pytest.mark.parametrize("coloured", [True, False], ids=["coloured", "plain"])
@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_what_is_current_differs_from_all_that_is_only_highlighted(palette: Palette, coloured: bool) -> None:
    book = StyleBook.of_article(palette if coloured else palette.without_colour(), palette.ground)
    for name in (*ENTITIES, NEUTRAL, "speaker-1", "link", "strong", "emphasis", "doubtful"):
        highlighted, current = (name, "annotation"), (name, "annotation", "current")
        shown = (effective_styles(styles, BlockKind.PARAGRAPH) for styles in (highlighted, current))
        one, other = (book.style(styles) for styles in shown)
        assert one != other, name


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_what_is_current_is_never_dim(palette: Palette) -> None:
    plain = palette.without_colour()
    for name in plain.styles.keys() - {"current", "search-current"}:
        assert not StyleBook.of_article(plain, "").style((name, "current")).dim, name


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_doubtful_words_differ_from_others_in_every_theme(palette: Palette) -> None:
    for each in (palette, palette.without_colour(), palette.for_256()):
        book = StyleBook.of_article(each, each.ground)
        assert book.style(("paragraph", "doubtful")) != book.style(("paragraph",))
        assert book.style(("paragraph", "doubtful", "speaker-1")) != book.style(("paragraph", "speaker-1"))


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_entities_of_each_type_look_different(palette: Palette) -> None:
    assert len({palette.styles[name] for name in ENTITIES}) == len(ENTITIES)
    assert palette.styles["entity-person"].underline
    assert palette.styles["entity-person"].foreground == palette.text


def written(folder: Path, name: str, **changes: str | None) -> Path:
    """The shipped ink theme under another name, with some lines changed or left out."""
    lines = (themes_dir() / "ink.toml").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line.partition(" = ")[0] not in changes]
    added = [f"{key} = {value}" for key, value in changes.items() if value is not None]
    path = folder / f"{name}.toml"
    path.write_text("\n".join([*kept, *added]), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"ground": None}, "missing key 'ground'"),
        ({"colour": '"#000000"'}, "unknown key 'colour'"),
        ({"text": '"white"'}, "text must be a colour such as #a0b1c2, not 'white'"),
        ({"text": '"ansi_white"'}, "text must be a colour such as #a0b1c2"),
        ({"text": '"#12345g"'}, "text must be a colour"),
        ({"text": '"#123456\\n"'}, "text must be a colour"),
        ({"speakers": '["#000000"]'}, "speakers must be a list of six"),
        ({"speakers": "3"}, "speakers must be a list of six"),
        ({"dark": '"yes"'}, "dark must be true or false"),
        ({"title": '""'}, "title must be text in quotes"),
        ({"ansi": "true"}, "must be a terminal colour such as ansi_blue"),
        ({"text": "["}, "not TOML"),
        ({"text": "[" * 5000}, "not TOML"),
        ({"text": "1" * 5000}, "not TOML"),
    ],
)
def test_a_wrong_theme_file_is_named_with_its_key(
    tmp_path: Path, changes: dict[str, str | None], complaint: str
) -> None:
    path = written(tmp_path, "mine", **changes)
    palettes, errors = load_palettes([themes_dir(), tmp_path])
    assert palettes.keys() == PALETTES.keys()
    (error,) = errors
    assert str(path) in str(error)
    assert complaint in str(error)
    assert "\n" not in str(error)


@pytest.mark.parametrize("value", ["5", "[5]", '"ground"', "true"])
def test_colours_for_256_are_a_table(tmp_path: Path, value: str) -> None:
    written(tmp_path, "mine", in_256=value)
    _, (error,) = load_palettes([tmp_path])
    assert "in_256 must be a table" in str(error)


def test_an_unreadable_theme_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "bytes.toml").write_bytes(b"title = '\xff'")
    (tmp_path / "folder.toml").mkdir()
    palettes, errors = load_palettes([tmp_path, tmp_path / "missing"])
    assert not palettes
    assert ["UTF-8" in str(errors[0]), "cannot be read" in str(errors[1])] == [True, True]


def test_a_later_folder_takes_precedence_and_a_broken_file_leaves_the_earlier_one(tmp_path: Path) -> None:
    written(tmp_path, "ink", title='"Mine"')
    written(tmp_path, "paper", text="3")
    palettes, errors = load_palettes([themes_dir(), tmp_path])
    assert palettes["ink"].title == "Mine"
    assert palettes["paper"] == PALETTES["paper"]
    assert len(errors) == 1


def test_a_palette_is_named_as_its_file(tmp_path: Path) -> None:
    assert load_palette(written(tmp_path, "dusk")).name == "dusk"


def test_dark_themes_are_dark() -> None:
    assert luminance(PALETTES["ink"].ground) < 0.05 < 0.8 < luminance(PALETTES["paper"].ground)
