"""What a page of probes says: the function, inputs with the answers to them, and the mistakes they tell apart.

Rounding.  A result is a sum of terms t_k, each an arithmetic expression around a logarithm.  A routine that sums them
in any order is off by at most (n + c) eps/2 sum |t_k|, c the roundings inside one term (Higham 2002, Section 4.2).  A
routine that is arranged otherwise has other terms: the entropies instead of the logarithms of ratios, say.  A page
therefore gives the sizes of the terms of the *worst* reasonable arrangement, and `allowed` is four times the bound
with c = 8, because nobody's arrangement is known beforehand.  That is still some 1e-13: mistakes are far larger.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

EPS = 2.0**-52
#: What a function is called with, and what it returns: plain data.
Value = Any
#: Tag -> the inputs that have it, as in "right except ...".  A tag is a word for the rubric: "fails on zeros".
TAGS: Mapping[str, str] = {
    "zeros": "where some probabilities are zero",
    "infinite values": "where the answer is infinite",
    "disjoint supports": "where p and q have no outcome in common",
    "tiny values": "where some values are tiny",
    "one point": "where there is one point only",
    "unequal sizes": "where the two sizes differ",
    "large values": "where the values are large",
    "large logits": "where the logits are large",
    "certain answers": "where D is 0 or 1",
    "zero gradients": "where a gradient is zero",
}


@dataclass(frozen=True)
class Probe:
    """One call, the right answer, and by how much (an absolute number) another right routine may differ from it."""

    arguments: tuple[Value, ...]
    expected: Value
    allowed: float
    #: One of TAGS, or empty for an ordinary input.
    tag: str = ""
    #: Whether it was drawn: answers that were learnt by heart are wrong here.
    drawn: bool = False
    #: What the lecturer says to whoever goes wrong here first.
    hint: str = ""


@dataclass(frozen=True)
class Mistake:
    """A wrong function that students are known to write: a short name for the rubric, and what to tell them."""

    name: str
    hint: str
    wrong: Callable[..., Value]


@dataclass(frozen=True)
class Probed:
    """A function that is asked for.  `says` goes to the student; `reference`, `inputs` and `mistakes` do not.

    reference   the right function, of plain values
    inputs      draws the inputs: fixed and readable ones first, from the smallest to the largest, then drawn ones
    sizes       of the arguments -> the number of terms of the sum, and the sum of their sizes (see above)
    """

    name: str
    signature: str
    says: str
    reference: Callable[..., Value]
    inputs: Callable[[np.random.Generator], Iterable[Input]]
    sizes: Callable[..., tuple[int, float]]
    mistakes: tuple[Mistake, ...] = field(default=())

    def probes(self, rng: np.random.Generator) -> tuple[Probe, ...]:
        """The inputs with their answers.  The same state of `rng` gives the same probes."""
        found = []
        for each in self.inputs(rng):
            terms, total = self.sizes(*each.arguments)
            expected = self.reference(*each.arguments)
            found.append(Probe(each.arguments, expected, allowed(terms, total), each.tag, each.drawn))
        return tuple(found)


@dataclass(frozen=True)
class Input:
    """The arguments of a probe, its tag, and whether it was drawn."""

    arguments: tuple[Value, ...]
    tag: str = ""
    drawn: bool = False


def allowed(terms: int, total: float) -> float:
    """4 (n + 8) eps/2 total: n terms, the sum of whose sizes is `total` (see the top of the page)."""
    return 2 * (terms + 8) * EPS * total


def array(*numbers: float) -> np.ndarray:
    """The numbers as an argument: float64, shape (n,)."""
    return np.array(numbers, np.float64)
