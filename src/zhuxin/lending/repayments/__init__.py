"""Money that borrowers pay."""
