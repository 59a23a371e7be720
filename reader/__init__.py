"""A close reader for news in the terminal: who says what, and on whose word."""

__version__ = "0.1.0"
