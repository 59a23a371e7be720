"""Who says what: the protocol, the client that asks, and the worker process that answers."""
