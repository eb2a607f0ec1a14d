"""What theory says of each objective: functionals of p, q and the outputs T, evaluated in balls on finite laws.

The formulas come from theory's pages where a page has them: V, JSD and TV are named functionals; smoothed labels,
least squares and the rows of f-GAN are read from the pages' own steps.  Nothing is taken from gan_small's formulas.
"""

import random
from dataclasses import dataclass
from fractions import Fraction

import flint
import torch
from torch import Tensor

from gan_small.objectives import Objective, objective
from theory.deciding.balls import Case, evaluate
from theory.inequalities import f_gan
from theory.inequalities.f_gan import put
from theory.minimax.label_smoothing import ONE_LABEL, TWO_LABELS
from theory.minimax.lsgan import DLS, PARABOLA
from theory.printing.plain import plain
from theory.proving.extremum import Extremum
from theory.proving.formulas import Formula, expression
from theory.terms.derivative import along, substituted
from theory.terms.expr import Sym


@dataclass(frozen=True)
class Truth:
    """Formulas in p, q, T(x) and the parameters: D's loss, G's loss; at one point the best output; the least loss.

    kinks      the losses have corners: there is no derivative to ask theory for
    """

    d: str
    g: str
    best: str = ""
    least: str = ""
    kinks: bool = False
    parameters: tuple[tuple[str, Fraction], ...] = ()


V, G, NS = "-V(sigmoid(T(x)))", "E_q(log(1 - sigmoid(T(x))))", "-E_q(log(sigmoid(T(x))))"
DSTAR, LEAST = "logit(p/(p + q))", "-(2*JSD(p, q) - log(4))"


def _at(step: Extremum, of: Formula, value: Formula) -> str:
    """A formula of a step with a value for what the discriminator says."""
    symbols = {**(step.symbols or {}), step.over: ""}
    return plain(substituted(expression(of, symbols), Sym(step.over), expression(value, symbols)))


def _smoothed(step: Extremum, g: str, alpha: float, beta: float = 0.0) -> Truth:
    exact = (("alpha", 1 - Fraction(alpha)), ("beta", Fraction(beta)))
    return Truth(
        f"-Integral({_at(step, step.of, 'sigmoid(T(x))')}, x)", g, f"logit({step.at})",
        f"-Integral({_at(step, step.of, step.at)}, x)", parameters=exact,
    )  # fmt: skip


def _codes(a: float, b: float, c: float) -> Truth:
    exact = (("a", Fraction(a)), ("b", Fraction(b)), ("c", Fraction(c)))
    return Truth(
        f"Integral({_at(PARABOLA, PARABOLA.of, 'T(x)')}, x)", "E_q((T(x) - c)**2)/2", DLS,
        "(b - a)**2*Integral(p*q/(p + q), x)/2", parameters=exact,
    )  # fmt: skip


def _row(row: f_gan.Row, alternative: bool) -> Truth:
    t = put(row.activation, "v", "T(x)")
    conjugate = put(row.conjugate, "t", t)
    return Truth(
        f"-(E_p({t}) - E_q({conjugate}))", f"-E_q({t if alternative else conjugate})",
        put(row.reached, "t", put(row.slope, "u", "p/q")), f"-({row.means})",
    )  # fmt: skip


TRUTHS: dict[Objective, Truth] = {
    objective("saturating"): Truth(V, G, DSTAR, LEAST),
    objective("non-saturating"): Truth(V, NS, DSTAR, LEAST),
    objective("saturating", real_label=0.9): _smoothed(ONE_LABEL, G, 0.9),
    objective("non-saturating", real_label=0.8, fake_label=0.3): _smoothed(TWO_LABELS, NS, 0.8, 0.3),
    objective("least-squares"): _codes(0, 1, 1),
    objective("least-squares(-1, 1, 0)"): _codes(-1, 1, 0),
    objective("least-squares(2, -0.5, 0.25)"): _codes(2, -0.5, 0.25),
    objective("hinge"): Truth(
        "E_p(max(0, 1 - T(x))) + E_q(max(0, 1 + T(x)))", "-E_q(T(x))", least="2 - 2*TV(p, q)", kinks=True
    ),
    objective("wasserstein"): Truth("E_q(T(x)) - E_p(T(x))", "-E_q(T(x))"),
    objective("relativistic"): Truth(
        "-Integral(p(x)*Integral(q(y)*log(sigmoid(T(x) - T(y))), y), x)",
        "-Integral(p(x)*Integral(q(y)*log(sigmoid(T(y) - T(x))), y), x)",
        "log(p/q)",
    ),
    **{objective(f"f-gan({row.name})"): _row(row, False) for row in f_gan.ROWS},
    **{objective(f"f-gan({row.name}, alternative)"): _row(row, True) for row in f_gan.ROWS},
}


