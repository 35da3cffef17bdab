"""Loans: a fold over immutable events, and the position it gives as of any day."""
