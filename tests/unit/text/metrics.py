"""The metrics that the interface hands in: Rich's widths."""

from rich.cells import cell_len, split_graphemes

from reader.text.wrap import Metrics

METRICS = Metrics(cell_len, lambda text: split_graphemes(text)[0])
