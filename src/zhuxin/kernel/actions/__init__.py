"""Actions: the only way anything is written."""
