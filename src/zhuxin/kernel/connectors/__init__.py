"""Connectors: outside systems, each call logged. A connector registers itself by kind; settings choose which one serves."""
