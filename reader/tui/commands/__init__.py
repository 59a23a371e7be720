"""Commands: one small class each, from which keys, help, palette and command line all come."""
