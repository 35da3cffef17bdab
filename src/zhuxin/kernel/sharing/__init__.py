"""Single records shared with a user, a department or a role: rows beyond a caller's scope, never fields beyond her rights."""
