"""A close reader for news in the terminal: who says what, and on whose word."""

__version__ = "0.1.0"
__all__ = ["__version__", "analyze", "analyze_many"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from reader.corpora import analyze, analyze_many


def __getattr__(name: str) -> object:
    """Import what analyses texts when it is first asked for: the program itself starts without it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module("reader.corpora"), name)
