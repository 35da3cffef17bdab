"""Saved views: lists as people keep them for themselves, or share them with roles."""
