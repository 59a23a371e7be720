"""Movement through an article: units, motions, selections, search."""
