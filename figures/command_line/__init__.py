"""`python -m figures`: arguments, the list, the making, and the check of a folder."""
