"""Day-end: moving the business date."""
