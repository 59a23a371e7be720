"""From bytes, files, folders and standard input to articles: one small module a format."""

from reader.ingest.files import find_files
from reader.ingest.reading import read_bytes, read_file

__all__ = ["find_files", "read_bytes", "read_file"]
