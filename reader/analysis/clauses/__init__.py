"""Grammar: clauses, what in them may report, and how far a report reaches."""
