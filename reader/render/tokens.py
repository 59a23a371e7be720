"""Token types of an article: one below `Token.Article` for each kind of block, below it chains of styles."""

from __future__ import annotations

from pygments.token import Token, _TokenType

from reader.model.document import BlockKind
from reader.text.layout.article_layers import fitting


def token_of(styles: tuple[str, ...], kind: BlockKind | None) -> _TokenType:
    """The token type of words in a block of `kind` that wear `styles`, lowest first; `Token.Text` between blocks.

    `Token.Article.Headline.Speaker1` looks like a headline in the colour of the first speaker, since styles of
    Pygments are inherited from the type above, as styles of a palette are painted over what lies below.
    """
    if kind is None:
        return Token.Text
    token: _TokenType = getattr(Token.Article, camel(kind.value))
    for style in dict.fromkeys(fitting(styles, kind)):
        token = getattr(token, camel(style))
    return token


def camel(name: str) -> str:
    """A style's name as the name of a token type: `entity-person` is `EntityPerson`."""
    return "".join(part.capitalize() for part in name.replace("-", " ").split())
