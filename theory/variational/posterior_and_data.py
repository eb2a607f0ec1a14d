r"""What the KL of a VAE is about: the average posterior, and the data.

Says
    E_x KL(q(z|x) || p(z)) = KL(q(z) || p(z)) + I(x; z): the penalty of the bound is more than the distance of the
    average posterior from the prior, by the information that z carries about x.
    -E_data[ELBO] - H(p_data) = KL(p_data(x) q(z|x) || p(x, z)) >= KL(p_data || p(x)): in the space of images a VAE is
    fitted by (a bound on) the forward KL, whatever the direction of the KL over z.

Idea
    Logarithms of products; shown for two equally likely x and any two posteriors p and q, whose average is m, and r the
    prior; and on tables in exact fractions.

Names
    p, q    the posteriors q(z|x1), q(z|x2);  m   their average q(z);  h   the prior density p(z) at a point

Source   Hoffman and Johnson 2016; Kingma and Welling 2014, Section 2
"""

from __future__ import annotations

from fractions import Fraction

from flint import arb

from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Printed, Source
from theory.proving.computed import Computed
from theory.proving.facts import Differ
from theory.variational.finite_model import log

HOFFMAN = Source("Hoffman and Johnson 2016, ELBO surgery", "Section 2")
KINGMA = Source("Kingma and Welling 2014, Auto-Encoding Variational Bayes", "Section 2")
Table = tuple[tuple[Fraction, ...], ...]
F = Fraction
DATA = (F(1, 4), F(3, 4))
ENCODER: Table = ((F(1, 2), F(1, 2)), (F(1, 5), F(4, 5)))
MODEL: Table = ((F(1, 6), F(1, 6)), (F(1, 12), F(7, 12)))


def mean_log(weights: Table, inside: Table) -> arb:
    """The sum over x and z of weight times log(inside)."""
    return sum((log(i) * w.numerator / w.denominator for ws, ins in zip(weights, inside, strict=True)
                for w, i in zip(ws, ins, strict=True)), arb(0))  # fmt: skip


def joint_kl(data: tuple, encoder: Table, model: Table) -> arb:
    """KL(p_data(x) q(z|x) || p(x, z)), over pairs."""
    joint = tuple(tuple(d * e for e in row) for d, row in zip(data, encoder, strict=True))
    return mean_log(
        joint, tuple(tuple(a / b for a, b in zip(r, s, strict=True)) for r, s in zip(joint, model, strict=True))
    )


def minus_elbo_minus_entropy(data: tuple, encoder: Table, model: Table) -> arb:
    """-E_data[ELBO] - H(p_data), ELBO(x) = sum over z of q(z|x) log p(x, z)/q(z|x)."""
    joint = tuple(tuple(d * e for e in row) for d, row in zip(data, encoder, strict=True))
    elbo = mean_log(
        joint, tuple(tuple(m / e for m, e in zip(r, s, strict=True)) for r, s in zip(model, encoder, strict=True))
    )
    entropy = -sum((log(d) * d.numerator / d.denominator for d in data), arb(0))
    return -elbo - entropy


def data_kl(data: tuple, model: Table) -> arb:
    """KL(p_data || p(x)), p(x) the sum over z of p(x, z)."""
    return sum(
        (log(d / sum(row, F(0))) * d.numerator / d.denominator for d, row in zip(data, model, strict=True)), arb(0)
    )


def slack(data: tuple, encoder: Table, model: Table) -> arb:
    """What the joint KL has more than the KL of the data."""
    return joint_kl(data, encoder, model) - data_kl(data, model)


def exact_encoder(model: Table) -> Table:
    """The posterior p(z|x) of the model."""
    return tuple(tuple(m / sum(row, F(0)) for m in row) for row in model)


def slack_at_posterior(data: tuple, model: Table) -> arb:
    """The same with q(z|x) = p(z|x)."""
    return slack(data, exact_encoder(model), model)


