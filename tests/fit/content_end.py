"""Writes reader/analysis/lexicon/content_end.tsv: where what a cue reports ends, fitted on marked articles.

    python -m tests.fit.content_end ../shared/polnear/train [--out FILE]

--out FILE writes the table to FILE instead. The examples are the places of a sentence where a report may end (see
reader.analysis.clauses.content_end), up to the one where the annotated report does end. The regression is that of
tests.fit.cues.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from reader.analysis import lexicon
from reader.analysis.clauses.candidates import Candidate
from reader.analysis.clauses.content_end import WHOLE, breaks, furthest
from reader.analysis.clauses.cues import Cue
from reader.analysis.drafts import StatementDraft
from reader.analysis.passage import Passage, Sentence
from reader.analysis.pipeline import Pipeline
from reader.analysis.protocol import DEFAULT_MODEL, engine
from reader.analysis.rules.attribution import attribute
from reader.analysis.rules.reported_clauses import open_candidates
from reader.ingest import read_file
from reader.model.span import Span
from tests.fit.cues import Weights, asked, marked_statements, regression, texts, words_in, write

TABLE = Path(lexicon.__file__).with_name("content_end.tsv")
HEAD = "# What each feature of a place where a report may end is worth. Written by tests/fit/content_end.py.\n"
_NEAR = 12
"""How far apart, in code points, the marked start of a report and that of a candidate may be."""
Step = tuple[Sequence[str], bool]
"""The features of a place where a report may end, and whether it does."""


def main() -> None:
    """Fit on the folder that the command line names."""
    folder, table = asked(TABLE)
    pipeline = Pipeline.load(DEFAULT_MODEL, engine())
    write(fit(step for path in texts(folder) for step in article_steps(pipeline, path)), table, HEAD)


def fit(steps: Iterable[Step]) -> Weights:
    """The weights."""
    rows, ends = zip(*steps, strict=True)
    return regression(rows, ends)


def article_steps(pipeline: Pipeline, path: Path) -> list[Step]:
    """The examples of one article."""
    article = read_file(path)
    marked = marked_statements(path)
    steps: list[Step] = []

    def collect(
        passage: Passage, sentence: Sentence, cues: Sequence[Cue], used: set[int], taken: Sequence[Span]
    ) -> Iterable[StatementDraft]:
        for candidate in open_candidates(passage, sentence, cues, used, taken):
            if candidate.construction not in WHOLE:
                end = marked_end(passage, candidate, marked)
                steps.extend(_steps(article.text, passage, sentence, candidate, end) if end else ())
        return ()

    attribute(pipeline.passages(article.text, article.blocks), collect)
    return steps


def marked_end(
    passage: Passage, candidate: Candidate, marked: Sequence[tuple[list[Span], list[Span]]]
) -> int | None:
    """Where the report of a candidate's cue ends, as people marked it, if it starts where the candidate has it."""
    cue = passage.span(*candidate.cue.words)
    start = passage.start_of(candidate.ranges[-1][0])
    for said, by in marked:
        if any(span.overlaps(cue) for span in by):
            near = (span.end for span in said if abs(span.start - start) <= _NEAR and span.end > start)
            return next(near, None)
    return None


def _steps(text: str, passage: Passage, sentence: Sentence, candidate: Candidate, end: int) -> Iterator[Step]:
    """The places up to the marked end; none where that is no such place."""
    steps: list[Step] = []
    for place in breaks(passage, sentence, candidate):
        offset = passage.start_of(place.token)
        ends = end <= offset and not words_in(text, [Span(end, offset)])
        steps.append((place.features, ends))
        if end <= offset:
            return iter(steps if ends else ())
    last = passage.end_of(furthest(passage, sentence, candidate) - 1)
    return iter(() if end < last and words_in(text, [Span(end, last)]) else steps)


if __name__ == "__main__":
    main()
