"""Controllers of the main screen: each does one part of the work that commands ask for."""
