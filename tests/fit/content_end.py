"""Fits reader/analysis/lexicon/content_end.tsv, where the content of a report ends, on annotated articles.

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
from reader.analysis.clauses.content_end import FIXED_ENDS, breaks, last_end
from reader.analysis.clauses.cues import Cue
from reader.analysis.drafts import StatementDraft
from reader.analysis.passage import Passage, Sentence
from reader.analysis.pipeline import Pipeline
from reader.analysis.protocol import DEFAULT_MODEL, engine
from reader.analysis.rules.attribution import attribute
from reader.analysis.rules.reported_clauses import open_candidates
from reader.ingest import read_file
from reader.model.span import Span
from tests.fit.cues import Weights, annotated_statements, command_line, fitted_texts, regression, words_in, write

TABLE = Path(lexicon.__file__).with_name("content_end.tsv")
HEAD = (
    "# The weight of each feature of a possible end of content (log-odds). Fitted by tests/fit/content_end.py.\n"
)
_NEAR = 12
"""How far apart, in code points, the annotated start of a report and that of a candidate may be."""
Step = tuple[Sequence[str], bool]
"""The features of a place where a report may end, and whether it does."""


def main() -> None:
    """Fit on the folder that the command line names."""
    folder, table = command_line(TABLE)
    pipeline = Pipeline.load(DEFAULT_MODEL, engine())
    write(fit(step for path in fitted_texts(folder) for step in article_steps(pipeline, path)), table, HEAD)


def fit(steps: Iterable[Step]) -> Weights:
    """The fitted weights."""
    rows, ends = zip(*steps, strict=True)
    return regression(rows, ends)


def article_steps(pipeline: Pipeline, path: Path) -> list[Step]:
    """The examples of one article."""
    article = read_file(path)
    annotated = annotated_statements(path)
    steps: list[Step] = []

    def collect(
        sentence: Sentence, cues: Sequence[Cue], used: set[int], taken: Sequence[Span]
    ) -> Iterable[StatementDraft]:
        for candidate in open_candidates(sentence, cues, used, taken):
            if candidate.construction not in FIXED_ENDS:
                end = annotated_end(sentence.passage, candidate, annotated)
                steps.extend(_steps(article.text, sentence, candidate, end) if end else ())
        return ()

    attribute(pipeline.passages(article.text, article.blocks), collect)
    return steps


def annotated_end(
    passage: Passage, candidate: Candidate, annotated: Sequence[tuple[list[Span], list[Span]]]
) -> int | None:
    """Where the annotated report with a candidate's cue ends, if it starts where the candidate's content does."""
    cue = passage.span(*candidate.cue.words)
    start = passage.start_of(candidate.ranges[-1][0])
    for said, by in annotated:
        if any(span.overlaps(cue) for span in by):
            near = (span.end for span in said if abs(span.start - start) <= _NEAR and span.end > start)
            return next(near, None)
    return None


def _steps(text: str, sentence: Sentence, candidate: Candidate, end: int) -> Iterator[Step]:
    """The places up to the annotated end; none if the report can end at none of them."""
    passage = sentence.passage
    steps: list[Step] = []
    for place in breaks(sentence, candidate):
        offset = passage.start_of(place.token)
        ends = end <= offset and not words_in(text, [Span(end, offset)])
        steps.append((place.features, ends))
        if end <= offset:
            return iter(steps if ends else ())
    last = passage.end_of(last_end(sentence, candidate) - 1)
    return iter(() if end < last and words_in(text, [Span(end, last)]) else steps)


if __name__ == "__main__":
    main()
