"""Annotations to and from other formats: Markdown for a vault, W3C Web Annotations, CSV, Hypothesis's JSON."""
