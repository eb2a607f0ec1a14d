"""Attacks on the sandbox: each one in the bank ends as it says, and leaves no trace.

That the same attacks get through where a protection is missing stands in test_grading_sandbox_fences.
"""

import re
import time

import pytest
from attack_bank import bank, said, told
from attack_scene import Scene, Watched

from grading.sandbox import Returned, protections

BANK = bank()
pytestmark = pytest.mark.skipif(bool(protections().missing), reason="; ".join(protections().missing))


@pytest.fixture(scope="module")
def scene(tmp_path_factory):
    there = Scene(tmp_path_factory.mktemp("scene"))
    yield there
    there.close()


@pytest.mark.parametrize("one", [one for one in BANK if one.fits], ids=lambda one: one.name)
def test_an_attack_ends_as_it_says_and_leaves_no_trace(one, scene):
    start = time.monotonic()
    with Watched(one.aimed(scene.places()), limits=one.limits, imports=one.imports) as worker:
        outcomes = [worker.call("attack", *one.arguments) for _ in range(one.calls)]
    assert time.monotonic() - start < 60, "the grader hangs"
    assert re.match(one.outcome, said(outcomes[-1])), said(outcomes[-1])[:500]
    for outcome in outcomes:
        assert scene.secret not in told(outcome)
        assert len(said(outcome)) < 2 * one.limits.reply_bytes
        assert isinstance(outcome, Returned) or said(outcome).isprintable()
    assert worker.left() == []
    assert scene.damage() == []


def test_the_bank_is_large():
    assert len(BANK) >= 120
    kinds = {one.name.split("_")[0] for one in BANK}
    assert kinds == {"reading", "writing", "bomb", "tampering", "lying", "leaving", "network", "privileges"}
