"""Paying a loan out through a payment connector."""
