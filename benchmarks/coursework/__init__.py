"""A class of 200: `python -m grading class` beside the script that many courses use instead.

the_class.py     200 submissions out of a sheet's bank, right and wrong ones, as folders
by_floats.py     the script: functions compared at three inputs, in one process a submission; it judges no formulas
measured.py      commands as whole processes: their output, the time, the largest of them
graded.py        both on a class that is asked functions, ours on formulas as well; and what each of them let pass
"""
