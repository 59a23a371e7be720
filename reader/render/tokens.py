"""The Pygments token types of an article: one for each kind of block, and below it chains of styles."""

from __future__ import annotations

from pygments.token import Token, _TokenType

from reader.model.document import BlockKind
from reader.text.layout.article_layers import effective_styles


def token_of(styles: tuple[str, ...], kind: BlockKind | None) -> _TokenType:
    """Return the token type of text in a block of `kind` with `styles`, lowest first; `Token.Text` between blocks.

    Pygments inherits styles from the parent type, so `Token.Article.Headline.Speaker1` looks like a headline in
    the colour of the first speaker.
    """
    if kind is None:
        return Token.Text
    token: _TokenType = getattr(Token.Article, camel(kind.value))
    for style in dict.fromkeys(effective_styles(styles, kind)):
        token = getattr(token, camel(style))
    return token


def camel(name: str) -> str:
    """Turn a style's name into that of a token type: `entity-person` into `EntityPerson`."""
    return "".join(part.capitalize() for part in name.replace("-", " ").split())
