"""What reading discloses: who read what, and masked values that are asked for by comparison."""
