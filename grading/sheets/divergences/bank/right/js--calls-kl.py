# By kl, which the same file defines.


def js(p, q):
    m = (p + q) / 2
    return (kl(p, m) + kl(q, m)) / 2  # noqa: F821
