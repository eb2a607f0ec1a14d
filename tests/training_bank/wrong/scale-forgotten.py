# item: gan-trained
# mistake: *
# hint:
"""The players see standardised points, and nobody turns the generator back."""


def generator_in_units(g, mean, scale):
    return g
