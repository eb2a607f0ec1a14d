"""How it looks: every figure of the lecture, drawn from computed numbers, each asserting what a viewer reads off it."""
