"""From bytes, files, folders and standard input to articles: one small module a format."""

from reader.ingest.dispatch import read_bytes, read_file
from reader.ingest.files import find_files

__all__ = ["find_files", "read_bytes", "read_file"]
