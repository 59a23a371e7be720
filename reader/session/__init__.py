"""A session with the library: the open document, undo, annotations, corrections. It knows no widget."""
