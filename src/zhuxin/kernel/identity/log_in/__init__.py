"""Logging in: what is counted, what is asked, and what opens a session."""
