"""One page for each kind of item: formula, derivation, function, training, choice, number.  Each has a `judge`."""
