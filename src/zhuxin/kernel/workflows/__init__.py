"""Processes: a pure core (`core.py`, `nodes/`) and a thin shell that stores state and carries effects out."""
