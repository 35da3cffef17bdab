"""HTTP of lending."""
