# By recursion over the outcomes.
import math


def kl(p, q):
    if len(p) == 0:
        return 0.0
    head = 0.0
    if p[0] > 0:
        head = float("inf") if q[0] == 0 else p[0] * math.log(p[0] / q[0])
    return head + kl(p[1:], q[1:])
