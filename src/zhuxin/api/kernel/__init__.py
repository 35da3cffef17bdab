"""HTTP of the kernel."""
