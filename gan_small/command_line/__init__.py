"""The command line: a run from a recipe to its verdicts, in a folder that survives."""
