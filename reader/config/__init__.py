"""The program's environment: paths, settings and palettes."""
