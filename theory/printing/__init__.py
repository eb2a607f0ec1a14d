"""Three faithful ways to write an expression down: `plain` to be typed, `unicode` to be read in a terminal, `latex`."""
