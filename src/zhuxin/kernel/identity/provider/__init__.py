"""Logging in by an OIDC provider of the lender's."""
