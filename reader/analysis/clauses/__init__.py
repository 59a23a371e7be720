"""Clauses: the words in them that may report something, and how far the report reaches."""
