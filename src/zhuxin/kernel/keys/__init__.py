"""Changing the master key while the system runs."""
