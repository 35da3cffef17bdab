"""Loan products: their terms are data."""
