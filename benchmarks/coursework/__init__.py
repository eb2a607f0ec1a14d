"""A class of 200: `python -m grading class` beside the script that many courses use instead.

the_class.py     200 submissions out of a sheet's bank, right and wrong ones, as folders
by_floats.py     the script: functions compared at three inputs, formulas by sympy, in one process a submission
graded.py        both timed as whole processes, and what each of them let pass
"""
