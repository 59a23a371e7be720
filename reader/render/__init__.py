"""An article as Pygments tokens, for any Pygments formatter."""
