"""The command line: a number, its unit, its accuracy, and the numbers it is taken for."""
