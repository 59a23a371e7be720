"""Quotations, found by their marks alone."""
