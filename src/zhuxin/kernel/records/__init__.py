"""The record engine: rows of any object, read and written under the caller's rights."""
