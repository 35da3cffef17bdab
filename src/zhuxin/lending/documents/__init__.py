"""Contracts and papers."""
