"""What runs in the worker: it confines itself, then it serves calls.

These pages import only the standard library and each other.  They are loaded without `grading` itself, so that a
worker starts at once and has nothing of the grader in its memory.
"""
