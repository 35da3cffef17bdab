"""Customers: identity, consents."""
