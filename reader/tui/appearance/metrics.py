"""How wide text is on a terminal, as Rich, and so Textual, measures it."""

from __future__ import annotations

from rich.cells import cell_len, split_graphemes

from reader.text.layout.wrap import Metrics

METRICS = Metrics(cell_len, lambda text: split_graphemes(text)[0])
