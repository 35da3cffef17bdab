"""Passwords of people: what they must be like, how they are changed, and the links by which they are set."""
