# item: gan-trained
# mistake: *
# hint:
"""Nothing moves after 5 steps."""


def rates(t, steps):
    return (1e-2, 1e-2) if t < 5 else (0.0, 0.0)
