"""Kinds of process nodes: one file each, one line in the registry."""
