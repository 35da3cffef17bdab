"""Second factors: one-time codes, passkeys, and recovery codes for the day when neither is at hand."""
