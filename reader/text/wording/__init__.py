"""Words for people: dates and counts, citations, and why a statement is attributed to its source."""
