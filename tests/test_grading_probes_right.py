"""Right answers in many styles: none is rejected, and none comes near to what is allowed."""

from __future__ import annotations

import numpy as np
import pytest
from test_grading_functions_stand_in import InProcess
from test_grading_probes_styles import RIGHT

from grading.assignment.items import FunctionItem
from grading.items.function import judge
from grading.probes.asking import ask
from grading.probes.listed import PROBED
from grading.results import Correct

SEEDS = range(20)
CASES = [(name, k) for name in RIGHT for k in range(len(RIGHT[name]))]


@pytest.mark.parametrize(("name", "k"), CASES)
def test_no_right_style_is_rejected(name, k):
    item = FunctionItem("item", "", 1.0, function=name, probes=name)
    for seed in SEEDS:
        answer = judge(item, InProcess(**{name: RIGHT[name][k]}), np.random.default_rng(seed))
        assert isinstance(answer, Correct), answer


#: How near the worst right style comes to what is allowed.  The bound of `allowed` is four times one that is proved for
#: each arrangement, so that a third is far more than any of them needs.
WORST = 1 / 3


@pytest.mark.parametrize("name", RIGHT)
def test_what_is_allowed_is_wide(name):
    worst = max(_worst(name, right, seed) for right in RIGHT[name] for seed in range(4))
    assert 0 < worst < WORST


def _worst(name, right, seed):
    """The largest error over what is allowed."""
    found = ask(InProcess(**{name: right}), name, PROBED[name].probes(np.random.default_rng(seed)))
    finite = [(one.got, one.expected, one.probe.allowed) for one in found if np.isfinite(one.expected).all()]
    return max(float(np.max(np.abs(got - expected))) / allowed for got, expected, allowed in finite)


if __name__ == "__main__":  # the numbers of the report
    for each in RIGHT:
        print(f"{each:24} {max(_worst(each, right, seed) for right in RIGHT[each] for seed in SEEDS):.3f}")
