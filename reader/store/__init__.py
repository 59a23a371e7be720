"""The library: one SQLite file, its migrations and a facade over it."""
