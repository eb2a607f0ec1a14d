# With phi(u) = u log u, of the three laws.
import math


def js(p, q):
    def phi(u):
        return 0.0 if u == 0 else u * math.log(u)

    return math.fsum((phi(a) + phi(b)) / 2 - phi((a + b) / 2) for a, b in zip(p, q, strict=True))
