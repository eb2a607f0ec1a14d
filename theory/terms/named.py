"""What the named functionals and densities stand for, each as one formula: the conventions, executable.

A divergence is its formula: `KL(a, b)` is the integral of a log(a/b) whatever a and b integrate to, so `KL(p, p + q)`
means what a slide means by it.  Orders and halves follow `theory.conventions`.
"""

from __future__ import annotations

from collections.abc import Callable

from theory.terms.expr import Add, Apply, At, Call, Div, Expr, Integral, Mul, Neg, Pow, as_expr

#: Densities that abbreviate others, at the same point.
ABBREVIATIONS: dict[str, Callable[[str | None], Expr]] = {
    "m": lambda x: Div(Add((At("p", x), At("q", x))), as_expr(2)),
    "D*": lambda x: Div(At("p", x), Add((At("p", x), At("q", x)))),
}


def log(e: Expr) -> Expr:
    return Call("log", (e,))


def kl(a: Expr, b: Expr) -> Expr:
    return Integral(Mul((a, log(Div(a, b)))))


def middle(a: Expr, b: Expr) -> Expr:
    return Div(Add((a, b)), as_expr(2))


def js(a: Expr, b: Expr) -> Expr:
    half = Div(as_expr(1), as_expr(2))
    return Add((Mul((half, kl(a, middle(a, b)))), Mul((half, kl(b, middle(a, b))))))


def value(d: Expr) -> Expr:
    p, q = At("p"), At("q")
    return Add((Integral(Mul((p, log(d)))), Integral(Mul((q, log(Add((as_expr(1), Neg(d)))))))))


def _square(e: Expr) -> Expr:
    return Pow(e, as_expr(2))


def _minus(a: Expr, b: Expr) -> Expr:
    return Add((a, Neg(b)))


#: Name -> (number of arguments, formula).
FUNCTIONALS: dict[str, tuple[int, Callable[..., Expr]]] = {
    # KL(a || b) = E_a[log a/b]
    "KL": (2, kl),
    # JSD = 1/2 KL(a || m) + 1/2 KL(b || m): the divergence, not its root
    "JSD": (2, js),
    # Jeffreys: KL both ways, without a half
    "J": (2, lambda a, b: Add((kl(a, b), kl(b, a)))),
    # total variation, between 0 and 1
    "TV": (2, lambda a, b: Div(Integral(Call("abs", (_minus(a, b),))), as_expr(2))),
    # Pearson: the second argument stands below
    "chi2": (2, lambda a, b: Integral(Div(_square(_minus(a, b)), b))),
    # squared Hellinger, between 0 and 1: half of the integral of (sqrt a - sqrt b)^2
    "H2": (2, lambda a, b: Div(Integral(_square(_minus(Call("sqrt", (a,)), Call("sqrt", (b,))))), as_expr(2))),
    # triangular discrimination (Vincze-Le Cam, without a half)
    "Delta": (2, lambda a, b: Integral(Div(_square(_minus(a, b)), Add((a, b))))),
    # Csiszar's divergence with an unknown generator f: integral of b f(a/b)
    "D_f": (2, lambda a, b: Integral(Mul((b, Apply("f", (Div(a, b),)))))),
    # Renyi's divergence of order alpha
    "Renyi": (3, lambda alpha, a, b: Div(
        log(Integral(Mul((Pow(a, alpha), Pow(b, _minus(as_expr(1), alpha)))))), _minus(alpha, as_expr(1)))),
    # entropy, and cross-entropy of b under a
    "H": (1, lambda a: Neg(Integral(Mul((a, log(a)))))),
    "CE": (2, lambda a, b: Neg(Integral(Mul((a, log(b)))))),
    # the value of the game for a discriminator d
    "V": (1, value),
}  # fmt: skip


def expand(e: Expr) -> Expr:
    """What a named functional stands for, one level deep; other expressions are returned unchanged."""
    from theory.terms.expr import Functional

    return FUNCTIONALS[e.name][1](*e.args) if isinstance(e, Functional) else e
