"""What people are told: who mentioned them, and what happened to records they follow."""
