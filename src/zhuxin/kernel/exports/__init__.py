"""Exports: a list as a file, written in the background with the rights of who asked for it."""
