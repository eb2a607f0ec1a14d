"""Grading: what to tell a student.  Three answers, *correct*, *incorrect* with a witness, *not checked* with why.

Formulas are read by theory's grammar and decided by its procedure; nothing that is read is ever executed.
"""
