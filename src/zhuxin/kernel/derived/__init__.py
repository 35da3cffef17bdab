"""Fields that follow from others: formulas of a record, rollups of its children."""
