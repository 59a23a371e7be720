"""Tests of the library: round trips, orders, migrations, and faults of disk and process."""
