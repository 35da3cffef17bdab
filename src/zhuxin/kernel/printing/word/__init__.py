"""Word templates: a .docx whose inserts are filled with what the caller sees of a record."""
