"""What looks like a name and is none: abbreviations, greetings, labels of mail, files and shouted words."""

from __future__ import annotations

import re

from reader.analysis.lexicon import word_set
from reader.analysis.passage import Passage

_MAIL_WORDS = word_set("mail-words", "naming")
_MAIL_LABELS = word_set("mail-labels", "naming")
_SHOUTED = word_set("shouted", "naming")
_ABBREVIATIONS = word_set("abbreviations", "naming")
_GREETINGS = word_set("greetings", "naming")
_FILE = re.compile(
    r"\A(?:(?:https?:|www\.)\S+"
    r"|\S+\.(?:docx?|xlsx?|pptx?|pdf|txt|rtf|html?|jpe?g|png|gif|zip|csv|xml|exe|mp[34]|mov|avi))",
    re.IGNORECASE,
)
"""The address of a page, or the name of a file."""


def is_no_name(passage: Passage, start: int, end: int) -> bool:
    """Return True for 'FYI', 'Kind Regards', 'Email:' at the start of a line, 'report.pdf' and 'FREE'."""
    said = passage.doc[start:end]
    lower = [token.lower_.strip(".") for token in said]
    if any(token.like_email or _FILE.fullmatch(token.text) for token in said):
        return True
    if start == 0 and all(word in _MAIL_WORDS for word in lower):
        return True
    shouted = all(word in _SHOUTED for word in lower) and said.text.isupper() and not passage.text.isupper()
    if len(said) > 1 or shouted:
        return shouted
    after = passage.doc[end : end + 1].text
    if start == 0 and after == ":" and lower[0] in _MAIL_LABELS:
        return True
    return lower[0] in _ABBREVIATIONS and said.text.isupper()


def first_of_name(passage: Passage, start: int, end: int) -> int:
    """The first token of a name after a greeting or a label: 'Hi | Marta', 'P.S. | Ravi'."""
    opening = start == 0 and end > 1 and passage.doc[0].lower_.strip(".,:") in _GREETINGS
    return start + int(opening)