AGGREGATED = Claim(
    id="aggregated-posterior",
    says=r"$\mathbb{E}_x\mathrm{KL}(q(z|x)\,\|\,p(z)) = \mathrm{KL}(q(z)\,\|\,p(z)) + I(x; z)$ with $q(z) = "
         r"\mathbb{E}_x q(z|x)$; shown for two equally likely $x$, where $I(x; z)$ is the JSD of the two posteriors.",
    sources=(HOFFMAN,),
    proof=(
        Calc(about="two posteriors p and q, prior h", start="(E_p(log(p/h)) + E_q(log(q/h)))/2",
             lines=(Line("Integral((p + q)/2*log(m/h), x) + (E_p(log(p/m)) + E_q(log(q/m)))/2",
                         "log(p/h) = log(p/m) + log(m/h)"),
                    Line("Integral(m*log(m/h), x) + JSD(p, q)", "m is the average posterior; the rest is the JSD"))),
        Differ(about="so the penalty is not the KL of the average: the difference", left="JSD(p, q)", right="0"),
    ),
)  # fmt: skip

DIRECTION = Claim(
    id="vae-fits-data-by-forward-kl",
    entry="vae-why-reverse-kl",
    says=r"$-\mathbb{E}_{data}[\mathrm{ELBO}] - H(p_{data}) = \mathrm{KL}(p_{data}\,q(z|x)\,\|\,p(x, z)) \ge "
         r"\mathrm{KL}(p_{data}\,\|\,p(x))$, with equality for $q = p(z|x)$: over images the direction is the forward "
         r"one (the inequality is shown on a table). The KL over $z$ is taken that way round because its means are "
         r"means under $q$.",
    sources=(KINGMA,),
    proof=(
        Calc(about="at one pair (x, z), d the data's weight of x, e = q(z|x), g = p(x, z)",
             symbols={"d": "(0, 1)", "e1": "(0, 1)", "g": "(0, 1)"}, start="-log(g/e1) + log(d)",
             lines=(Line("log(d*e1/g)", "log d is minus the entropy's part"),)),
        Computed(about="a table: -ELBO - H", by=minus_elbo_minus_entropy,
                 on={"data": DATA, "encoder": ENCODER, "model": MODEL},
                 gives="log(1/4)/4 + 3*log(3/4)/4 - (log(1/3) + log(1/3))/8 - 3*(log(5/12)/5 + 4*log(35/48)/5)/4"),
        Computed(about="the joint KL, from its definition", by=joint_kl,
                 on={"data": DATA, "encoder": ENCODER, "model": MODEL},
                 gives="log(1/4)/4 + 3*log(3/4)/4 - (log(1/3) + log(1/3))/8 - 3*(log(5/12)/5 + 4*log(35/48)/5)/4"),
        Computed(about="which is more than KL(p_data || p(x))", by=slack,
                 on={"data": DATA, "encoder": ENCODER, "model": MODEL},
                 relation=">", gives=0),
        Computed(about="by less than 10^-30 when q is the posterior", by=slack_at_posterior,
                 on={"data": DATA, "model": MODEL},
                 relation="<", gives=F(1, 10**30)),
    ),
)  # fmt: skip

REASON = Claim(
    id="vae-why-reverse-kl",
    says=r"A VAE uses the reverse KL, for its mode seeking, in place of the forward KL, which blurs.",
    sources=(KINGMA,),
    printed=Printed(deck="000", heading="R-KL => Mode seeking", rows=(3,),
                    sentence=r"Due to this mode seeking behaviour VAE uses R-KL. (F-KL) introduces more and more blur"),
    instead=r"The reverse KL of a VAE is over $z$, for tractability; over images the fit is by the forward KL.",
    corrected_by=("vae-fits-data-by-forward-kl", "log-evidence-decomposition"),
    proof=(
        Computed(about="what a VAE minimises over images exceeds the forward KL by the mean gap over z: here", by=slack,
                 on={"data": DATA, "encoder": ENCODER, "model": MODEL}, relation=">", gives=0),
        Computed(about="and with the exact posterior by less than 10^-30", by=slack_at_posterior,
                 on={"data": DATA, "model": MODEL},
                 relation="<", gives=F(1, 10**30)),
        Differ(about="which is not the reverse KL", left="KL(p, q)", right="KL(q, p)"),
    ),
)  # fmt: skip

CLAIMS = (AGGREGATED, DIRECTION, REASON)
