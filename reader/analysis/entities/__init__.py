"""Who and what is named: names put right, made entities, and what persons are said to be."""
