r"""The evidence bound (ELBO): how it is derived, what the gap is, and three ways to print it wrongly.

Says
    log p(x) = L(q) + KL(q || p(z|x)),  L(q) = E_q log p(x,z)/q(z|x) = E_q log p(x|z) - KL(q || p(z)) <= log p(x).
    The bound is a number for each x: z is integrated out.  It is *maximised* over q.
    With p(z|x) kept beside 1/p(x), with p(x|z) in place of p(x,z), or with p(z|x) below, it is another quantity.

Idea
    For one fixed x let r(z) = p(x, z): an unnormalised density over z with total Z = p(x).  The posterior is r/Z, so
    every statement is one about q and r, decided for all of them.  In the formulas below q is q(z|x) and p the
    posterior, so that r = Z p; the prior is written m0.

Names
    q    q(z|x);  p   the posterior p(z|x);  Z   the evidence p(x);  Z p   the joint p(x, z)
    R9   z in {0, 1}, p(z) = (1/3, 2/3), p(x|z) = (1/4, 3/4), q = (1/2, 1/2)

Source   Kingma and Welling 2014, Section 2.2; Jordan et al. 1999
"""

from __future__ import annotations

from fractions import Fraction

from theory.minimax.tangent_lines import LOG_TANGENT
from theory.proving.bound import Bound, Drop
from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Needed, Printed, Source
from theory.proving.computed import Computed
from theory.proving.dropped import Dropped
from theory.proving.facts import Sign, Special
from theory.variational.finite_model import FINITE, bound, evidence, gap, kl_to_prior, reconstruction

KINGMA = Source("Kingma and Welling 2014, Auto-Encoding Variational Bayes", "Section 2.2")
Z = {"Z": "(0, inf)"}
ONE = r"$q(z|x)$ sums to one over $z$"
HALVES = {"q": (Fraction(1, 2), Fraction(1, 2)), "model": FINITE}

DECOMPOSITION = Calc(
    about="the evidence, split by q", symbols=Z, start="log(Z)",
    lines=(Line("Integral(q*log(Z), x)", "q sums to one"),
           Line("Integral(q*log(Z*p/q), x) + Integral(q*log(q/p), x)", "log Z = log(Z p/q) + log(q/p)"),
           Line("Integral(q*log(Z*p/q), x) + KL(q, p)", "the bound, and the gap")),
)  # fmt: skip

EVIDENCE = Claim(
    id="log-evidence-decomposition",
    says=r"$\log p(x) = \mathcal{L}(q) + \mathrm{KL}(q\,\|\,p(z|x))$ with $\mathcal{L}(q) = "
         r"\mathbb{E}_q\log\frac{p(x,z)}{q(z|x)}$; so $\mathcal{L} \le \log p(x)$, with equality only for $q = "
         r"p(z|x)$, and over $q$ alone raising $\mathcal{L}$ is lowering the KL.",
    assumes=(ONE,),
    sources=(KINGMA,),
    proof=(
        DECOMPOSITION,
        Bound(about="the gap is not negative", symbols=Z, start="log(Z)",
              lines=(Drop("Integral(q*log(Z*p/q), x)", dropped="Integral(q*log(q/p), x)",
                          because="KL(q || p(z|x)) >= 0",
                          lemma=LOG_TANGENT, weight="q", argument="p/q", moving="q", to="p"),)),
        Special(about="at q = p(z|x) the bound is the evidence", symbols=Z, of="Integral(q*log(Z*p/q), x)",
                put={"q": "p"},
                gives="log(Z)", because="log Z comes out"),
        Computed(about="R9: log p(x) = log(7/12)", by=evidence, on={"model": FINITE}, gives="log(7/12)"),
        Computed(about="the bound", by=bound, on=HALVES, gives="-0.89587973461402750040623867919035"),
        Computed(about="the gap", by=gap, on=HALVES, gives="0.35688323388134049528188194279465"),
    ),
    needed=(Needed(hypothesis=ONE, shown_by=Dropped(about="for another total", step=DECOMPOSITION,
                                                    change={"normalised": False})),),
)  # fmt: skip

