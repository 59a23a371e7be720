"""Times what is no ordinary article against one that is, in one run: `python -m tests.benchmarks.hostile`.

Prints the processor time of each text of 50,000 code points and its share of the ordinary article's. The budget of
the design is twice that share for heaps of marks, capitals and one endless sentence.
"""

from __future__ import annotations

import random
import re
import sys
from functools import partial

from reader.analysis.pipeline import Pipeline
from reader.analysis.protocol import DEFAULT_MODEL, engine
from reader.ingest import read_bytes
from tests.benchmarks.analysis import articles, seconds

LENGTH = 50_000
ROUNDS = 3
_CHANCE = random.Random(3)


def _random(signs: list[str]) -> str:
    return "".join(_CHANCE.choice(signs) for _ in range(LENGTH))


def _names() -> list[tuple[str, str]]:
    first, last = ("Anna", "John", "Mary", "Peter", "Laura"), ("Berg", "Smith", "Mills", "Hollis", "Novak", "Wei")
    return [(_CHANCE.choice(first), _CHANCE.choice(last)) for _ in range(LENGTH // 10)]


def texts() -> dict[str, str]:
    """The texts by their names, the ordinary one first."""
    ordinary = "\n\n".join(article.text for article in articles(sys.argv[1:]))
    moulds = {
        "marks": '"',
        "marks and spaces": '" ',
        "marks left open": "“Yes ",
        "capitals": "THE MINISTER SAID THAT NOBODY WOULD PAY FOR THE BRIDGE. ",
        "one sentence": "and the minister said that the mayor had told the council that ",
        "clauses with commas": "the ferry was late, the crew slept, the mayor said it would rain, ",
        "claims in claims": "her claim that his allegation that ",
        "names with commas": "Anna Berg, John Smith and Mary Mills, Peter Hollis, ",
        "roles": "the Russian president and the French minister and ",
        "one word": "said ",
        "one word a line": "Anna\nsaid\nyes\n",
        "paragraphs of one quotation": '"Short one."\n\n',
        "quotations in one paragraph": '"Short one," she said. ',
        "a transcript": "ANNA: Short one.\n\n",
    }
    made = {name: (mould * LENGTH)[:LENGTH] for name, mould in moulds.items()}
    nested = "“‘" * (LENGTH // 4) + "’”" * (LENGTH // 4)
    marks = list("\"'“”‘’«»„`  ab.,")
    return {
        "an ordinary article": (ordinary * (LENGTH // len(ordinary) + 1))[:LENGTH],
        **made,
        "an article in one sentence": re.sub(r"[\W_]+", " ", ordinary)[:LENGTH],
        "names without marks": " ".join(map(" ".join, _names()))[:LENGTH],
        "nested marks": nested,
        "random marks": _random(marks),
        "random marks in lines": _random([*marks, "\n"]),
        "different short quotations": "\n\n".join(f'"Number {n} here."' for n in range(2500)),
    }


def main() -> None:
    """Measure and print."""
    pipeline = Pipeline.load(DEFAULT_MODEL, engine(DEFAULT_MODEL))
    read = {name: read_bytes(text.encode(), "text.txt") for name, text in texts().items()}
    base = 0.0
    for name, article in read.items():
        times = [seconds(partial(pipeline.analyse, article.text, article.blocks)) for _ in range(ROUNDS)]
        middle = sorted(times)[ROUNDS // 2]
        base = base or middle
        print(f"{name:28} {middle:6.2f} s  {middle / base:5.2f}")


if __name__ == "__main__":
    main()
