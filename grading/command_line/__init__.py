"""What `python -m grading` does: `main` chooses, `derivation` lints notes, `compare` answers one pair of formulas."""
