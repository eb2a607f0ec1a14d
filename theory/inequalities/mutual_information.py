"""JSD is what a sample says about the coin that chose between real and fake.

Says
    Toss a fair coin Y, draw X from p if it shows 1 and from q if it shows 0.  Then I(X; Y) = JSD(p || q), written as
    a KL, as H(Y) - H(Y|X) and as H(X) - H(X|Y).

Names
    D*      p/(p + q), the probability of Y = 1 given X
    m       (p + q)/2, the density of X

Source   Lin 1991, Section IV; Cover and Thomas 2006, Section 2.4
"""

from __future__ import annotations

from theory.proving.calc import Calc, Line
from theory.proving.claim import Claim, Needed, Source
from theory.proving.dropped import Dropped
from theory.proving.facts import Number

NORMALISED = r"$p$ and $q$ integrate to one"
ON_LABEL = Calc(
    about="H(Y) - H(Y|X): what is left of log 2 when X is known",
    start="log(2) + Integral(m*(Dstar*log(Dstar) + (1 - Dstar)*log(1 - Dstar)), x)",
    lines=(
        Line("log(2) + Integral(p*log(p/(p + q)) + q*log(q/(p + q)), x)/2", "m D* = p/2"),
        Line("JSD(p, q)", "p + q = 2m"),
    ),
)

INFORMATION = Claim(
    id="jsd-is-mutual-information",
    says=r"If $Y$ is a fair coin and $X$ has the density $p$ given $Y = 1$ and $q$ given $Y = 0$, then "
         r"$I(X; Y) = \mathrm{JSD}(p\|q)$.",
    assumes=(NORMALISED,),
    sources=(Source("Lin 1991", "Section IV"), Source("Cover and Thomas 2006", "Section 2.4")),
    proof=(
        Calc(about="KL from the joint density (p/2, q/2) to the product of its margins, m and 1/2",
             start="Integral(p/2*log((p/2)/(m*(1/2))) + q/2*log((q/2)/(m*(1/2))), x)",
             lines=(Line("KL(p, m)/2 + KL(q, m)/2", "the halves cancel"), Line("JSD(p, q)", "its definition"))),
        ON_LABEL,
        Calc(about="H(X) - H(X|Y)", start="H(m) - (H(p) + H(q))/2",
             lines=(Line("JSD(p, q)", "E_m log m is the mean of E_p log m and E_q log m"),)),
        Number(about="on two points", of="H(m) - (H(p) + H(q))/2", is_about="0.033822075568605230000373598920897577"),
    ),
    needed=(Needed(hypothesis=NORMALISED,
                   shown_by=Dropped(about="for masses that differ", step=ON_LABEL, change={"normalised": False})),),
)  # fmt: skip

CLAIMS = (INFORMATION,)
