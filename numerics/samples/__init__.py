"""Divergences from samples: what they tell, with which risk, and where they tell nothing.

    a proportion          clopper_pearson
    counts                plug_in_kl plug_in_js, with their first-order bias; unbinned_js, which is log 2 for any laws
    points                knn_kl, and kl_cap: what no lower bound from n samples exceeds
    a held-out classifier js_lower_bound tv_lower_bound
    two-sample tests      classifier_test classifier_test_power critical_count permutation_test

Samples are never weights: those have numerics.kl, numerics.js and so on.  All in nats.
"""

from __future__ import annotations

from numerics.samples.classifier import js_lower_bound, tv_lower_bound
from numerics.samples.intervals import clopper_pearson
from numerics.samples.nearest_neighbours import NeighbourEstimate, kl_cap, knn_kl
from numerics.samples.plug_in import PlugIn, plug_in_js, plug_in_kl, unbinned_js
from numerics.samples.results import Estimate, NotSamples, TestResult
from numerics.samples.two_sample_test import classifier_test, classifier_test_power, critical_count, permutation_test

__all__ = [
    "Estimate",
    "NeighbourEstimate",
    "NotSamples",
    "PlugIn",
    "TestResult",
    "classifier_test",
    "classifier_test_power",
    "clopper_pearson",
    "critical_count",
    "js_lower_bound",
    "kl_cap",
    "knn_kl",
    "permutation_test",
    "plug_in_js",
    "plug_in_kl",
    "tv_lower_bound",
    "unbinned_js",
]
