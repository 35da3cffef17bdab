"""HTTP of who builds: what is defined, packages, and clients written from it."""
