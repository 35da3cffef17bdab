"""What holds of roles: powers that are held apart, and new fields that are hidden from them."""
