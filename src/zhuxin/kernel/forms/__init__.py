"""External forms: what people without an account fill in by a link."""
