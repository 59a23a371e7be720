"""Sources: whom the words that name a speaker refer to, be they names, titles, pronouns or descriptions."""
