"""Clients for integrators, written from what is defined: one file in Python or TypeScript that knows every object and action."""
