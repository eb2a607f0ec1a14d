"""What a student hands in, read as text and never executed.

reading.py       the parts, from a folder or a notebook
safely.py        a file of a student's, read without following it anywhere
answers.py       `answers.txt`: `item-id: answer`
notebook.py      one notebook in the place of all files
cells.py         a cell of code, taken apart statement by statement
assigned.py      what a statement says to `answers`
literals.py      what an answer in a notebook may be
source.py        the text of a cell, by statement
passed_over.py   the files that nobody reads
"""
