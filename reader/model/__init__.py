"""What the program is about, as frozen values: documents, analyses, marks and errors. Standard library only."""