DEFINITION = Claim(
    id="elbo-definition",
    says=r"$\mathcal{L}(\theta, \phi; x) = \mathbb{E}_q\log p(x|z) - \mathrm{KL}(q(z|x)\,\|\,p(z)) \le \log p(x)$, "
         r"with the gap $\mathrm{KL}(q\,\|\,p(z|x))$: a function of $x$ and of the parameters, $z$ being integrated "
         r"out.",
    assumes=(r"$q(z|x) > 0$ only where $p(z) > 0$",),
    sources=(KINGMA,),
    uses=("log-evidence-decomposition",),
    proof=(
        Calc(about="the two forms, with p(x, z) = l(z) prior(z): here p is the prior and h the likelihood",
             start="Integral(q*log(h*p/q), x)",
             lines=(Line("E_q(log(h)) - KL(q, p)", "log(h p/q) = log h - log(q/p)"),)),
        Computed(about="R9: reconstruction", by=reconstruction, on=HALVES, gives="-0.83698821678583577313684162445509"),
        Computed(about="KL to the prior", by=kl_to_prior, on=HALVES, gives="0.058891517828191727269397054735261"),
        Computed(about="and their difference, the bound", by=bound, on=HALVES,
                 gives="-0.89587973461402750040623867919035"),
    ),
    needed=(Needed(hypothesis=r"$q(z|x) > 0$ only where $p(z) > 0$",
                   shown_by=Special(about="q = 1 where the prior is e = exp(-t): the KL is t, without bound as e -> 0",
                                    symbols={"t": "(0, inf)"}, of="1*log(1/e1)", put={"e1": "exp(-t)"}, gives="t",
                                    because="log(1/e)"),),),
)  # fmt: skip

TWO_TERMS = Claim(
    id="lvb-two-terms",
    says=r"$\mathcal{L}_{VB} = \mathbb{E}_q\log p(x|z) + \mathbb{E}_q\log\frac{p(z)}{q} = \mathbb{E}_q\log p(x|z) - "
         r"\mathrm{KL}(q\,\|\,p(z))$.",
    sources=(KINGMA,),
    proof=(
        Calc(about="p is the prior, h the likelihood", start="E_q(log(h*p/q))",
             lines=(Line("E_q(log(h)) + E_q(log(p/q))", "the logarithm of a product"),
                    Line("E_q(log(h)) - KL(q, p)", "log(p/q) = -log(q/p)"))),
        Computed(about="R9: the first term", by=reconstruction, on=HALVES, gives="-0.83698821678583577313684162445509"),
    ),
)  # fmt: skip

SUMS_TO_ONE = Claim(
    id="q-sums-to-one",
    says=r"$\sum_z q(z|x)\log p(x) = \log p(x)$, because $\sum_z q(z|x) = 1$.",
    assumes=(ONE,),
    sources=(KINGMA,),
    proof=(CONSTANT := Calc(about="a constant comes out", symbols=Z, start="Integral(q*log(Z), x)",
                            lines=(Line("log(Z)", "q sums to one"),)),),
    needed=(Needed(hypothesis=ONE,
                   shown_by=Dropped(about="for another total", step=CONSTANT, change={"normalised": False})),),
)  # fmt: skip

ROLES = Claim(
    id="elbo-roles",
    says=r"The bound is maximised: its reconstruction term $\mathbb{E}_q\log p(x|z)$ is to be raised, its "
         r"$\mathrm{KL}(q\,\|\,p(z))$ to be lowered. Along $q = p(z|x)$ it reaches its maximum $\log p(x)$; it has no "
         r"minimum in general.",
    sources=(KINGMA,),
    uses=("log-evidence-decomposition",),
    proof=(
        Special(about="the maximum", symbols=Z, of="Integral(q*log(Z*p/q), x)", put={"q": "p"}, gives="log(Z)",
                because="no gap is left"),
        Computed(about="R9: at q = (1, 0) the bound is log(1/12), lower than at q = (1/2, 1/2)", by=bound,
                 on={"q": (Fraction(1), Fraction(0)), "model": FINITE}, gives="log(1/12)"),
        Special(about="Gaussian q of variance s^2 = exp(-2t), prior N(0, 1): minus its KL is below t-bound, without "
                      "end",
                symbols={"t": "(0, inf)"}, of="-(s2 - 1 - log(s2))/2", put={"s2": "exp(-2*t)"},
                gives="-t + (1 - exp(-2*t))/2", because="log s^2 = -2t"),
    ),
)  # fmt: skip

ROLES_AS_PRINTED = Claim(
    id="elbo-roles-as-printed",
    entry="elbo-roles",
    says=r"The ELBO is to be minimised.",
    sources=(KINGMA,),
    printed=Printed(deck="000", heading="Variational Auto Encoder (Summary)", ocr=True,
                    sentence=r"This need to be minimized the ELBO"),
    instead=r"It is maximised; what is minimised is its negative.",
    corrected_by=("elbo-roles",),
    proof=(
        Computed(about="R9: minimising prefers q = (1, 0), at log(1/12)", by=bound,
                 on={"q": (Fraction(1), Fraction(0)), "model": FINITE}, gives="log(1/12)"),
        Computed(about="to the posterior (1/7, 6/7), at log p(x)", by=bound,
                 on={"q": (Fraction(1, 7), Fraction(6, 7)), "model": FINITE}, gives="log(7/12)"),
        Sign(about="though the posterior is the better answer", of="log(7/12) - log(1/12)", because="it is log 7"),
    ),
)  # fmt: skip

CLAIMS = (EVIDENCE, DEFINITION, TWO_TERMS, SUMS_TO_ONE, ROLES, ROLES_AS_PRINTED)
