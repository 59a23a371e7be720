"""Analysis: who says what. The client asks a worker process, which holds the language model and the rules."""
