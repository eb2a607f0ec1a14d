"""Transport: Wasserstein distance, plans, parallel lines."""
