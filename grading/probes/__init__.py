"""Inputs on which the usual mistakes show themselves, one page for each function that a student may be asked for.

What a page has stands in `probed`; `listed` names them all.  A page knows the right answers: it is the lecturer's side.
"""
