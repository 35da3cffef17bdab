"""Objects: kinds of records, system and custom, and the catalog of all that is defined."""
