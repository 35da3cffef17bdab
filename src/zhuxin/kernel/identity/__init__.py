"""Who works here: users, departments, roles, sessions and API tokens."""
