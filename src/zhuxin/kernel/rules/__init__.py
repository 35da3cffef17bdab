"""Rules: decisions as data, run by zen-engine, with the explanation kept."""
