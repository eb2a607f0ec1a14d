"""Sentences about training, each with a small system and a measurement that can come out either way.

    effects      numbers with intervals, at a stated risk, against the bar that a sentence sets
    finding      from effects to a verdict: holds, holds with conditions, does not hold; `find(name)` runs one
    listed       all of them by name, with the claim of the ledger that each is about

The pages are in folders by what trains.  What was found is recorded in theory/measured, where the ledger reads it.
"""
