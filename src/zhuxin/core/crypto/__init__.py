"""Secrets: envelope encryption, blind indexes, masks and passwords."""
