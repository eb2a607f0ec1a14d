"""How fast and how accurate, side by side with what a user would pick instead: ratios measured in one run."""
