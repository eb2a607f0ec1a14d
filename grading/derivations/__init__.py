"""Derivations in notes: `notes` reads a file, `chains` finds the steps, `follow` decides them one by one.

The promise is one-sided.  A step is called wrong only with a witness, and only where nothing in the notes leaves room
for a reading under which it is right: a name that is defined elsewhere, an equation that is to be solved, a parameter
whose domain nobody declared.  What is not wrong and not proved is `not checked`, with why.
"""
