"""Calibrates the confidence of a rule: the share of such statements that were right when counted."""

from __future__ import annotations

from itertools import pairwise

from reader.analysis.lexicon import calibration_points


def calibrated(rule: str, given: float) -> float:
    """The share of a rule's statements with this confidence that are right, their source included.

    Interpolates between the counted points; a rule without points keeps its own confidence.
    """
    points = calibration_points().get(rule, ())
    if not points:
        return given
    if given <= points[0][0]:
        return points[0][1]
    for (low, first), (high, second) in pairwise(points):
        if given <= high:
            return first + (second - first) * (given - low) / (high - low)
    return points[-1][1]
