"""How keys are called, which command each means, and what the settings say of it."""
