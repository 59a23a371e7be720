"""A person's corrections applied to an analysis. Pure functions over the model."""
