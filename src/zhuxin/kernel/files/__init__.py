"""Files: private, typed by content, kept outside the database."""
