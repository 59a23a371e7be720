"""The domain as frozen values: documents, analyses, annotations, corrections, errors. Standard library only."""
