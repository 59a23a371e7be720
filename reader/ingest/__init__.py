"""Turns files, folders and standard input into articles, with one small module for each format.

HTML is parsed in a process of its own, which `ParserProcess` keeps for the next document.
"""

from reader.ingest.dispatch import read_bytes, read_file
from reader.ingest.files import find_files

__all__ = ["find_files", "read_bytes", "read_file"]
