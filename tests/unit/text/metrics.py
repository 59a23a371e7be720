"""The metrics that the interface hands in: Rich's widths."""

from reader.tui.widgets.lines import METRICS

__all__ = ["METRICS"]
