"""Appearance: themes, styles, pane layout, and what the terminal can display."""
