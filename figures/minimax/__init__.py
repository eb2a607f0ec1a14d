"""The minimax game: optimal discriminators and the values they reach."""
