"""Four eyes: what one person asked for and another, with the right, lets run or refuses."""
