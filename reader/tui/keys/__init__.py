"""Key names, default keys, presets, and which key means which command where."""
