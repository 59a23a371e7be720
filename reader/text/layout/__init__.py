"""An article laid out in rows: wrapping, layers of styled spans, graphemes."""
