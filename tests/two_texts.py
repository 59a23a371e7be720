"""Two articles that name the same person, a spokesman and officials, who are others in each."""

from __future__ import annotations

from reader.model.analysis import Analysis, Engine, Source, SourceKind, Statement, StatementKind
from reader.model.document import Article, Block, BlockKind
from reader.model.span import Span
from reader.text.wording.formatting import words_in

PERSON, SPOKESMAN, OFFICIALS = "Yuri Ushakov", "A spokesman", "Officials"


def _article(title: str, *sentences: str) -> Article:
    text = f"{title}\n\n{' '.join(sentences)}\n"
    paragraph = Span(len(title) + 2, len(text) - 1)
    blocks = Block(Span(0, len(title)), BlockKind.HEADLINE), Block(paragraph, BlockKind.PARAGRAPH)
    return Article(title, text, blocks, url=f"https://example.org/{title.split()[1]}")


FIRST = _article(
    "The talks are over",
    "Yuri Ushakov said the talks had failed.",
    "A spokesman said nothing had changed.",
    "Officials said prices would rise.",
)
SECOND = _article(
    "The port is shut",
    "Yuri Ushakov said the port was shut.",
    "A spokesman said ships had left.",
    "Officials said the docks were empty.",
)
KINDS = {PERSON: SourceKind.PERSON, SPOKESMAN: SourceKind.UNNAMED, OFFICIALS: SourceKind.UNNAMED}


def analysis_of(article: Article, engine: Engine) -> Analysis:
    """Return who says what in one of the articles: each of the three one statement, `t1` to `t3`."""
    text = article.text
    sources, statements = [], []
    for number, (name, kind) in enumerate(KINDS.items(), 1):
        at = text.index(name)
        mention, cue = Span(at, at + len(name)), Span(at + len(name) + 1, at + len(name) + 5)
        content = Span(cue.end + 1, text.index(".", cue.end))
        words = words_in(content.of(text))
        sources.append(Source(f"s{number}", name, kind, None, None, (mention,), 1, words))
        said = (content,), (cue,), (mention,)
        statements.append(
            Statement(f"t{number}", StatementKind.INDIRECT, *said, f"s{number}", (), "cue-clause", 0.88)
        )
    return Analysis(engine, sources=tuple(sources), statements=tuple(statements))


def said_in(analysis: Analysis) -> list[str]:
    """Return who says the statements, one after the other."""
    names = {source.id: source.name for source in analysis.sources}
    return [names.get(each.source_id or "", "") for each in analysis.statements]
