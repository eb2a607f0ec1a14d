r"""The evidence bound as slides misprint it: with the posterior for the joint, without the prior, with the wrong
denominator.

Says
    The derivation needs p(x, z) = p(x|z) p(z) in the numerator and q(z|x) in the denominator.
    p(z|x)/q times 1/p(x) gives a "KL" that is negative; p(x|z)/q gives a "bound" above the evidence; p(z|x) below gives
    log p(x) whatever q is, so that there is nothing left to optimise.
    In a loss that is minimised the reconstruction term carries a minus; a weight below 1 on the KL is no bound.

Idea
    Each printed formula is evaluated on the two-state model R9 and, where it can be, for all q.

Names
    q, p, Z    q(z|x), the posterior, the evidence, as in evidence_bound;  lambda is written l

Source   Kingma and Welling 2014, Section 2.2; Higgins et al. 2017 (the weight)
"""

from __future__ import annotations

from fractions import Fraction

from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Needed, Printed, Source
from theory.proving.computed import Computed
from theory.proving.facts import Differ, Sign, Special
from theory.variational.finite_model import (
    FINITE,
    bound,
    gap,
    posterior_below,
    posterior_over_evidence,
    reconstruction,
    scaled_bound,
    without_prior,
)

KINGMA = Source("Kingma and Welling 2014, Auto-Encoding Variational Bayes", "Section 2.2")
HIGGINS = Source("Higgins et al. 2017, beta-VAE", "Section 2")
Z = {"Z": "(0, inf)"}
HALVES = {"q": (Fraction(1, 2), Fraction(1, 2)), "model": FINITE}

JOINT = Claim(
    id="kl-to-posterior-through-the-joint",
    entry="kl-elbo-derivation-joint",
    says=r"$\mathrm{KL}(q\,\|\,p(z|x)) = -\sum_z q\log\Big[\frac{p(x,z)}{q}\cdot\frac{1}{p(x)}\Big]$.",
    sources=(KINGMA,),
    proof=(
        Calc(about="the joint is Z p", symbols=Z, start="KL(q, p)",
             lines=(Line("-Integral(q*log(p/q), x)", "minus the logarithm of the inverse"),
                    Line("-Integral(q*log((Z*p/q)*(1/Z)), x)", "p(z|x) = p(x, z)/p(x)"))),
        Computed(about="R9", by=gap, on=HALVES, gives="0.35688323388134049528188194279465"),
    ),
)  # fmt: skip

POSTERIOR_KEPT = Claim(
    id="kl-elbo-derivation-joint",
    says=r"$\mathrm{KL} = -\sum q\log\frac{p(z|x)}{q}\cdot\frac{1}{p(x)}$, the second factor inside the logarithm.",
    sources=(KINGMA,),
    printed=Printed(deck="001", heading="(the variational lower bound)", rows=(22,),
                    sentence=r"$KL = -\sum q\log\frac{p(z|x)}{q} = -\sum q\log\frac{p(z|x)}{q}\cdot\frac{1}{p(x)}$"),
    instead=r"$p(x, z)$ stands above in the second form: $p(z|x) = p(x, z)/p(x)$.",
    corrected_by=("kl-to-posterior-through-the-joint",),
    proof=(
        Differ(about="the two printed forms are not equal", symbols=Z, left="-Integral(q*log(p/q), x)",
               right="-Integral(q*log((p/q)*(1/Z)), x)"),
        Computed(about="R9: the second is negative, as no KL is", by=posterior_over_evidence, on=HALVES,
                 gives="-0.18211326685134650984247479360105"),
        Computed(about="the KL is", by=gap, on=HALVES, gives="0.35688323388134049528188194279465"),
    ),
)  # fmt: skip

WITH_PRIOR = Claim(
    id="evidence-bound-with-its-prior",
    entry="kl-elbo-derivation-conditional",
    says=r"$\log p(x) = \mathrm{KL}(q\,\|\,p(z|x)) + \sum_z q\log\frac{p(x|z)\,p(z)}{q}$.",
    sources=(KINGMA,),
    uses=("log-evidence-decomposition",),
    proof=(
        Calc(about="gap and bound", symbols=Z, start="KL(q, p) + Integral(q*log(Z*p/q), x)",
             lines=(Line("log(Z)", "log(q/p) + log(Z p/q) = log Z, and q sums to one"),)),
        Computed(about="R9: the bound", by=bound, on=HALVES, gives="-0.89587973461402750040623867919035"),
    ),
)  # fmt: skip

PRIOR_LOST = Claim(
    id="kl-elbo-derivation-conditional",
    says=r"$\log p(x) = \mathrm{KL} + \sum_z q\log\frac{p(x|z)}{q(z|x)}$, and the second term is a lower bound.",
    sources=(KINGMA,),
    printed=Printed(deck="001", heading="(the variational lower bound)", rows=(23,),
                    sentence=r"$\log\frac{p(x|z)}{q(z|x)}$, three lines"),
    instead=r"The numerator is $p(x, z) = p(x|z)\,p(z)$: the prior is lost in three lines.",
    corrected_by=("evidence-bound-with-its-prior",),
    proof=(
        Computed(about="R9: the printed `bound'", by=without_prior, on=HALVES,
                 gives="-0.14384103622589046371960950299691"),
        Computed(about="is above log p(x) = log(7/12): not a lower bound", by=without_prior, on=HALVES, relation=">",
                 gives="log(7/12)"),
        Computed(about="and its best value, at q = (1/4, 3/4), is log of the sum of p(x|z): 0", by=without_prior,
                 on={"q": (Fraction(1, 4), Fraction(3, 4)), "model": FINITE}, gives=0),
    ),
)  # fmt: skip

