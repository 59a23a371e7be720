"""The main screen, what it consists of, and the window of all notes."""
