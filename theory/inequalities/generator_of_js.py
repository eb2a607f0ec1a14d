"""The generator of JSD, and where it lies among the generators of other divergences.

Says
    With f(t) = (t log t - (t + 1) log((t + 1)/2))/2, JSD(p || q) is the integral of q f(p/q).
    On t > 0, and with equality only at t = 1, each time:
        f(t) <= (log 2)/2 (t log t - t + 1)                    the generator of KL
        f(t) <= (t - 1) log t / 8                              of Jeffreys' divergence, an eighth
        (t - 1)^2/(4 (t + 1)) <= f(t) <= (log 2)/2 (t - 1)^2/(t + 1)     of triangular discrimination
        (log 2)/2 (sqrt t - 1)^2 <= f(t) <= (sqrt t - 1)^2/2             of the squared Hellinger distance
        f(t) <= (log 2)/2 |t - 1|                              of total variation

Idea
    All these functions vanish at 1 together with their slopes, so it is the second derivatives that are compared.
    Where one is larger everywhere, that is all.  Where the order changes once, the value at t = 0 decides: this is
    where all the constants log 2 come from.

Names
    t    a ratio of densities p/q (or q/p: the generator of JSD is its own mirror image, f(t) = t f(1/t))

Source   Topsoe 2000; Lin 1991
"""

from __future__ import annotations

from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Source
from theory.proving.generators import AboveChord, BendsOnce, Convex

TOPSOE = Source("Topsoe 2000, Some inequalities for information divergence and related measures of discrimination")
F = "(t*log(t) - (t + 1)*log((t + 1)/2))/2"
SLOPE = "log(2*t/(t + 1))/2"
POSITIVE = {"t": "(0, inf)"}

GENERATOR = Claim(
    id="jensen-shannon-generator",
    says=r"With $f(t) = \frac12\left(t\log t - (t+1)\log\frac{t+1}{2}\right)$: $\mathrm{JSD}(p\|q) = \int q\,f(p/q)$, "
         r"$f(t) = t\,f(1/t)$, and $f''(t) = \frac{1}{2t(t+1)}$.",
    sources=(TOPSOE,),
    proof=(
        Calc(about="the generator", start="JSD(p, q)",
             lines=(Line("Integral(q*(p/q*log(p/q) - (p/q + 1)*log((p/q + 1)/2))/2, x)", "divide by q inside"),)),
        Calc(about="its mirror image", symbols=POSITIVE, start=F,
             lines=(Line("t*((1/t)*log(1/t) - (1/t + 1)*log((1/t + 1)/2))/2", "JSD is symmetric"),)),
        Convex(about="convex, above its tangent at 1, which is zero", of=F, over="t", at="1", slope=SLOPE,
               curvature="1/(2*t*(t + 1))"),
    ),
)  # fmt: skip

BELOW_KL = Claim(
    id="jensen-shannon-generator-below-kl",
    says=r"The generator $f$ of JSD: $f(t) \le \frac{\log 2}{2}(t\log t - t + 1)$ for $t > 0$, with equality "
         r"only at $t = 1$.",
    sources=(TOPSOE,),
    proof=(
        BendsOnce(about="the gap, concave up to t = 1/log 2 - 1, then convex", over="t", at="1",
                  of=f"log(2)/2*(t*log(t) - t + 1) - {F}", slope=f"log(2)/2*log(t) - {SLOPE}",
                  curvature="log(2)/(2*t) - 1/(2*t*(t + 1))", bend="log(2)*(t + 1) - 1", bend_slope="log(2)",
                  without_log="log(2)/2*(1 - t) + (t + 1)*log((t + 1)/2)/2", times="(log(2) - 1)/2", end="0"),
    ),
)  # fmt: skip

BELOW_JEFFREYS = Claim(
    id="jensen-shannon-generator-below-jeffreys",
    says=r"The generator $f$ of JSD: $f(t) \le \frac18(t - 1)\log t$ for $t > 0$, with equality only at $t = 1$.",
    sources=(TOPSOE,),
    proof=(
        Convex(about="the gap is convex, because (t + 1)^2 >= 4t", over="t", at="1",
               of=f"(t - 1)*log(t)/8 - {F}", slope=f"(log(t) + 1 - 1/t)/8 - {SLOPE}",
               curvature="(t - 1)**2/(8*t**2*(t + 1))"),
    ),
)  # fmt: skip

