"""Modes of the main screen: each changes the meaning of keys for a while."""
