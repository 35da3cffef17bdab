"""Getting overdue money back, within the contact rules."""
