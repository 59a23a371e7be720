"""Turns an article into Pygments tokens and prints it with any Pygments formatter."""
