"""Parts of packages that are no definitions: departments, roles, keys of several fields."""
