"""Numbers of the lecture, each by several roads: divergences of weights, certified enclosures, transport, dynamics.

The public functions, in one list.  They take numpy arrays (or what numpy turns into one) and return floats, or arrays
for batches; tensors of other libraries are refused with the remedy.  Conventions are those of theory.conventions: nats,
kl(p, q) = KL(p || q), and a divergence is not a distance.

    counts to weights       normalise, or else NotWeights
    weights to a number     kl js js_distance weighted_js js_of jeffreys tv chi_square squared_hellinger
                            hellinger_distance triangular renyi alpha_divergence entropy cross_entropy
                            f_divergence of a Generator
    points to a number      wasserstein distances; optimal_plan gives a Plan or NoPlan; lipschitz_potential;
                            all_optimal_plans
    laws                    Finite PointMass Normal Uniform Laplace Exponential Mixture MultivariateNormal, or else
                            NotALaw; Segment in the plane
    laws to a ball          certified_js certified_kl certified_tv certified_chi_square certified_w1 certified_value,
                            or else CannotCertify
    Gaussians               gaussian_kl gaussian_w1 gaussian_w2
    samples to a number     plug_in_kl plug_in_js unbinned_js knn_kl kl_cap js_lower_bound tv_lower_bound
                            classifier_test classifier_test_power permutation_test clopper_pearson critical_count
    a law to a family       numerics.fits: projections by four divergences, all local minima, certified
    two players             numerics.dynamics: fields and rules, what they declare and what is measured
    known answers           numerics.problems

What is not needed is not imported: `import numerics` itself needs numpy only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from numerics.divergences import (
    chi_square,
    cross_entropy,
    entropy,
    hellinger_distance,
    jeffreys,
    js,
    js_distance,
    js_of,
    kl,
    squared_hellinger,
    triangular,
    tv,
    weighted_js,
)
from numerics.f_divergences import Generator, f_divergence
from numerics.power_divergences import alpha_divergence, renyi
from numerics.weights import NotWeights, normalise

if TYPE_CHECKING:
    from numerics.certified import (
        CannotCertify,
        certified_chi_square,
        certified_js,
        certified_kl,
        certified_tv,
        certified_value,
        certified_w1,
    )
    from numerics.closed_forms import gaussian_kl, gaussian_w1, gaussian_w2
    from numerics.laws import (
        Exponential,
        Finite,
        Laplace,
        Mixture,
        MultivariateNormal,
        Normal,
        NotALaw,
        PointMass,
        Uniform,
    )
    from numerics.samples import (
        classifier_test,
        classifier_test_power,
        clopper_pearson,
        critical_count,
        js_lower_bound,
        kl_cap,
        knn_kl,
        permutation_test,
        plug_in_js,
        plug_in_kl,
        tv_lower_bound,
        unbinned_js,
    )
    from numerics.transport import (
        NoPlan,
        Plan,
        Segment,
        all_optimal_plans,
        distances,
        lipschitz_potential,
        optimal_plan,
        wasserstein,
    )

__all__ = [
    "CannotCertify", "Exponential", "Finite", "Generator", "Laplace", "Mixture", "MultivariateNormal", "NoPlan",
    "Normal", "NotALaw", "NotWeights", "Plan", "PointMass", "Segment", "Uniform", "all_optimal_plans",
    "alpha_divergence", "certified_chi_square", "certified_js", "certified_kl", "certified_tv", "certified_value",
    "certified_w1", "chi_square", "classifier_test", "classifier_test_power", "clopper_pearson", "critical_count",
    "cross_entropy", "distances", "entropy", "f_divergence", "gaussian_kl", "gaussian_w1", "gaussian_w2",
    "hellinger_distance", "jeffreys", "js", "js_distance", "js_lower_bound", "js_of", "kl", "kl_cap", "knn_kl",
    "lipschitz_potential", "normalise", "optimal_plan", "permutation_test", "plug_in_js", "plug_in_kl", "renyi",
    "squared_hellinger", "triangular", "tv", "tv_lower_bound", "unbinned_js", "wasserstein", "weighted_js",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """The public names that need scipy or flint are fetched when they are first asked for."""
    if name not in __all__:
        raise AttributeError(f"module 'numerics' has no attribute {name!r}; see help(numerics) for what there is")
    from numerics import certified, closed_forms, laws, samples, transport

    for module in (certified, closed_forms, laws, samples, transport):
        if hasattr(module, name):
            return getattr(module, name)
    raise AttributeError(f"{name} is listed and nowhere defined")


def __dir__() -> list[str]:
    return sorted(__all__)
