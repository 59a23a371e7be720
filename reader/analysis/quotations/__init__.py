"""Finds quotations by their marks alone."""
