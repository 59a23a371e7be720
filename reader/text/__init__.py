"""Pure geometry of text: rows, layers, motions, stand-ins. No Textual; the standard library alone."""
