"""Close to p, all smooth f-divergences are one: half of f''(1) times chi-square.

Says
    Along q = p + s h with h integrating to zero, D_f(q || p) = f''(1)/2 chi2(q || p) + o(s^2).
    f''(1), with argument t = q/p: KL both ways 1, JSD 1/4, 2 KL(m || p) 1/2, Delta 1, H^2 1/4, J 2.

Idea
    Differentiate twice under the integral.

Assumes
    h integrates to zero, so that q stays a density; |h|/p bounded, so that p + s h > 0 for small s and the derivatives
    may be taken under the integral.

Source   Csiszar and Shields 2004, Theorem 4.1; Shannon et al. 2020
"""

from __future__ import annotations

from theory.inequalities.f_gan import put
from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Needed, Source
from theory.proving.expansion import Expansion
from theory.proving.facts import Differ

CSISZAR = Source("Csiszar and Shields 2004, Information Theory and Statistics: A Tutorial", "Theorem 4.1")
ZERO_SUM = r"$\int h = 0$"

#: Name, the functional, its generator f in t = q/p (so that it is the integral of p f(q/p)), f'(1) and f''(1).
TABLE = (
    ("KL(q || p)", "KL(q, p)", "t*log(t)", "1", "1"),
    ("KL(p || q)", "KL(p, q)", "-log(t)", "-1", "1"),
    ("JSD", "JSD(p, q)", "(t*log(t) - (t + 1)*log((t + 1)/2))/2", "0", "1/4"),
    ("2 KL(m || p)", "2*KL(m, p)", "(1 + t)*log((1 + t)/2)", "1", "1/2"),
    ("Delta", "Delta(p, q)", "(t - 1)**2/(t + 1)", "0", "1"),
    ("H^2", "H2(p, q)", "(sqrt(t) - 1)**2/2", "0", "1/4"),
    ("J", "J(p, q)", "(t - 1)*log(t)", "0", "2"),
)

GENERAL = Claim(
    id="second-order-agreement",
    says=r"Along $q = p + s h$ with $\int h = 0$, $D_f(q\|p) = \int p\,f(q/p) = f(1) + \frac{s^2}{2} f''(1) "
         r"\int\frac{h^2}{p} + o(s^2)$, and $s^2\int\frac{h^2}{p} = \chi^2(q\|p)$.",
    assumes=(ZERO_SUM,),
    sources=(CSISZAR,),
    proof=(
        Expansion(about="two derivatives under the integral", of="Integral(p*f((p + s*h(x))/p), x)", over="s",
                  value="f(1)", slope="f'(1)*Integral(h(x), x)", second="f''(1)*Integral(h(x)**2/p, x)",
                  because="q/p = 1 + s h/p"),
        Calc(about="chi-square along the same line", start="Integral(((p + s*h(x)) - p)**2/p, x)",
             lines=(Line("s**2*Integral(h(x)**2/p, x)", "q - p = s h"),)),
    ),
    needed=(Needed(hypothesis=ZERO_SUM,
                   shown_by=Differ(about="otherwise the first order counts", left="f'(1)*Integral(h(x), x)",
                                   right="0")),),
)  # fmt: skip

FACTORS = Claim(
    id="second-derivatives-at-one",
    says=r"As $\int p\,f(q/p)$: $f''(1)$ is $1$ for $\mathrm{KL}(q\|p)$ and for $\mathrm{KL}(p\|q)$, $\frac14$ for "
         r"$\mathrm{JSD}$, $\frac12$ for $2\,\mathrm{KL}(m\|p)$, $1$ for $\Delta$, $\frac14$ for $H^2$ and $2$ "
         r"for $J$.",
    sources=(CSISZAR,),
    proof=tuple(
        step
        for name, functional, f, slope, second in TABLE
        for step in (
            Calc(about=f"{name} and its generator", start=functional,
                 lines=(Line(f"Integral(p*({put(f, 't', 'q/p')}), x)", "t = q/p"),)),
            Expansion(about=f"the generator of {name} near 1", of=f, over="t", at="1", value="0", slope=slope,
                      second=second, because="f(1), f'(1), f''(1)"),
        )
    ),
)  # fmt: skip

CLAIMS = (GENERAL, FACTORS)
