"""The ledger: double entry from posting rules that are data."""
