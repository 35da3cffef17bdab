"""Indexes of objects: what fields are found by, what views filter and sort by, and what may be there only once."""
