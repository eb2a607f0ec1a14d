"""All that `python -m benchmarks gans` times does the same work; how fast it is, is for nobody here to assert."""

import importlib.util
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks import main
from benchmarks.gans import by_the_loop, engines, plain_loop, throughput, until
from benchmarks.gans.work import RECIPE, Drawn, Players, Work, work
from benchmarks.gans.workers import Worker, cores_here
from gan_small.certificate import Verdict
from gan_small.recipe_text import to_toml

JAX = pytest.mark.skipif(not importlib.util.find_spec("jax"), reason="JAX is not installed; it is no dependency")
PEERS = [
    "plain loop",
    "torch.func vmap",
    pytest.param("jax vmap(scan)", marks=JAX),
    pytest.param("jax map(scan)", marks=JAX),
]

# Sums of at most 17 x 32 products of numbers below 10 are rounded by at most 1e-12 in float64, and by 2e-6 in float32,
# as errors have both signs (seen: 1e-16, 4e-8).  Moments v from 0.01 on make Adam's step, lr m/sqrt(v), smooth.
ROUNDING = {"float64": 1e-12, "float32": 2e-6}


def in_the_middle(rng: np.random.Generator, dtype: str = "float64") -> Work:
    """Work of a run that has moments already, at rates that decay."""
    recipe = RECIPE.replace(members=3, batch=17, dtype=dtype, decay="cosine", steps=20, rate_g=2e-3, latent=2)
    found = work(recipe)
    d, g = found.start.d, found.start.g
    m_d, m_g = (rng.normal(0, 0.1, x.shape).astype(dtype) for x in (d, g))
    v_d, v_g = (rng.uniform(0.01, 0.02, x.shape).astype(dtype) for x in (d, g))
    return replace(found, start=Players(d, m_d, v_d, g, m_g, v_g, done=7))


def after_two_steps(name: str, given: Work) -> Players:
    """Where an engine goes on two batches, the same for all."""
    rng, engine = np.random.default_rng(1), engines.ENGINES[name].make(given, 1)
    for _ in range(2):
        real, *noise = (
            rng.normal(1, 2, (3, 17, n)).astype(given.recipe.dtype) for n in (1, *2 * [given.recipe.latent])
        )
        engine.step(Drawn(real, *noise))
    return engine.players()


def apart(one: Players, other: Players) -> float:
    """The largest difference of any number, parameters or moments."""
    assert one.done == other.done
    return max(float(np.abs(a - b).max()) for a, b in zip(one[:6], other[:6], strict=True))


@pytest.mark.parametrize("dtype", ROUNDING)
@pytest.mark.parametrize("name", PEERS)
def test_every_peer_takes_the_step_of_gan_small(name, dtype, generator):
    given = in_the_middle(generator, dtype)
    reference = after_two_steps("ours, torch", given)
    assert apart(reference, given.start._replace(done=9)) > 1e-3  # it moved
    found = after_two_steps(name, given)
    assert all(x.dtype == dtype for x in found[:6])
    assert apart(found, reference) < ROUNDING[dtype]


@pytest.mark.parametrize("name", PEERS)
def test_a_peer_whose_penalty_lacks_the_half_is_noticed(name, generator, monkeypatch):
    given = in_the_middle(generator)
    reference = after_two_steps("ours, torch", given)
    module = sys.modules[type(engines.ENGINES[name].make(given, 1)).__module__]
    monkeypatch.setattr(module, "r1", lambda slope, gamma: gamma * (slope**2).sum(-1).mean())
    assert apart(after_two_steps(name, given), reference) > 1e3 * ROUNDING["float64"]


def test_moments_that_lie_in_memory_otherwise_than_parameters_are_noticed(generator, monkeypatch):
    """torch's fused Adam goes through memory: it takes a transposed moment, or gradient, for another, silently."""
    given = in_the_middle(generator)
    reference = after_two_steps("ours, torch", given)
    contiguous = plain_loop.transposed
    monkeypatch.setattr(plain_loop, "transposed", lambda x: [t.mT.contiguous().mT if t.dim() == 2 else t
                                                             for t in contiguous(x)])  # fmt: skip
    assert apart(after_two_steps("plain loop", given), reference) > 1e3 * ROUNDING["float64"]


