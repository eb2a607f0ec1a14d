"""Games: what two players do when they learn from each other."""
