"""From what a rule makes of a statement to how often such statements are right, by a counted table."""

from __future__ import annotations

from itertools import pairwise

from reader.analysis.lexicon import calibration_points


def calibrated(rule: str, given: float) -> float:
    """How often statements of a rule that gives this confidence are right with their source.

    Between two counted points on a straight line; a rule without points keeps what it gives.
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
