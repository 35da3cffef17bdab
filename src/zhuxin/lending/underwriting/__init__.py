"""Decisions on applications, and why."""
