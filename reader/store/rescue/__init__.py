"""Saves what can be read of a damaged library: its pages, the rows on them, and a new library made of those."""
