"""From bytes, files, folders and standard input to articles: one small module a format."""
