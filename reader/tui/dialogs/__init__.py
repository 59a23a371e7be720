"""Small windows over a screen: one file, one question."""