def test_our_engines_take_the_same_steps():
    entry, given = engines.ENGINES["ours, fused"], work(RECIPE.replace(members=3, batch=32, beta1=0.0))
    if entry.obstacle():
        pytest.skip(entry.obstacle())
    found = []
    for name in ("ours, fused", "ours, torch"):
        engine = engines.ENGINES[name].make(given, 2)
        engine.run(3)
        found.append(engine.players())
    # Adam's first steps are sign(g) lr where |g| >> eps = 1e-8, and rounding changes g by 1e-7 of its terms: a
    # parameter whose gradient is that small may move apart by a part of lr = 1e-3, the others do not.
    close = [np.isclose(a, b, rtol=0, atol=1e-5).mean() for a, b in zip(found[0][:6], found[1][:6], strict=True)]
    assert min(close) > 0.99
    assert apart(*found) < 3 * 2e-3


def draws(name: str, given: Work) -> np.ndarray:
    """What a peer draws for two steps, [2, 3, E, B]: real points, noise for D's update, noise for G's."""
    engine: Any = engines.ENGINES[name].make(given, 1)
    if name.startswith("jax"):
        import jax  # pyright: ignore[reportMissingImports]

        from benchmarks.gans.with_jax import draw

        keys, laws = [engine.keys, jax.vmap(jax.random.split)(engine.keys)[:, 0]], (engine.mean, engine.scale)
        found = [jax.vmap(lambda *x: draw(given.recipe, *x))(key, *laws) for key in keys]
        return np.array(found)[..., 0]
    if name == "plain loop":
        return np.stack([np.array([gan.draw() for gan in engine.gans])[..., 0].swapaxes(0, 1) for _ in range(2)])
    return np.stack([np.array(engine.draw())[..., 0] for _ in range(2)])


def surprise(found: np.ndarray, given: Work) -> float:
    """How many standard deviations means, variances and products of draws are from what independent draws have."""
    nothing, one = np.zeros_like(given.mean), np.ones_like(given.scale)
    mean, scale = np.array([given.mean, nothing, nothing]), np.array([given.scale, one, one])
    z = ((found - mean[..., None]) / scale[..., None]).reshape(-1, found.shape[-1])
    product = z @ z.T
    # of independent N(0, 1), sums of n and of n products have variance n, sums of n squares 2n
    off = np.concatenate([z.sum(1), (np.diag(product) - z.shape[1]) / 2**0.5, product[np.triu_indices(len(z), 1)]])
    return float(np.abs(off).max() / z.shape[1] ** 0.5)


@pytest.mark.parametrize("name", PEERS)
def test_each_peer_draws_from_each_members_own_gaussian_and_afresh(name):
    given = work(RECIPE.replace(members=3, batch=4096))
    found = draws(name, given)
    assert found.shape == (2, 3, 3, 4096)
    # 189 numbers; one lies beyond 6 standard deviations with probability below 1e-6, and the seeds are fixed
    assert surprise(found, given) < 6
    assert surprise(draws(name, replace(given, scale=1.2 * given.scale)), given) > 6
    assert surprise(draws(name, replace(given, mean=given.mean[::-1].copy())), given) > 6
    assert surprise(found[[0, 0]], given) > 6  # the same numbers in the second step
    assert surprise(found[:, [0, 1, 1]], given) > 6  # G's noise used for both updates


def test_a_recipe_that_the_peers_cannot_follow_is_refused():
    for changes in ({"loss": "hinge"}, {"gp": 1.0}, {"d_steps": 2}, {"target": "ring"}, {"optimiser": "sgd"}):
        with pytest.raises(ValueError, match=f"{next(iter(changes))} is .*the peers are written for"):
            work(RECIPE.replace(**changes))


def test_a_share_of_the_members_does_what_it_does_among_all(generator):
    given = in_the_middle(generator)
    found = []
    for part in given.shares(2):
        loop = plain_loop.PlainLoop(part)
        loop.run(2)
        found.append(loop.players())
    whole = plain_loop.PlainLoop(given)
    whole.run(2)
    assert [len(each.d) for each in found] == [1, 2]
    assert apart(by_the_loop.joined(found), whole.players()) == 0


