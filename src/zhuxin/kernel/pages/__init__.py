"""Pages that people lay out from blocks, and the menu that leads to them."""
