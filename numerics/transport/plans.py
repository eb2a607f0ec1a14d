r"""Optimal transport between weighted points: a plan, potentials, and the gap between them.

The plan is an upper bound on the distance, the potentials a lower one; the gap, which is returned, says how near the
truth both are, whatever the solver did.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import optimize, sparse

from numerics.weights import Array, NotWeights, as_array, weights


class NoPlan(ArithmeticError):
    """The solver found no plan; the text has what it said."""


@dataclass(frozen=True)
class Plan:
    """An optimal plan.

    plan        shape (n, m): what is carried from i to j; rows add up to p, columns to q
    cost        what it costs: an upper bound on the least cost
    f, g        potentials with f_i + g_j <= cost_ij everywhere: E_p f + E_q g is a lower bound
    gap         the difference of the two bounds
    """

    plan: Array
    cost: float
    f: Array
    g: Array
    gap: float


def optimal_plan(p: ArrayLike, q: ArrayLike, cost: ArrayLike) -> Plan:
    """A cheapest plan from p to q, with potentials that prove it.

    p, q: weights, shapes (n,) and (m,).  cost: shape (n, m), finite; distances for W_1, their k-th powers for W_k^k.
    Equal weights and n = m are solved as an assignment (scipy.optimize.linear_sum_assignment), others by HiGHS.
    Accuracy: the gap, which is at most 1e-8 of the largest cost (seen: 1e-15).  Raises NotWeights, ValueError, NoPlan.
    Source: Kantorovich 1942; Villani 2009, Theorem 5.10.

    >>> optimal_plan([0.5, 0.5], [0.25, 0.75], [[0, 1], [1, 0]]).cost
    0.25
    """
    a, b = weights(p, "p"), weights(q, "q")
    c = np.asarray(as_array(cost, "cost"), np.float64)
    if a.ndim != 1 or b.ndim != 1:
        raise NotWeights(f"p and q have shapes {a.shape} and {b.shape}; give one vector of weights each")
    if c.shape != (a.size, b.size) or not np.all(np.isfinite(c)):
        raise ValueError(
            f"cost has shape {c.shape} for {a.size} and {b.size} points; give a finite cost for every pair"
        )
    b = b * (a.sum() / b.sum())  # so that rows and columns carry the same total, to the last bit
    if a.size == b.size and np.all(a == a[0]) and np.all(b == b[0]):
        return _assigned(a, c)
    return _solved(a, b, c)


def distances(x: ArrayLike, y: ArrayLike) -> NDArray[np.float64]:
    """Euclidean distances between two sets of points, shapes (n, d) and (m, d)."""
    a, b = np.asarray(as_array(x, "x"), np.float64), np.asarray(as_array(y, "y"), np.float64)
    if a.ndim != 2 or b.ndim != 2 or a.shape[1] != b.shape[1]:
        raise ValueError(f"points of shapes {a.shape} and {b.shape}; give (n, d) and (m, d)")
    return np.sqrt(np.maximum(((a[:, None, :] - b[None, :, :]) ** 2).sum(axis=-1), 0))


def lipschitz_potential(plan: Plan, between: ArrayLike) -> Array:
    """The Kantorovich-Rubinstein potential on the first points: h_i = min over j of d(x_i, y_j) - g_j, 1-Lipschitz.

    between: the distances from the first points to the second, the cost of the plan.
    """
    return np.min(np.asarray(between, np.float64) - plan.g[None, :], axis=1)


def _assigned(p: Array, cost: Array) -> Plan:
    rows, columns = optimize.linear_sum_assignment(cost)
    plan = np.zeros_like(cost)
    plan[rows, columns] = p[0]
    return _with_potentials(plan, cost, p, p, _potentials_of_assignment(cost, columns))


def _potentials_of_assignment(cost: Array, columns: NDArray[np.intp]) -> Array:
    """g with cost[i, j] - g[j] >= cost[i, c(i)] - g[c(i)]: shortest paths between columns (Bellman and Ford)."""
    n = len(cost)
    steps = cost - cost[np.arange(n), columns][:, None]  # giving up c(i) for j
    order = np.argsort(columns)  # the row that has column j
    g = np.zeros(n)
    for _ in range(n):
        better = np.minimum(g, np.min(g[:, None] + steps[order], axis=0))
        if np.array_equal(better, g):
            return g
        g = better
    return g


def _solved(p: Array, q: Array, cost: Array) -> Plan:
    n, m = cost.shape
    rows = sparse.kron(sparse.eye_array(n), np.ones((1, m)))
    columns = sparse.kron(np.ones((1, n)), sparse.eye_array(m))
    constraints = sparse.vstack([rows, columns]).tocsc()
    # the last column follows from the others: leaving it out keeps rounding from making the system infeasible
    scale = float(np.max(np.abs(cost))) or 1.0  # HiGHS's tolerances are absolute
    exact = {"primal_feasibility_tolerance": 1e-10, "dual_feasibility_tolerance": 1e-10}
    found = optimize.linprog(
        cost.ravel() / scale, A_eq=constraints[:-1], b_eq=np.concatenate([p, q])[:-1], method="highs", options=exact
    )
    if found.x is None:
        raise NoPlan(f"HiGHS stopped without a plan: {found.message}")
    g = np.append(found.eqlin.marginals[n:], 0.0) * scale
    plan = _with_potentials(np.maximum(found.x.reshape(n, m), 0), cost, p, q, g)
    if abs(plan.gap) > 1e-8 * scale:
        raise NoPlan(
            f"the plan found is {plan.gap:.2g} from its lower bound; costs from {cost.min():.2g} to {scale:.2g} are "
            "too far apart for HiGHS: rescale the places"
        )
    return plan


def _with_potentials(plan: Array, cost: Array, p: Array, q: Array, g: Array) -> Plan:
    """Both potentials made feasible: f_i = min over j of cost - g_j, then g_j = min over i of cost - f_i."""
    f = np.min(cost - g[None, :], axis=1)
    g = np.min(cost - f[:, None], axis=0)
    price = float(np.sum(plan * cost))
    return Plan(plan, price, f, g, price - float(f @ p + g @ q))
