"""Rights: which objects, rows, fields and actions a caller may use. Deny by default."""
