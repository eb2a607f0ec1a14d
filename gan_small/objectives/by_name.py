"""An objective by its name, as a recipe or a command line gives it.

    objective("non-saturating")                       or "ns"
    objective("saturating", real_label=0.9)           one-sided label smoothing
    objective("least-squares(-1, 1, 0)")              the codes a, b, c
    objective("f-gan(kl)"), objective("f-gan(kl, alternative)")

A name is a word, and perhaps arguments in brackets.  What is not known is refused with the nearest that is.
"""

from __future__ import annotations

import re

from gan_small.objectives.f_gan import ROWS, FGan
from gan_small.objectives.hinge import Hinge
from gan_small.objectives.least_squares import LeastSquares
from gan_small.objectives.minimax import Minimax, NonSaturating
from gan_small.objectives.objective import NotAnObjective, Objective, unknown
from gan_small.objectives.relativistic import Relativistic
from gan_small.objectives.wasserstein import Wasserstein

#: The names that stand for one objective each; least-squares(a, b, c) has more.
NAMES = (
    "saturating",
    "non-saturating",
    "least-squares",
    "hinge",
    "wasserstein",
    "relativistic",
    *(f"f-gan({row})" for row in ROWS),
    *(f"f-gan({row}, alternative)" for row in ROWS),
)

_LABELLED = {"saturating": Minimax, "non-saturating": NonSaturating, "ns": NonSaturating}
_PLAIN = {"hinge": Hinge, "wasserstein": Wasserstein, "relativistic": Relativistic}
_WORDS = (*_LABELLED, *_PLAIN, "least-squares", "f-gan")

#: What others call them: such a name is refused too, and this is what it is told.
_ELSEWHERE = {
    "minimax": "saturating", "nonsaturating": "non-saturating", "nsgan": "non-saturating", "bce": "non-saturating",
    "vanilla": "saturating, or non-saturating", "gan": "saturating, or f-gan(gan)",
    "wgan": "wasserstein", "wgan-gp": "wasserstein, with the recipe's gp", "lsgan": "least-squares",
    "r3gan": "relativistic, with the recipe's r1 and r2", "rpgan": "relativistic",
    **{row: f"f-gan({row})" for row in ROWS if row != "gan"},
}  # fmt: skip

_NAME = re.compile(r"\s*([\w-]+)\s*(?:\(([^()]*)\))?\s*")


def objective(text: str, *, real_label: float = 1.0, fake_label: float = 0.0) -> Objective:
    """The objective of that name.

    real_label, fake_label    label smoothing, for "saturating" and "non-saturating"; others have no labels
    Raises NotAnObjective for an unknown name with the nearest known, for arguments that do not fit, and for labels
    where there are none.

    >>> objective("least-squares(-1, 1, 0)")
    LeastSquares(a=-1.0, b=1.0, c=0.0)
    >>> objective("ns").name
    'non-saturating'
    """
    found = _NAME.fullmatch(text)
    if found is None:
        raise NotAnObjective(f"{text!r} is not of the form name or name(arguments); there are {', '.join(_WORDS)}")
    word, inside = found[1], found[2]
    arguments = [] if inside is None else [part.strip() for part in inside.split(",")]
    if word in _LABELLED:
        _none(word, arguments)
        return _LABELLED[word](real_label=real_label, fake_label=fake_label)
    if (real_label, fake_label) != (1, 0) and word in _WORDS:
        raise NotAnObjective(
            f"labels {real_label} and {fake_label} for {word}: only saturating and non-saturating have labels to "
            "smooth; leave them at 1 and 0" + ("; the codes play this part here" if word == "least-squares" else "")
        )
    if word in _PLAIN:
        _none(word, arguments)
        return _PLAIN[word]()
    if word == "least-squares":
        return _least_squares(text, arguments)
    if word == "f-gan":
        return _f_gan(text, arguments)
    if word in _ELSEWHERE:
        raise NotAnObjective(f"no objective is called {word!r} here: give {_ELSEWHERE[word]}")
    raise unknown("objective", word, _WORDS)


def _none(word: str, arguments: list[str]) -> None:
    if arguments:
        labels = "; labels are given beside it, as real_label and fake_label" if word in _LABELLED else ""
        raise NotAnObjective(f"{word}({', '.join(arguments)}): {word} takes no arguments{labels}")


def _least_squares(text: str, arguments: list[str]) -> LeastSquares:
    if not arguments:
        return LeastSquares()
    try:
        a, b, c = map(float, arguments)
    except ValueError:
        raise NotAnObjective(f"{text!r}: least-squares takes three numbers: codes a (fake), b (real), c") from None
    return LeastSquares(a=a, b=b, c=c)


def _f_gan(text: str, arguments: list[str]) -> FGan:
    if len(arguments) not in (1, 2) or arguments[1:] not in ([], ["alternative"]):
        raise NotAnObjective(f"{text!r}: give f-gan(row) or f-gan(row, alternative), with a row of {', '.join(ROWS)}")
    return FGan(arguments[0], alternative=len(arguments) == 2)
