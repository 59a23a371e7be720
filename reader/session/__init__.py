"""One session with the library: the open document, undo, annotations, corrections. Knows no widgets."""
