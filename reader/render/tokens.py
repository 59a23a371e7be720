"""Token types of an article: one below `Token.Article` for each kind of block, and below it for each style."""

from __future__ import annotations

from pygments.token import Token, _TokenType

from reader.model.document import BlockKind
from reader.text.paint import fitting


def token_of(styles: tuple[str, ...], kind: BlockKind | None) -> _TokenType:
    """The token type of words in a block of `kind` that wear `styles`, lowest first; the highest one counts.

    `Token.Article.Headline.Speaker1` looks like a headline in the colour of the first speaker, since styles of
    Pygments are inherited from the type above.
    """
    if kind is None:
        return Token.Text
    token = getattr(Token.Article, camel(kind.value))
    above = fitting(styles, kind)
    spoken = [style for style in above if style.startswith("speaker-")]
    found: _TokenType = getattr(token, camel((spoken or above)[-1])) if above else token
    return found


def camel(name: str) -> str:
    """A style's name as the name of a token type: `entity-person` is `EntityPerson`."""
    return "".join(part.capitalize() for part in name.replace("-", " ").split())
