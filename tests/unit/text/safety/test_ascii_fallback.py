"""Words in ASCII: nothing else is left, the width stays, and the locale decides as people mean it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.text.safety.ascii_fallback import has_unicode, in_ascii
from reader.text.safety.sanitise import own, sanitise, sanitise_line


def test_signs_become_what_is_like_them() -> None:
    assert in_ascii(own("│┊⚑•▌▸●★ “Zürich” – ‘é’ … 北京 → ␛·─┌┐")) == "|:!*|>** \"Zurich\" - 'e' ~ ???? > ^.-++"
    assert in_ascii(own("line\nline")) == "line\nline"


@given(st.text(st.characters(exclude_categories=["Cn"])))
def test_all_is_ascii(text: str) -> None:
    plain = in_ascii(sanitise(text))
    assert plain.isascii()
    assert sanitise(plain) == plain


@given(st.text())
def test_the_width_stays(text: str) -> None:
    shown = sanitise_line(text)
    assert len(in_ascii(shown, cell_len)) == sum(cell_len(character) for character in shown)


@pytest.mark.parametrize(
    ("environment", "unicode"),
    [
        ({}, True),
        ({"LANG": "C"}, False),
        ({"LANG": "POSIX"}, False),
        ({"LANG": "C.UTF-8"}, True),
        ({"LANG": "en_GB.utf8"}, True),
        ({"LANG": "de_DE.ISO-8859-1"}, False),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, False),
        ({"LANG": "C", "LC_CTYPE": "de_DE.UTF-8"}, True),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "C"}, False),
        ({"LANG": "en_US.ISO-8859-1", "LC_CTYPE": "C.UTF-8"}, False),
        ({"LANG": "en_US", "LC_CTYPE": "C.UTF-8"}, True),
        ({"LANG": "de_DE.utf8", "LC_CTYPE": "C.UTF-8"}, True),
        ({"LC_CTYPE": "C.UTF-8"}, True),
    ],
)
def test_the_locale_decides(environment: dict[str, str], unicode: bool) -> None:
    assert has_unicode(environment) is unicode
