"""What `python -m theory` does: `main` chooses, `listing` and `one_claim` show the book, `pair` and `batch` decide."""
