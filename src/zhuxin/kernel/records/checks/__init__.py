"""What a record must pass before it is written: the rules of its form, no circles in a tree, what references offer."""
