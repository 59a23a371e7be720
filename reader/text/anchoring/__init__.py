"""Anchors: finding the words of one version of a text again in another."""
