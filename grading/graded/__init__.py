"""Graded work on disk, and a whole class of it.

stored.py      the report on a submission, under a fingerprint of everything that it follows from
found.py       the submissions in a folder
apart.py       one submission in a process of its own: whatever becomes of it, there is a report
cohort.py      so many at a time, none stopping the rest
outputs.py     what a run leaves: feedback, a mark book, an item analysis
"""
