"""A page that keeps its parser busy for longer than it may."""

TABLES = "<table><tr><td>x</td></tr></table>" * 40_000
PAGE = f"<html><body>{TABLES}</body></html>"
