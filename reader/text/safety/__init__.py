"""Text that is safe to show: stand-ins for control characters, and ASCII for terminals without Unicode."""