def title(known: Objective) -> str:
    labels = tuple(getattr(known, name, None) for name in ("real_label", "fake_label"))
    return known.name if labels in ((None, None), (1, 0)) else f"{known.name}, labels {labels}"


@dataclass(frozen=True)
class Laws:
    """p = counts/n and q = counts/m on the same atoms: means over repeated atoms are expectations."""

    p: tuple[int, ...]
    q: tuple[int, ...]

    @classmethod
    def random(cls, rng: random.Random, atoms: int = 4) -> "Laws":
        """Two different laws: at p = q too much agrees by symmetry."""
        while True:
            laws = cls(*(tuple(rng.randint(1, 6) for _ in range(atoms)) for _ in range(2)))
            if len(set(laws.weights())) == 2:
                return laws

    @property
    def points(self) -> int:
        """The number of terms in the longest mean."""
        return max(sum(self.p), sum(self.q))

    def weights(self) -> tuple[tuple[Fraction, ...], tuple[Fraction, ...]]:
        p, q = (tuple(Fraction(k, sum(counts)) for k in counts) for counts in (self.p, self.q))
        return p, q

    def samples(self, outputs: Tensor, *, pairs: bool = False) -> tuple[Tensor, Tensor]:
        """Outputs [..., atoms] as samples of p and of q; as all pairs of the two if an objective pairs them."""
        real, fake = (outputs.repeat_interleave(torch.tensor(counts), -1) for counts in (self.p, self.q))
        if not pairs:
            return real, fake
        n, m = real.shape[-1], fake.shape[-1]
        return real.repeat_interleave(m, -1), fake.repeat(*[1] * (fake.dim() - 1), n)

    def case(self, truth: Truth, outputs: Tensor | None = None, towards: int | None = None) -> Case:
        p, q = self.weights()
        functions = {"p": p, "q": q}
        if outputs is not None:
            functions["T"] = tuple(map(Fraction, outputs.tolist()))
        if towards is not None:
            functions["T'"] = tuple(Fraction(k == towards) for k in range(len(p)))
        return Case(functions, dict(truth.parameters), (Fraction(1),) * len(p))


def read(text: str, truth: Truth):
    return expression(text, dict.fromkeys(dict(truth.parameters), ""))


def value(text: str, truth: Truth, case: Case, bits: int = 200) -> flint.arb:
    """A formula's value; 200 bits leave 40 digits after what e^-40 next to 1 takes away."""
    with flint.ctx.workprec(bits):
        return evaluate(read(text, truth), case).ball.real


def gradient(text: str, truth: Truth, laws: Laws, outputs: Tensor, bits: int = 200) -> list[flint.arb]:
    """In the output at each atom: theory's derivative of the functional along the indicator of the atom."""
    slope = along(read(text, truth), "T")
    with flint.ctx.workprec(bits):
        return [evaluate(slope, laws.case(truth, outputs, k)).ball.real for k in range(len(laws.p))]


def at_each_atom(text: str, truth: Truth, laws: Laws) -> list[float]:
    """A formula in p and q at one point, at each of them."""
    p, q = laws.weights()
    cases = [Case({"p": (a,), "q": (b,)}, dict(truth.parameters)) for a, b in zip(p, q, strict=True)]
    return [float(value(text, truth, case)) for case in cases]
