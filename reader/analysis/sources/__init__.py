"""Sources: whom the words of a speaker name, describe or point at."""