Q_BELOW = Claim(
    id="evidence-bound-over-q",
    entry="lvb-denominator",
    says=r"$\mathcal{L}_{VB} = \sum_z q\log\frac{p(x|z)\,p(z)}{q(z|x)}$ depends on $q$; with the posterior below it "
         r"would be $\log p(x)$.",
    sources=(KINGMA,),
    proof=(
        Calc(about="the bound, with the joint Z p", symbols=Z, start="Integral(q*log(Z*p/q), x)",
             lines=(Line("log(Z) - KL(q, p)", "the gap depends on q"),)),
        Computed(about="R9", by=bound, on=HALVES, gives="-0.89587973461402750040623867919035"),
    ),
)  # fmt: skip

POSTERIOR_BELOW = Claim(
    id="lvb-denominator",
    says=r"$\mathcal{L}_{VB} = \sum_z q\log\frac{p(x|z)\,p(z)}{p(z|x)}$.",
    sources=(KINGMA,),
    printed=Printed(deck="001", heading="(the variational lower bound)", rows=(25,),
                    sentence=r"$L_{VB} = \sum_z q\log\frac{p(x|z)\,p(z)}{p(z|x)}$"),
    instead=r"The denominator is $q(z|x)$.",
    corrected_by=("evidence-bound-over-q",),
    proof=(
        Calc(about="as printed it is log p(x) for every q: nothing is left to optimise", symbols=Z,
             start="Integral(q*log(Z*p/p), x)", lines=(Line("log(Z)", "p cancels, and q sums to one"),)),
        Computed(about="R9", by=posterior_below, on=HALVES, gives="log(7/12)"),
        Computed(about="the bound is lower", by=bound, on=HALVES, relation="<", gives="log(7/12)"),
    ),
)  # fmt: skip

LOSS = Claim(
    id="vae-loss",
    entry="vae-loss-sign",
    says=r"The loss $-\mathbb{E}_q\log p(x|z) + \lambda\,\mathrm{KL}(q\,\|\,p(z))$ is $-\mathcal{L}$ at $\lambda = 1$, "
         r"and for $\lambda \ge 1$ minus it is still a lower bound of $\log p(x)$.",
    assumes=(r"$\lambda \ge 1$",),
    sources=(KINGMA, HIGGINS),
    uses=("log-evidence-decomposition", "kl-nonnegative"),
    proof=(
        Calc(about="minus the loss, p the prior and h the likelihood", symbols={"l": "(1, inf)"},
             start="E_q(log(h)) - l*KL(q, p)",
             lines=(Line("Integral(q*log(h*p/q), x) - (l - 1)*KL(q, p)",
                         "the bound, less something that is not negative"),)),
        Sign(about="the weight of what is subtracted", symbols={"l": "(1, inf)"}, of="l - 1", because="lambda > 1"),
        Computed(about="R9, lambda = 2: below log p(x)", by=scaled_bound, on={**HALVES, "weight": Fraction(2)},
                 relation="<", gives="log(7/12)"),
    ),
    needed=(Needed(hypothesis=r"$\lambda \ge 1$",
                   shown_by=Computed(about="lambda = 0, q = (0, 1): log(3/4), above log p(x) = log(7/12)",
                                     by=scaled_bound,
                                     on={"q": (Fraction(0), Fraction(1)), "model": FINITE, "weight": Fraction(0)},
                                     gives="log(3/4)")),),
)  # fmt: skip

SIGN = Claim(
    id="vae-loss-sign",
    says=r"$\sum_i \mathbb{E}_q\log p(x^i|z) + \lambda\,\mathrm{KL}(q\,\|\,p(z))$ is to be minimised.",
    sources=(KINGMA,),
    printed=Printed(deck="001", heading="(the loss of the VAE)", rows=(26,),
                    sentence=r"$L(\theta, \phi) = \sum_i L_{rec} + \lambda\,KL(q_\phi(z|x^i)\,\|\,p(z))$, $L_{rec} = "
                             r"\mathbb{E}_{z\sim q}[\log p(x^i|z)]$"),
    instead=r"$-\mathbb{E}_q\log p(x|z) + \lambda\,\mathrm{KL}$: the reconstruction term carries a minus.",
    corrected_by=("vae-loss",),
    proof=(
        Special(about="a Gaussian decoder of variance 1, off by d = t: the printed term is -t^2/2 + const, without a "
                      "minimum",
                symbols={"t": "(0, inf)"}, of="-d**2/2 - log(2*pi)/2", put={"d": "t"}, gives="-t**2/2 - log(2*pi)/2",
                because="the worse the reconstruction, the lower"),
        Sign(about="a worse reconstruction, d = 2, is preferred to a perfect one", of="(-2**2/2) - 0", positive=False,
             because="-2 < 0"),
        Computed(about="R9: the printed term prefers the state with the smaller likelihood, log(1/4)",
                 by=reconstruction,
                 on={"q": (Fraction(1), Fraction(0)), "model": FINITE}, gives="log(1/4)"),
        Computed(about="to the other, log(3/4)", by=reconstruction,
                 on={"q": (Fraction(0), Fraction(1)), "model": FINITE},
                 gives="log(3/4)"),
    ),
)  # fmt: skip

CLAIMS = (JOINT, POSTERIOR_KEPT, WITH_PRIOR, PRIOR_LOST, Q_BELOW, POSTERIOR_BELOW, LOSS, SIGN)
