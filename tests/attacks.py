"""Strings that would act on a terminal, hide on it, or be taken for markup or formats, were they let through."""

from __future__ import annotations

from collections.abc import Iterator

MARKER = "4711"
"""A number in many of the attacks that the program itself has no reason to send."""

_OSC = {
    "clipboard": "52;c;cm0gLXJmIH4=",
    "primary selection": "52;p;cm0gLXJmIH4=",
    "clipboard asked for": "52;c;?",
    "link": f"8;id={MARKER};https://example.org/{MARKER}",
    "title and icon": f"0;pwned {MARKER}",
    "icon": f"1;pwned {MARKER}",
    "title": f"2;pwned {MARKER}",
    "colour": "4;1;rgb:ff/00/00",
    "colour asked for": "4;1;?",
    "working directory": "7;file://example.org/etc",
    "notification": "9;pwned",
    "progress": "9;4;1;50",
    "text colour": "10;#ff0000",
    "ground asked for": "11;?",
    "cursor colour": "12;red",
    "pointer": "22;wait",
    "font": "50;pwned",
    "file": "1337;File=name=cHduZWQ=;inline=1:cHduZWQ=",
    "prompt": "133;A",
    "desktop notification": "777;notify;pwned;pwned",
    "kitty notification": "99;i=1:d=0;pwned",
    "reset of colours": "104",
}
_CSI = {
    "colour": f"31;{MARKER}m",
    "underline": "4:3m",
    "everything hidden": "8m",
    "cursor": f"{MARKER};{MARKER}H",
    "up": f"{MARKER}A",
    "erase screen": "2J",
    "erase history": "3J",
    "erase line": "2K",
    "insert lines": f"{MARKER}L",
    "delete characters": f"{MARKER}P",
    "repeat": f"{MARKER}b",
    "scroll": f"{MARKER}S",
    "scroll region": "2;3r",
    "left and right margins": "2;3s",
    "margins on": "?69h",
    "main screen": "?1049l",
    "other screen": "?1049h",
    "cursor hidden": "?25l",
    "cursor style": "5 q",
    "pastes unmarked": "?2004l",
    "mouse on": "?1003h",
    "mouse off": "?1006l",
    "reverse screen": "?5h",
    "132 columns": "?3h",
    "held frame": "?2026h",
    "end of frame": "?2026l",
    "insert mode": "4h",
    "answer asked for": "6n",
    "device asked for": "c",
    "second device": ">c",
    "version asked for": ">q",
    "mode asked for": "?2026$p",
    "title reported": "21t",
    "window moved": "3;0;0t",
    "window small": "8;1;1t",
    "title kept": "22;0t",
    "keyboard": ">31u",
    "other keys": ">4;2m",
    "soft reset": "!p",
    "locator": "1'z",
    "paste begins": "200~",
    "paste ends": "201~",
    "mouse report": "<0;1;1M",
    "rectangle": "65;1;1;9;9$x",
    "printer": "5i",
    "leds": "1;2q",
}
_DCS = {
    "termcap asked for": "+q544e",
    "settings asked for": "$qm",
    "sixels": "q#0;2;100;0;0#0~~",
    "keys defined": "0;1|17/726d0d",
    "tmux": "tmux;\x1b\x1b]52;c;cm0=\x07",
    "frame": "=1s",
}
_STRINGS = {"APC": ("_", "\x9f"), "PM": ("^", "\x9e"), "SOS": ("X", "\x98")}
_ESCAPES = ("c", "7", "8", "#8", "(0", ")B", "*0", "n", "o", "|", "}", "~", "=", ">", "D", "E", "M", "H", "N", "O",
            "Z", " F", " G", "%@", "%G", "\\", "l", "m", "k" + "pwned\x1b\\", "\x1b[31m")  # fmt: skip
_BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_HIDDEN = (
    "\u00ad\u034f\u115f\u1160\u17b4\u180b\u180e\u200b\u200c\u200d\u2028\u2029\u2060\u2061\u2063\u206a\u206f\u3164"
    "\ufe00\ufe0f\ufeff\uffa0\ufff9\ufffa\ufffb\U0001bca0\U0001d173\U000e0001\U000e0020\U000e007f\U000e0100\U000e01ef"
    "\ue000\U0010fffd\ufdd0\uffff"
)
MARKUP = (
    "[red]scarlet[/red]",
    "[@click=app.quit]press[/]",
    "[@click=screen.quit()]press[/@click=]",
    "[link=https://example.org]there[/link]",
    "[link='javascript:alert(1)']there[/link]",
    "[/nothing]",
    "[/]",
    "[",
    "[[bold]]\\[bold]",
    "[$primary on $error]theme",
    "[b",
    "[reverse blink conceal]x",
    ":skull: :warning:",
    "<b>bold</b><script>alert(1)</script>",
    "\\textbf{x}\\input{/etc/passwd}",
)
FORMATS = (
    "%s %n %x %(name)s %%",
    "{} {0} {cue} {self.__class__} {",
    "}",
    "$(touch pwned) `touch pwned`",
    "; touch pwned #",
    "| touch pwned",
    "&& touch pwned",
    "--version",
    "../../etc/passwd",
    "\\x1b[31m \\033]0;x\\a \\u001b",
)


def attacks() -> list[str]:
    """All of them, each once."""
    return list(dict.fromkeys(_all()))


def _all() -> Iterator[str]:
    for body in _OSC.values():
        for end in ("\x07", "\x1b\\", "\x9c", ""):
            yield f"\x1b]{body}{end}"
        yield f"\x9d{body}\x9c"
    for body in _CSI.values():
        yield from (f"\x1b[{body}", f"\x9b{body}")
    for body in _DCS.values():
        yield from (f"\x1bP{body}\x1b\\", f"\x90{body}\x9c")
    for seven, eight in _STRINGS.values():
        yield from (f"\x1b{seven}Gf=24;cHduZWQ=\x1b\\", f"{eight}pwned\x9c", f"\x1b{seven}unended")
    yield from (f"\x1b{end}" for end in _ESCAPES)
    yield from (f"a{chr(code)}b" for code in (*range(0x20), *range(0x7F, 0xA0)))
    yield from (f"a{control}b{control}c" for control in _BIDI + _HIDDEN)
    yield from ("\u202edesrever\u202c", "\u2066isolated\u2069", "word" + _as_tags("hidden"), "e" + "\u0301" * 200)
    yield from ("over\b\b\b\bwritten", "hidden\rshown", "\x1b" * 50, "\x1b[" + "1;" * 500 + "m")
    yield from (*MARKUP, *FORMATS)


def _as_tags(words: str) -> str:
    return "".join(chr(0xE0000 + ord(letter)) for letter in words)
