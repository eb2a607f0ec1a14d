"""The words in which a statement is written: expressions, their domains, and what the named ones stand for."""