def test_what_the_loop_trains_is_certified_as_ours_is(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(by_the_loop, "cores_here", lambda: cores_here()[:1])  # one process starts sooner than two
    recipe = RECIPE.replace(members=4, batch=16, steps=30, looks=3, latent=2)
    path = tmp_path / "recipe.toml"
    path.write_text(to_toml(recipe), encoding="utf-8")
    assert by_the_loop.main([str(path), "--members", "2"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert sum(found["verdicts"].values()) == 2
    assert found["training"] > 0 < found["certifying"]


def test_a_member_of_the_loop_that_is_not_finite_has_diverged(generator):
    given = work(RECIPE.replace(members=2, batch=16, steps=4))
    broken = given.start._replace(g=given.start.g * np.array([[1], [np.nan]], np.float32), done=4)
    verdicts = by_the_loop.certificate(given.recipe, [given.start, broken]).verdicts
    assert verdicts[1] is Verdict.DIVERGED is not verdicts[0]


def test_rows_can_be_printed_and_read_by_a_program(monkeypatch, capsys):
    monkeypatch.setattr(engines.Entry, "block", lambda self, members: 2)
    monkeypatch.setattr(until, "timed", lambda program: instead_of_a_process(program))
    chosen = throughput.rows
    monkeypatch.setattr(throughput, "rows", lambda **k: chosen(**k, names=["plain loop", "ours, torch"]))
    arguments = ["gans", "--members", "2", "--cores", "1", "1000", "--seconds", "0.01", "--quick"]
    monkeypatch.setattr(engines, "no_jax", lambda: "it is not wanted")
    assert main.main([*arguments, "--json"]) == 0
    speeds, certified = json.loads(capsys.readouterr().out).values()
    text = "\n".join(main.line(row) for row in [*speeds, *certified])
    for words in ("1 core, E = 2", "plain loop", "1000 cores is left out", "2 equilibrium", "extrapolated"):
        assert words in text
    cell = speeds[-2]
    assert cell["ratio"]["ours, torch"] == 1.0
    assert set(cell["GAN-steps/s"]) == {"plain loop", "ours, torch"}
    assert [row["seconds"] for row in certified] == [3.0, 3.0 + 7 * 2.0, 3.0]


def instead_of_a_process(program: list[str]) -> tuple[float, str]:
    """3 seconds, and what gan_small leaves behind or the loop prints, for 64 members and for 8."""
    if program[0] == "gan_small":
        out = Path(program[-1])
        out.mkdir()
        (out / "recipe.toml").write_text(to_toml(RECIPE), encoding="utf-8")
        (out / "verdicts.json").write_text(json.dumps({"members": [{"verdict": "equilibrium"}] * 2}), encoding="utf-8")
        return 3.0, ""
    assert program[-1] == "8"
    return 3.0, json.dumps({"training": 2.0, "certifying": 0.5, "verdicts": {"equilibrium": 8}, "processes": 2})


def test_an_engine_that_fails_says_which_and_why(generator):
    with Worker("plain loop", cores_here()[:1]) as worker:
        worker.ask("make", "no work", 1)
        with pytest.raises(RuntimeError, match="plain loop: AttributeError"):
            worker.answer()
        worker.process.kill()
        with pytest.raises(RuntimeError, match="plain loop ended without an answer"):
            worker.answer()


def test_a_pinned_process_has_one_core():
    code = "from benchmarks.gans.workers import cores_here, pin; pin(cores_here()[-1:]); print(len(cores_here()))"
    if not hasattr(os, "sched_setaffinity"):
        pytest.skip("this system cannot keep a process to a core")
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "1\n"


def test_a_peer_that_is_not_installed_is_left_out_with_a_reason(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    chosen, absent = engines.available()
    assert "plain loop" in chosen
    assert "jax is not installed" in absent["jax map(scan)"]


@pytest.mark.parametrize("wrong", ["0", "-1", "1.5", "many"])
def test_numbers_of_members_are_whole_and_positive(wrong, capsys):
    with pytest.raises(SystemExit):
        main.main(["gans", "--members", wrong])
    assert "not a whole number from 1 on" in capsys.readouterr().err


def test_without_torch_the_gans_say_what_to_install(monkeypatch, capsys):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert main.main(["gans"]) == 1
    assert ".[gan]" in capsys.readouterr().err
