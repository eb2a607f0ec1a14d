"""The smallest example on which everything can be computed by hand, and is here to thirty digits.

Says
    p = (1/2, 1/2), q = (1/4, 3/4), so D* = (2/3, 2/5).  Its divergences, the values of both generator losses and
    their gradients as q moves with q' = (1, -1), each enclosed by a ball.

Assumes
    Nothing: two points.

Idea
    Unlike two Gaussians with equal variances, this pair has KL(p || m) different from KL(q || m), so a formula that
    confuses them is caught by its number.

Names
    m      the mixture (p + q)/2;  q'   the direction in which q moves

Source   the reference pair R4 of this project's list of claims
"""

from __future__ import annotations

from theory.proving.claim import Claim, Source
from theory.proving.facts import Number

NUMBERS = {
    "KL(q, p)": "0.13081203594113695912920180623371771",
    "KL(p, q)": "0.14384103622589046371960950299691372",
    "KL(p, m)": "0.032269260568785585836461957841996464",
    "KL(q, m)": "0.035374890568424874164285239999798691",
    "JSD(p, q)": "0.033822075568605230000373598920897577",
    "KL(q, p) - 2*JSD(p, q)": "0.063167884803926499128454608391922556",
    "Delta(p, q)": "0.133333333333333333333333333333333333",
    "V(Dstar)": "-1.318650209982680158833717045074558",
    "E_q(-log(Dstar))": "0.78858432593265739438214868769209559",
    "E_q(log(1 - Dstar))": "-0.65777228999152043525294688145837788",
    "Integral(qdot*log(q/(p + q)), x)": "-0.587786664902119008189731140619",
    "Integral(qdot*log((p + q)/p), x)": "-0.510825623765990683205514096304",
}

EXAMPLE = Claim(
    id="two-point-example",
    says=r"On $p = (\tfrac12, \tfrac12)$, $q = (\tfrac14, \tfrac34)$ the divergences, losses and frozen gradients "
    r"have the numbers shown.",
    sources=(Source("this project's reference numbers", "R4"),),
    proof=tuple(Number(about=f"the number for {of}", of=of, is_about=number) for of, number in NUMBERS.items()),
)

CLAIMS = (EXAMPLE,)
