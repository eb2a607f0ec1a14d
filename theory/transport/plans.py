"""Transport plans between finite laws, in exact arithmetic: their costs, an optimal one, and the potential that proves
it.

A plan is optimal because a potential says so: the plan's cost is an upper bound of W, the potential's gain a lower one,
and they are equal.  Whoever doubts the solver checks these two numbers.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise, product

Vector = tuple[Fraction, ...]
Matrix = tuple[Vector, ...]


def law(*weights: int | str | Fraction) -> Vector:
    """Weights as fractions."""
    return tuple(Fraction(w) for w in weights)


def distances_on_the_line(points: Vector) -> Matrix:
    """d(x, y) = |x - y|."""
    return tuple(tuple(abs(x - y) for y in points) for x in points)


def marginals(plan: Matrix) -> tuple[Vector, Vector]:
    """The sums over rows, and over columns."""
    return tuple(sum(row, Fraction(0)) for row in plan), tuple(
        sum(column, Fraction(0)) for column in zip(*plan, strict=True)
    )


def cost(plan: Matrix, distance: Matrix) -> Fraction:
    """The sum of d(x, y) times what the plan carries from x to y."""
    return sum(
        (g * d for row, drow in zip(plan, distance, strict=True) for g, d in zip(row, drow, strict=True)), Fraction(0)
    )


def gain(potential: Vector, p: Vector, q: Vector) -> Fraction:
    """E_p f - E_q f."""
    return sum((f * (a - b) for f, a, b in zip(potential, p, q, strict=True)), Fraction(0))


def steepest(potential: Vector, distance: Matrix) -> Fraction:
    """The Lipschitz constant of f on the points: the largest |f(x) - f(y)|/d(x, y)."""
    n = len(potential)
    return max(abs(potential[i] - potential[j]) / distance[i][j] for i, j in product(range(n), repeat=2) if i != j)


def optimal_plan(p: Vector, q: Vector, distance: Matrix) -> Matrix:
    """A plan of least cost: shortest augmenting paths in the residual network, so no cycle of negative cost is left."""
    n = len(p)
    plan = [[Fraction(0)] * n for _ in range(n)]
    supply, demand = list(p), list(q)
    while any(supply):
        path = _cheapest_path(plan, supply, demand, distance)
        amount = min(supply[path[0]], demand[path[-1]])
        for k in range(1, len(path) - 1, 2):  # y -> x steps take back what x -> y carries
            amount = min(amount, plan[path[k + 1]][path[k]])
        for k, (a, b) in enumerate(pairwise(path)):
            if k % 2 == 0:
                plan[a][b] += amount
            else:
                plan[b][a] -= amount
        supply[path[0]] -= amount
        demand[path[-1]] -= amount
    return tuple(tuple(row) for row in plan)


def _cheapest_path(
    plan: list[list[Fraction]], supply: list[Fraction], demand: list[Fraction], distance: Matrix
) -> list[int]:
    """From a source with supply to a target with demand: source, target, source, ..., target (Bellman-Ford)."""
    n = len(supply)
    best: dict[tuple[str, int], tuple[Fraction, list[int]]] = {
        ("from", i): (Fraction(0), [i]) for i in range(n) if supply[i]
    }
    for _ in range(2 * n):
        for i, j in product(range(n), repeat=2):
            if ("from", i) in best:
                far, path = best["from", i]
                if ("to", j) not in best or far + distance[i][j] < best["to", j][0]:
                    best["to", j] = far + distance[i][j], [*path, j]
            if ("to", j) in best and plan[i][j] > 0:
                far, path = best["to", j]
                if ("from", i) not in best or far - distance[i][j] < best["from", i][0]:
                    best["from", i] = far - distance[i][j], [*path, i]
    return min((best["to", j] for j in range(n) if demand[j] and ("to", j) in best), key=lambda found: found[0])[1]


def optimal_potential(p: Vector, q: Vector, distance: Matrix) -> Vector:
    """A 1-Lipschitz f with f(x) - f(y) = d(x, y) wherever the optimal plan carries from x to y.

    It solves f(x) <= f(y) + d(x, y) for all pairs and f(y) <= f(x) - d(x, y) on the plan: shortest distances again.
    """
    n, plan = len(p), optimal_plan(p, q, distance)
    f = [Fraction(0)] * n
    for _ in range(n + 1):
        for i, j in product(range(n), repeat=2):
            f[i] = min(f[i], f[j] + distance[i][j])
            if plan[i][j] > 0:
                f[j] = min(f[j], f[i] - distance[i][j])
    return tuple(f)


def wasserstein(p: Vector, q: Vector, distance: Matrix) -> Fraction:
    """W_1: the cost of an optimal plan, returned only if a 1-Lipschitz potential gains as much.

    Raises
    ------
    ArithmeticError
        If plan and potential do not prove each other.
    """
    if sum(p) != sum(q):
        raise ValueError(f"masses {sum(p)} and {sum(q)} differ; transport needs equal masses: normalise both")
    plan, f = optimal_plan(p, q, distance), optimal_potential(p, q, distance)
    if marginals(plan) != (p, q) or gain(f, p, q) != cost(plan, distance) or steepest(f, distance) > 1:
        raise ArithmeticError("the plan and the potential do not certify each other")
    return cost(plan, distance)


def cumulative(p: Vector, q: Vector, points: Vector) -> Fraction:
    """W_1 on the line: the integral of |F - G|."""
    total, gap = Fraction(0), Fraction(0)
    for k in range(len(points) - 1):
        gap += p[k] - q[k]
        total += abs(gap) * (points[k + 1] - points[k])
    return total


def variation(p: Vector, q: Vector) -> Fraction:
    """TV = half the sum of |p - q|."""
    return sum((abs(a - b) for a, b in zip(p, q, strict=True)), Fraction(0)) / 2
