"""The terminal: reading keys, and sending only what the screen does not show yet."""
