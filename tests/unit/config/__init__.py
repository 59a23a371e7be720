"""Tests of paths and settings."""
