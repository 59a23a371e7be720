"""Makes Markdown from elsewhere inert in a vault: it reads the same, but loads, runs and links nothing.

A vault's own programs look at the raw text as well as at what is rendered, and code does not keep all of them
away, so everything is escaped everywhere: Obsidian's links, embeds, tags, comments, callouts and block ids,
Dataview's queries and fields, Templater's tags, tasks, formulas, HTML, images, and links that lead to anything but
the web.
"""

from __future__ import annotations

import re

_ACTIVE = re.compile(
    r"""
      (?P<escaped> \\ (?:<(?=%) | [^\n]) )         # what is escaped already, but for Templater
    | (?P<tag> <% | %> | <(?=[A-Za-z/!?]) )        # Templater, HTML
    | (?P<twice> %%+ | \[\[+ | \]\]+ | \{\{+ | ::+ )  # comments, wiki links, templates, fields
    | (?P<image> !\[+ )
    | (?P<callout> \[(?=!) )
    | (?P<link> \]\((?!<?https?://[^\s<>()]*>?[ \t]*[)"']) )
    | (?P<definition> \](?=:) )
    | (?P<query> (?<!`)`+(?=\s*\$?=) )                   # a query of Dataview in code
    | (?P<hashtag> \#(?=[^\s\#]) )
    | (?P<block> \^(?=[A-Za-z0-9-]+[ \t]*$) )
    | (?P<formula> \$ )
    | (?P<task> (?<=[-*+.)][ \t])\[(?=[^\n]\]) )
    """,
    re.VERBOSE | re.MULTILINE,
)
_FENCE_INFO = re.compile(r"^((?:[^\w\n`~]|\d)*)(`{3,}|~{3,})[ \t]*\S[^\n`]*$", re.MULTILINE)
"""A fence with the name of a language, which may be that of a program in the vault."""


def inert(text: str) -> str:
    """Return Markdown in which only emphasis, headings, lists, quotations, code and links to the web are left."""
    return _ACTIVE.sub(_escaped, _FENCE_INFO.sub(r"\1\2text", text))


def _escaped(match: re.Match[str]) -> str:
    found = match[0]
    if match["escaped"]:
        # A raw "<%" counts for Templater, whatever stands before it.
        return r"\<" + "\\" if found == r"\<" else found
    if match["link"]:
        return r"]\("
    return "".join(f"\\{character}" for character in found)
