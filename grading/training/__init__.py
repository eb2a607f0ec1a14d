"""Training is judged by the equilibrium certificate of `gan_small`: a run, or a function that trains in numpy.

share       how many members of how many have to hold the certificate, and at which risk
recipes     the text of a recipe: what it may set, and what the item fixes
players     what a student's function returns: two networks as plain numbers
certified   members that are trained or handed in, measured on points that nobody has seen (needs torch)
member      what was measured of one member
hints       from a verdict to what may be behind it
"""
