"""JAX: a whole run of many steps compiled at once, jit(vmap(scan(step))) or jit(lax.map(scan(step))).

lax.map takes one member after the other, so that a member's numbers stay in the processor's cache.  Adam is written
out; its rates, divided by the corrections of its moments, come in as numbers, computed in float64.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import jax  # pyright: ignore[reportMissingImports]
import jax.numpy as jnp  # pyright: ignore[reportMissingImports]
import numpy as np

from benchmarks.gans.work import Array, Drawn, Players, Work, layers, numbers, rows, sizes
from gan_small.recipe import Recipe

softplus = jax.nn.softplus


class WithJax:
    """See benchmarks.gans.work.Engine; `over` is what takes the members: "vmap" or "map"."""

    def __init__(self, work: Work, *, over: str) -> None:
        r, s = work.recipe, work.start
        if r.dtype == "float64":
            jax.config.update("jax_enable_x64", True)
        self.recipe, self.done, self.dtype = r, s.done, r.dtype
        self.mean, self.scale = (jnp.asarray(x, self.dtype) for x in (work.mean, work.scale))
        shape_d, shape_g = sizes(r)
        self.state = (
            tuple(tree(x, shape_d) for x in (s.d, s.d_m, s.d_v)),
            tuple(tree(x, shape_g) for x in (s.g, s.g_m, s.g_v)),
        )
        self.keys = jax.vmap(jax.random.key)(jnp.array(work.seeds(), jnp.uint32))
        self.once = jax.jit(each(over, partial(step, r)))
        self.many = jax.jit(each(over, partial(scanned, r)))

    def step(self, drawn: Drawn) -> None:
        rates = corrections(self.recipe, self.done, 1).astype(self.dtype)[0]
        self.state = self.once(rates, (self.state, *map(jnp.asarray, drawn)))
        self.done += 1

    def run(self, steps: int) -> None:
        rates = corrections(self.recipe, self.done, steps).astype(self.dtype)
        found = self.many(rates, (self.state, self.keys, self.mean, self.scale))
        self.state, self.keys = jax.block_until_ready(found)
        self.done += steps

    def players(self) -> Players:
        trees = [x for player in self.state for x in player]
        return Players(*(rows([(np.array(w), np.array(b)) for w, b in tree]) for tree in trees), done=self.done)


def tree(theta: Array, shape: tuple[int, ...]) -> Any:
    """Weights and biases of parameters [E, P]."""
    return [(jnp.asarray(weight), jnp.asarray(bias)) for weight, bias in layers(theta, shape)]


def each(over: str, function: Any) -> Any:
    """function(rates, (one member's ...)) for all members."""
    if over == "vmap":
        return jax.vmap(lambda rates, member: function(rates, *member), (None, 0))
    return lambda rates, members: jax.lax.map(lambda member: function(rates, *member), members)


def scanned(r: Recipe, rates: Any, state: Any, key: Any, mean: Any, scale: Any) -> Any:
    """As many steps as there are rates, of one member: its state and its key after them."""

    def body(carry: Any, rate: Any) -> Any:
        state, key = carry
        key, now = jax.random.split(key)
        return (step(r, rate, state, *draw(r, now, mean, scale)), key), None

    return jax.lax.scan(body, (state, key), rates)[0]


def draw(r: Recipe, key: Any, mean: Any, scale: Any) -> Any:
    """Real points, noise for D's update, noise for G's."""
    n = numbers(r)
    drawn = jnp.split(jax.random.normal(key, (sum(n),), mean.dtype), [n[0], n[0] + n[1]])
    real, noise_d, noise_g = (x.reshape(r.batch, -1) for x in drawn)
    return mean + scale * real, noise_d, noise_g


def step(r: Recipe, rates: Any, state: Any, real: Any, noise_d: Any, noise_g: Any) -> Any:
    """One step of one member; rates as in `corrections`."""
    d, g = state
    d = adam(r, d, jax.grad(partial(d_loss, r))(d[0], real, network(r, g[0], noise_d)), rates[0], rates[2])
    g = adam(r, g, jax.grad(partial(g_loss, r))(g[0], d[0], noise_g), rates[1], rates[2])
    return d, g


def network(r: Recipe, parameters: Any, x: Any) -> Any:
    *hidden, (last, offset) = parameters
    for weight, bias in hidden:
        x = x @ weight + bias
        x = jnp.where(x > 0, x, r.slope * x)
    return x @ last + offset


def d_loss(r: Recipe, d: Any, real: Any, fake: Any) -> Any:
    c, pull = jax.vjp(partial(network, r, d), real)
    (slope,) = pull(jnp.ones_like(c))
    return softplus(-c).mean() + softplus(network(r, d, fake)).mean() + r1(slope, r.r1)


def g_loss(r: Recipe, g: Any, d: Any, noise: Any) -> Any:
    return softplus(-network(r, d, network(r, g, noise))).mean()


def r1(slope: Any, gamma: float) -> Any:
    """gamma/2 E|grad C|^2"""
    return gamma / 2 * (slope**2).sum(-1).mean()


def adam(r: Recipe, player: Any, gradient: Any, rate: Any, root: Any) -> Any:
    """rate is lr/(1 - b1^t), root is sqrt(1 - b2^t)."""
    x, m, v = player
    m = jax.tree.map(lambda m, g: r.beta1 * m + (1 - r.beta1) * g, m, gradient)
    v = jax.tree.map(lambda v, g: r.beta2 * v + (1 - r.beta2) * g * g, v, gradient)
    return jax.tree.map(lambda x, m, v: x - rate * m / (jnp.sqrt(v) / root + 1e-8), x, m, v), m, v


def corrections(r: Recipe, done: int, steps: int) -> Array:
    """For each step: D's and G's rate over 1 - b1^t, and sqrt(1 - b2^t), [S, 3], float64."""
    found = []
    for t in range(done, done + steps):
        first = r.rate(t) / (1 - r.beta1 ** (t + 1))
        found.append((r.rate_d * first, r.rate_g * first, (1 - r.beta2 ** (t + 1)) ** 0.5))
    return np.array(found)
