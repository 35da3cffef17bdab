"""Leads: where customers come from, and who follows them up."""
