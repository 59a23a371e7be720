"""Articles for terminal sessions: scripts of every width, and a long one."""

from __future__ import annotations

from reader.model.document import Article, Block, BlockKind
from reader.model.span import Span

FOREIGN = (
    "港の計画は「実行不可能」と大臣が語る。費用は三倍になると専門家は述べた。 ",
    "ＷＩＤＥ and narrow, 한국어 문장 하나, e\u0301 and n\u0303, ﷽ and ก็ in one line. ",
    "العربية: قال الوزير إن الخطة غير قابلة للتنفيذ. ",
    "हिन्दी में मंत्री ने कहा कि योजना संभव नहीं है। ",
    "A family 👨‍👩‍👧‍👦, a flag 🇳🇴, a heart ❤️, a hand 👋🏽, and words after them. ",
    "Controls \x1b[31m and \x07 and \u202e are shown and never sent. ",
)


def foreign() -> Article:
    """Paragraphs in scripts whose characters fill no cell, one or two."""
    return _article("港の計画 e\u0301 👨‍👩‍👧", [paragraph * 6 for paragraph in FOREIGN])


def long() -> Article:
    """A few hundred rows, all different."""
    return _article(
        "A long report",
        [
            " ".join(f"word{number * place % 97} of paragraph {number}," for place in range(1, 40)) + " it ends."
            for number in range(40)
        ],
    )


def _article(title: str, paragraphs: list[str]) -> Article:
    text, blocks = "", []
    for paragraph in paragraphs:
        blocks.append(Block(Span(len(text), len(text) + len(paragraph)), BlockKind.PARAGRAPH))
        text += paragraph + "\n\n"
    return Article(title, text, tuple(blocks), outlet="Daily", published="2020-02-02")