ABOVE_TRIANGULAR = Claim(
    id="jensen-shannon-generator-above-triangular",
    says=r"The generator $f$ of JSD: $f(t) \ge \frac{(t-1)^2}{4(t+1)}$ for $t > 0$, with equality only at $t = 1$.",
    sources=(TOPSOE,),
    proof=(
        Convex(about="the gap is convex, because (t + 1)^2 >= 4t", over="t", at="1",
               of=f"{F} - (t - 1)**2/(4*(t + 1))", slope=f"{SLOPE} - (t - 1)*(t + 3)/(4*(t + 1)**2)",
               curvature="(t - 1)**2/(2*t*(t + 1)**3)"),
    ),
)  # fmt: skip

BELOW_TRIANGULAR = Claim(
    id="jensen-shannon-generator-below-triangular",
    says=r"The generator $f$ of JSD: $f(t) \le \frac{\log 2}{2}\,\frac{(t-1)^2}{t+1}$ for $t > 0$, with "
         r"equality only at $t = 1$.",
    sources=(TOPSOE,),
    proof=(
        BendsOnce(about="the gap, concave near 0, then convex; mirrored at 1", over="t", at="1", mirrored=True,
                  of=f"log(2)/2*(t - 1)**2/(t + 1) - {F}",
                  slope=f"log(2)/2*(t - 1)*(t + 3)/(t + 1)**2 - {SLOPE}",
                  curvature="4*log(2)/(t + 1)**3 - 1/(2*t*(t + 1))",
                  bend="8*log(2)*t/(t + 1)**2 - 1", bend_slope="8*log(2)*(1 - t)/(t + 1)**3",
                  without_log="log(2)/2*(t - 1)**2/(t + 1) + (t + 1)*log((t + 1)/2)/2", times="-1/2", end="0"),
    ),
)  # fmt: skip

ABOVE_HELLINGER = Claim(
    id="jensen-shannon-generator-above-hellinger",
    says=r"The generator $f$ of JSD: $f(t) \ge \frac{\log 2}{2}(\sqrt t - 1)^2$ for $t > 0$, with equality only "
         r"at $t = 1$.",
    sources=(TOPSOE,),
    proof=(
        BendsOnce(about="the gap, concave near 0, then convex; mirrored at 1", over="t", at="1", mirrored=True,
                  of=f"{F} - log(2)*(sqrt(t) - 1)**2/2", slope=f"{SLOPE} - log(2)*(1 - 1/sqrt(t))/2",
                  curvature="1/(2*t*(t + 1)) - log(2)/(4*t**(3/2))",
                  bend="2*sqrt(t)/(t + 1) - log(2)", bend_slope="(1 - t)/(sqrt(t)*(t + 1)**2)",
                  without_log="-(t + 1)*log((t + 1)/2)/2 - log(2)*(sqrt(t) - 1)**2/2", times="1/2", end="0"),
    ),
)  # fmt: skip

BELOW_HELLINGER = Claim(
    id="jensen-shannon-generator-below-hellinger",
    says=r"The generator $f$ of JSD: $f(t) \le \frac12(\sqrt t - 1)^2$ for $t > 0$, with equality only at $t = 1$.",
    sources=(TOPSOE,),
    proof=(
        Convex(about="the gap is convex, because t + 1 >= 2 sqrt t", over="t", at="1",
               of=f"(sqrt(t) - 1)**2/2 - {F}", slope=f"(1 - 1/sqrt(t))/2 - {SLOPE}",
               curvature="(sqrt(t) - 1)**2/(4*t**(3/2)*(t + 1))"),
    ),
)  # fmt: skip

BELOW_VARIATION = Claim(
    id="jensen-shannon-generator-below-variation",
    says=r"The generator $f$ of JSD: $f(t) \le \frac{\log 2}{2}|t - 1|$ for $t > 0$, with equality only at $t = 1$.",
    sources=(Source("Lin 1991", "Theorem 3"),),
    proof=(
        AboveChord(about="a convex function lies below its chord, from (log 2)/2 at 0 to 0 at 1", over="t", at="1",
                   of=f"log(2)/2*abs(t - 1) - {F}", left=f"log(2)/2*(1 - t) - {F}", slope=f"-log(2)/2 - {SLOPE}",
                   curvature="-1/(2*t*(t + 1))",
                   without_log="log(2)/2*(1 - t) + (t + 1)*log((t + 1)/2)/2", times="-1/2", end="0"),
    ),
)  # fmt: skip

CLAIMS = (
    GENERATOR,
    BELOW_KL,
    BELOW_JEFFREYS,
    ABOVE_TRIANGULAR,
    BELOW_TRIANGULAR,
    ABOVE_HELLINGER,
    BELOW_HELLINGER,
    BELOW_VARIATION,
)
