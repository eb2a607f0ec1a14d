"""What a student hands in, read as text and never executed.

reading.py       the parts, from a folder or a notebook
safely.py        a file of a student's, read without following it anywhere
answers.py       `answers.txt`: `item-id: answer`
notebook.py      one notebook in the place of all files
"""
