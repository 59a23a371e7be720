"""Combined styles: the highest one that says something about colour or form is seen."""

from __future__ import annotations

from rich.style import Style

from reader.config.palette import TextStyle
from reader.tui.appearance.style_book import StyleBook


def test_a_style_over_another_keeps_what_it_does_not_set() -> None:
    styles = {"slanted": TextStyle(italic=True), "dark": TextStyle("#222222"), "plain": TextStyle()}
    base = Style(color="#111111", bgcolor="#eeeeee", bold=True)
    book = StyleBook(styles, base)
    assert book.style(("slanted",)) == base + Style(italic=True)
    assert book.style(("dark",)) == Style(color="#222222", bgcolor="#eeeeee", bold=True)
    assert book.style(("plain",)) == book.style() == base
    assert book.style(("slanted", "dark")) == Style(color="#222222", bgcolor="#eeeeee", bold=True, italic=True)
