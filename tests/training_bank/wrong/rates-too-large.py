# item: gan-trained
# mistake: *
# hint:
"""Both rates are 3, and stay there."""


def rates(t, steps):
    return 3.0, 3.0
