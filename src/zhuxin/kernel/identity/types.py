"""Words of people and rights that no table holds."""

# Roles of which one person never has two.
SEPARATED = frozenset(("admin", "security", "auditor"))
