"""The panes and lines of the main screen: they are given values and answer with messages."""
