"""Optimal transport: on the line, between weighted points, and the lecture's examples."""

from __future__ import annotations

from numerics.transport.all_plans import all_optimal_plans
from numerics.transport.on_the_line import wasserstein
from numerics.transport.parallel_lines import Segment
from numerics.transport.plans import NoPlan, Plan, distances, lipschitz_potential, optimal_plan

__all__ = [
    "NoPlan",
    "Plan",
    "Segment",
    "all_optimal_plans",
    "distances",
    "lipschitz_potential",
    "optimal_plan",
    "wasserstein",
]
