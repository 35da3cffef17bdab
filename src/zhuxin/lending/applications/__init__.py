"""Applications for a loan."""
