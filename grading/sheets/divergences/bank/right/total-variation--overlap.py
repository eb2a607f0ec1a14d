# One minus what they have in common.


def total_variation(p, q):
    return 1 - sum(min(a, b) for a, b in zip(p, q, strict=True))
