"""The interface on Textual."""
