"""The metrics that the interface hands in: Rich's widths."""

from reader.tui.appearance.metrics import METRICS

__all__ = ["METRICS"]
