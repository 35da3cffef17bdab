"""What every layer stands on: no business word and no HTTP."""
