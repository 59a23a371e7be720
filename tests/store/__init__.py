"""Tests of the library: its round trips, its orders, and what happens when the world fails it."""
