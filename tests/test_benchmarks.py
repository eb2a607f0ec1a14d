"""The benchmark measures what it says; how fast anything is, is for nobody here to assert."""

import itertools
import json

import numpy as np
import pytest

from benchmarks import divergences, main, timing, transport
from benchmarks.certified import textbook
from numerics.laws import Normal


def test_functions_are_timed_in_turns_and_ratios_are_of_medians():
    calls = []
    timed = timing.side_by_side(
        {"ours": lambda: calls.append("a"), "peer": lambda: calls.append("b")}, seconds=1e-4, rounds=3
    )
    runs = [name for name, _ in itertools.groupby(calls[2:])]  # the first two find out how often to call
    assert runs == ["a", "b"] * 3
    assert all(0 < each.least <= each.median for each in timed.values())
    made = {"ours": timing.Timed(2.0, 1.0), "peer": timing.Timed(3.0, 1.0)}
    assert timing.ratios(made) == {"peer": 1.5}


def test_accuracy_tells_a_formula_that_cancels_from_one_that_does_not():
    short = itertools.islice(divergences.accuracy(np.random.default_rng(0)), 16)  # the last case has 10^6 weights
    rows = {row["case"]: row["relative error"] for row in short}
    for errors in rows.values():
        assert errors["ours"] < 1.4e-14
    assert rows["JSD, p ~ q to 1e-06"]["numpy p log(p/m)"] > 1e-6
    assert rows["JSD, float32 input"]["numpy p log(p/m)"] > 1e-9


def test_every_row_can_be_printed_and_read_by_a_program(monkeypatch, capsys):
    def few(seconds, seed):
        rng = np.random.default_rng(seed)
        yield "accuracy", itertools.islice(divergences.accuracy(rng), 1)
        yield "speed", itertools.islice(divergences.speed(rng, seconds=seconds), 1)
        yield "transport", itertools.islice(transport.speed(rng, seconds=seconds), 1)

    monkeypatch.setattr(main, "tables", few)
    assert main.main(["numerics", "--seconds", "0.01"]) == 0
    text = capsys.readouterr().out
    assert all(word in text for word in ("random, n = 100", "two logs", "scipy", "ours"))
    assert main.main(["numerics", "--seconds", "0.01", "--json"]) == 0
    assert set(json.loads(capsys.readouterr().out)) == {"accuracy", "speed", "transport"}


def test_the_peers_answer_the_same_question():
    p, q = np.random.default_rng(1).dirichlet(np.ones(6), 2)
    for peers in (divergences.JS, divergences.KL):
        values = [float(of(p, q)) for of in peers.values()]
        assert values == pytest.approx([values[0]] * len(values), rel=1e-12)
    assert float(textbook(Normal(), Normal(1), 15).mid()) == pytest.approx(0.1114214821847, abs=1e-12)
