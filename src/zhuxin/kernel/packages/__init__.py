"""Packages: sets of definitions as files, installed into the database as versioned data."""
