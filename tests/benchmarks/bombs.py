"""Has pages and texts read that may keep their parser busy: `python -m tests.benchmarks.bombs`.

Prints how long each took in seconds, and how it ended: with an article, or with one line that refuses it. None may
take longer than the parser's limit and the time to start.
"""

from __future__ import annotations

import time

from reader.ingest import read_bytes
from reader.ingest.parser_process import START_LIMIT, TIME_LIMIT, ParserProcess
from reader.model.errors import IngestError
from tests.slow_page import TABLES

LENGTH = 2_000_000
PAGES = {
    "attributes": f"<p {' '.join(f'a{number}=1' for number in range(40_000))}>words</p>",
    "comments": "<!---->" * 200_000 + "<div>",
    "paragraphs": "<p>a b c</p>" * 100_000,
    "divisions in each other": "<div>" * 100_000 + "words",
    "tables": TABLES,
    "tables in each other": "<table><tr><td>" * 500 + "words",
    "lists in each other": "<ul><li>x" * 3_000,
    "lists": "<ul>" + "<li>word one</li>" * 50_000 + "</ul>",
    "links": "<a href=x>y</a>" * 50_000,
    "spans": "<p>" + "<span>x</span>" * 50_000 + "</p>",
    "breaks": "<p>" + "x<br>" * 50_000 + "</p>",
    "metadata": "<meta property='og:title' content='x'>" * 30_000 + "<p>words</p>",
    "headings": "<h1>a</h1>" * 30_000,
    "one long attribute": f"<p a='{'x' * LENGTH}'>words</p>",
}
TEXTS = {
    "dots": ".",
    "spaces in a line": "a" + " " * 1_000,
    "lines": "a\n",
    "marks": '"',
    "front matter": "---\n",
    "headings": "# a\n\n",
    "emphasis": "*a **b ",
    "code": "`a``b",
    "list": "- a\n",
    "links": "[a](b) ",
}


def main() -> None:
    """Measure and print."""
    with ParserProcess() as parser:
        for name, page in PAGES.items():
            _print(f"page: {name}", f"<html><body>{page}</body></html>", "a.html", parser)
        for name, mould in TEXTS.items():
            text = (mould * LENGTH)[:LENGTH]
            _print(f"text: {name}", text, "a.txt", parser)
            _print(f"markdown: {name}", text, "a.md", parser)


def _print(name: str, source: str, file: str, parser: ParserProcess) -> None:
    begun = time.monotonic()
    try:
        end = f"{len(read_bytes(source.encode(), file, parser=parser).text)} code points"
    except IngestError as error:
        end = str(error)
    took = time.monotonic() - begun
    late = "  TOO LONG" if took > TIME_LIMIT + START_LIMIT else ""
    print(f"{name:34} {took:6.1f} s  {end}{late}", flush=True)


if __name__ == "__main__":
    main()
