"""The lending business: products, schedules, loans, ledger, collections."""
