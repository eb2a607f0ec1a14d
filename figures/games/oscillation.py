"""Question  Do the losses of a GAN settle?
Claim     loss-oscillates-trained, gda-updates, no-guarantees
Answer    Those of a bilinear game swing for ever; simultaneous steps spiral out, theta^2 + psi^2 growing by 1 + h^2
          each. Those of small networks on the same data swing a few times and come to rest at log 4 and log 2.
Slide     003 Vanila GAN (last slide; loss curves); 001 (training by gradient descent and ascent)
Listed    fig-loss-oscillation, numeric
Make      python -m figures oscillation
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from figures.runs.oscillation import affine_players, networks
from figures.runs.without_torch import answers
from figures.stage.colours import NUMERICS, THEORY, TRAINING
from figures.stage.feature import Feature, above, below, close, same
from figures.stage.page import Data
from figures.stage.remembered import remembered
from gan_small.named import named
from numerics.dynamics import Alternating, Extragradient, Plain, Simultaneous, Wgan, orbit

PANELS = (1, 3)
STEPS, LONG, LOOKS, MEMBERS = 400, 1200, 60, 4
MEAN, DEVIATION, BATCH = 2.0, 0.5, 256  # of the data of the affine players, and of the recipe `bilinear`
H, ROUNDS, EVERY = 0.1, 200, 20
BILINEAR = Plain(Wgan())
RULES = {
    "simultaneous": Simultaneous(BILINEAR, H), "alternating": Alternating(BILINEAR, H),
    "extragradient": Extragradient(BILINEAR, H),
}  # fmt: skip


def data() -> Data:
    swinging = remembered(affine_players, steps=STEPS, seed=0)
    settling = remembered(networks, members=MEMBERS, steps=LONG, looks=LOOKS, seed=0)
    found: Data = {
        "step": np.arange(STEPS), "swing_d": swinging["losses"][:, 0], "swing_g": swinging["losses"][:, 1],
        "players": swinging["at"],
        "look": np.arange(LOOKS + 1) * (LONG // LOOKS), "rest": settling["losses"],
        **{name: settling[name] for name in ("real", "noise", "d", "g")},
        "round": np.arange(ROUNDS + 1), "dots": np.arange(0, ROUNDS + 1, EVERY),
    }  # fmt: skip
    paths = {rule: orbit(rule, start=(1.0, 0.0), steps=ROUNDS) for rule in RULES.values()}
    found["declared"] = np.stack([rule.factor() ** found["round"] for rule in paths])
    found["walked"] = np.stack([
        [rule.energy(*path[k]) / rule.energy(*path[0]) for k in found["dots"]] for rule, path in paths.items()
    ])  # fmt: skip
    return found


def check(data: Data) -> Iterator[Feature]:
    yield same("steps of the affine players", data["step"], np.array(range(STEPS)))
    slope, offset, spread, mean = data["players"].T
    noise = np.abs(slope[:-1]) * np.hypot(DEVIATION, spread[:-1]) / np.sqrt(BATCH)
    rest = data["swing_d"] - slope[:-1] * (mean[:-1] - MEAN)
    yield below("D's loss less slope x distance, in deviations of a minibatch", np.abs(rest) / noise, 5.0,
                because=f"normal: risk {STEPS} times 6e-7")  # fmt: skip
    swing = data["swing_d"]
    yield close("and along the swing, as a share of it", rest @ swing / (swing @ swing), 0.0,
                within=0.02, because="five deviations: noise of 4% of the swing, over the root of 400")  # fmt: skip
    yield from _of_g(data, slope, offset, spread, mean)
    turns = np.flatnonzero(np.diff(np.sign(mean - MEAN)))
    count = max(len(turns) - 1, 1)
    rate = named("bilinear").rate_d  # of both players, who take turns: a step turns by arccos(1 - h^2/2)
    radius = np.hypot(slope, mean - MEAN).min()
    wander = np.hypot(DEVIATION, spread).max() / np.sqrt(BATCH) * np.sqrt(STEPS / 2) / radius
    yield close("steps from one crossing of the data to the next: half a turn, about pi/h",
                np.diff(turns).sum() / count, np.pi / np.arccos(1 - rate**2 / 2), within=(1 + 5 * wander) / count,
                because=f"over {count} half turns a step at the ends, and the phase's walk by minibatch noise: 5 "
                        f"deviations of {wander:.2f} steps, risk 6e-7")  # fmt: skip
    reach = np.abs(swing).reshape(-1, 100).max(1)
    yield above("D's loss swings as far in the last 100 steps as in the first", reach[-1] / reach[0], 0.7,
                because="no decay")  # fmt: skip
    yield same("looks at the networks", data["look"], np.linspace(0, LONG, LOOKS + 1))
    yield close("losses of the networks, computed again", data["rest"], _losses(data), within=1e-12,
                because="sums of 32 products, in another order")  # fmt: skip
    ends = np.log([4, 2])
    off, certificate = np.abs(data["rest"][-15:] - ends), "what the certificate of gan_small lets a loss be off"
    yield below("in the last quarter of the run D's loss is off log 4 by", off[..., 0], 0.02, because=certificate)
    yield below("and G's is off log 2 by", off[..., 1], np.log(0.5 / 0.45),
                because="the certificate lets D be off by 0.05")  # fmt: skip
    yield above("before, D's loss had swung by", np.ptp(data["rest"][:15, :, 0], axis=0), 0.04,
                because="twice the bar above")  # fmt: skip
    factors = np.array([[1 + H**2], [1.0], [1 - H**2 + H**4]])
    yield close("factors of a step: 1 + h^2, 1, 1 - h^2 + h^4", data["declared"],
                np.exp(np.log(factors) * data["round"]), within=1e-12, because="200 roundings")  # fmt: skip
    yield close("the orbits", data["walked"], factors ** data["dots"], within=1e-12, because="the same")
    yield same("rounds", data["round"], np.array(range(ROUNDS + 1)))
    yield same("dots", data["dots"], np.linspace(0, ROUNDS, len(data["dots"])))


def _of_g(data: Data, slope: Any, offset: Any, spread: Any, mean: Any) -> Iterator[Feature]:
    """G's loss, seen after D's step: minus the mean of C on fakes."""
    rest = data["swing_g"] + slope[1:] * mean[:-1] + offset[1:]
    noise = np.abs(slope[1:] * spread[:-1]) / np.sqrt(BATCH)
    yield below("G's loss less -C(mean), in deviations of a minibatch", np.abs(rest) / noise, 5.0,
                because=f"normal: risk {STEPS} times 6e-7")  # fmt: skip


def _losses(data: Data) -> np.ndarray:
    """-E log D - E log(1 - D) and -E log D of the networks [L, E, 2], from their weights and biases alone."""
    on_real = answers(data["d"], data["real"][None, ..., None])
    on_fake = answers(data["d"], answers(data["g"], data["noise"][None, ..., None])[..., None])
    sure, fooled = np.logaddexp(0, -on_real).mean(-1), np.logaddexp(0, -on_fake).mean(-1)
    return np.stack((sure + np.logaddexp(0, on_fake).mean(-1), fooled), -1)


def draw(axes: Any, data: Data) -> None:
    swinging, settling, game = axes
    swinging.plot(data["step"], data["swing_g"], color=TRAINING, alpha=0.5)
    swinging.plot(data["step"], data["swing_d"], color=TRAINING)
    swinging.text(78, 5.4, "$G$", ha="center")
    swinging.text(158, 2.1, "$D$", ha="center")
    swinging.set(xlabel="step", ylabel="loss (units of $C$)", xticks=[0, 200, 400], yticks=[-4, 0, 4], ylim=(-5, 6.5))
    swinging.set_title("affine players")
    settling.axhline(np.log(4), color=THEORY, linewidth=1)
    settling.axhline(np.log(2), color=THEORY, linewidth=1)
    settling.plot(data["look"], data["rest"][..., 0], color=TRAINING, linewidth=1)
    settling.plot(data["look"], data["rest"][..., 1], color=TRAINING, linewidth=1, alpha=0.5)
    settling.set(xlabel="step", ylabel="loss (nats)", xticks=[0, 600, 1200], yticks=[0.5, 1, 1.5], ylim=(0.4, 1.65))
    settling.set_title("networks")
    settling.text(1200, np.log(4) + 0.04, r"$D$: $\log 4$", ha="right")
    settling.text(1200, np.log(2) + 0.08, r"$G$: $\log 2$", ha="right")
    for curve, dots in zip(data["declared"], data["walked"], strict=True):
        game.plot(data["round"], curve, color=THEORY)
        game.plot(data["dots"], dots, "o", color=NUMERICS)
    for name, at in zip(RULES, ((2, 5.5), (90, 1.15), (2, 0.14)), strict=True):
        game.text(*at, name)
    game.set(xlabel="step", ylabel="energy over its start", yscale="log", xticks=[0, 100, 200], ylim=(0.1, 10))
    game.set_yticks([0.1, 1, 10], ["0.1", "1", "10"])
    game.set_title(r"game $\theta\psi$")
