"""Deciding whether two expressions are equal: always a proof, a witness, or the reason why neither was found."""
