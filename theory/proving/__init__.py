"""Proof pages: claims, and the checked steps of which their proofs consist."""
