"""Records that may be one and the same: found by what identifies them, and merged with all that points to them."""
