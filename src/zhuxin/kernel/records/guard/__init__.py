"""Guarded fields: what changes only when a second person lets it."""
