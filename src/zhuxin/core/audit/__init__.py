"""The audit log: append-only, written in the transaction of the change, sealed by hash afterwards."""
