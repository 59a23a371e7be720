"""Modes that give keys another meaning until they are left."""
