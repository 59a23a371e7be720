"""Tests of one session with the library: undo, annotations, corrections and the queue of analyses."""
