"""Applies the user's corrections to an analysis. Pure functions over the model."""
