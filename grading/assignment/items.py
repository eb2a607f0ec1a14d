"""What an item asks, by kind, and the sheet that holds them.  The lecturer's side: references are in here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from grading.results import Answer, Correct, Incorrect

#: As Gradescope calls them: when a student sees the outcome of an item.
VISIBILITIES = ("visible", "hidden", "after_due_date", "after_published")


@dataclass(frozen=True)
class Slip:
    """A wrong answer that students are known to give, and what to tell them."""

    answer: str
    mistake: str
    hint: str


@dataclass(frozen=True)
class Item:
    """What every item has.  `rubric` gives the share of the points, in [0, 1], that a mistake leaves."""

    id: str
    question: str
    points: float
    visibility: str = "visible"
    rubric: Mapping[str, float] = field(default_factory=dict)
    #: How the kind is called in a sheet.
    kind = ""

    def earned(self, answer: Answer) -> float:
        """The points that an answer earns; what is not checked earns none until a person has looked."""
        if isinstance(answer, Correct):
            return self.points
        if isinstance(answer, Incorrect):
            return round(self.points * self.rubric.get(answer.mistake, 0.0), 6)
        return 0.0


@dataclass(frozen=True)
class FormulaItem(Item):
    """Decided against the reference, for all densities, discriminators and parameters in their domains."""

    reference: str = ""
    symbols: Mapping[str, str] = field(default_factory=dict)
    normalised: bool = True
    #: The words that the answer may use (KL, JSD, E, Integral, Dstar, ...), so that the question is not an answer to
    #: itself; None: all of them.
    only: tuple[str, ...] | None = None
    #: How often the words `Integral` (or E) and `log` may stand in the answer.
    at_most: Mapping[str, int] = field(default_factory=dict)
    slips: tuple[Slip, ...] = ()
    kind = "formula"


@dataclass(frozen=True)
class DerivationItem(Item):
    """A chain of equalities from one of `begins`, through one of `through`, to `ends`, each step decided.

    At least `steps` of the steps say something: their sides are not the same formula.
    """

    begins: tuple[str, ...] = ()
    through: tuple[str, ...] = ()
    ends: str = ""
    steps: int = 2
    symbols: Mapping[str, str] = field(default_factory=dict)
    given: tuple[str, ...] = ()
    kind = "derivation"


@dataclass(frozen=True)
class Case:
    """One call of a lecturer's own, and what it must return: a number, a list, or a formula such as `log(2)`."""

    arguments: tuple[object, ...]
    expected: object
    hint: str = ""


@dataclass(frozen=True)
class FunctionItem(Item):
    """A Python function, judged by the probes of that name, or by the cases of the sheet."""

    function: str = ""
    probes: str = ""
    cases: tuple[Case, ...] = ()
    kind = "function"


@dataclass(frozen=True)
class TrainingItem(Item):
    """A recipe (`<id>.toml`) or a function `train`, judged by the equilibrium certificate within a budget of steps."""

    target: str = "gauss"
    function: str = "train"
    steps: int = 2000
    members: int = 8
    kind = "training"


@dataclass(frozen=True)
class ChoiceItem(Item):
    """The letters of the options that hold; hints are by the letter that was chosen and should not have been."""

    options: Mapping[str, str] = field(default_factory=dict)
    right: frozenset[str] = frozenset()
    hints: Mapping[str, str] = field(default_factory=dict)
    kind = "choice"


@dataclass(frozen=True)
class NumberItem(Item):
    """A number, to so many significant digits, in a unit; the reference is a formula, so that it has every digit."""

    reference: str = ""
    unit: str = ""
    digits: int = 3
    slips: tuple[Slip, ...] = ()
    kind = "number"


@dataclass(frozen=True)
class Sheet:
    """An assignment.  `folder` is where its file lies, with `template/`, `solution/` and `bank/` beside it."""

    title: str
    name: str
    folder: Path
    items: tuple[Item, ...]
    #: What the file of a submission that holds its functions is called.
    code: str = "functions.py"
    #: Drawn probes follow from this and the text of a submission: the same text gets the same verdict.
    seed: int = 0
    #: Limits of the sandbox that differ from its defaults, by their names there.
    limits: Mapping[str, float] = field(default_factory=dict)
    #: Of the text of the file: two sheets with one digest are one sheet.
    digest: str = ""
    #: Lines of `sheet.toml`: by ITEM where an item begins, by ITEM/KEY where a field of it stands, by ITEM/slip/0 and
    #: ITEM/slip/0/KEY what stands in tables inside it, and by [limits]/NAME the limits.
    lines: Mapping[str, int] = field(default_factory=dict)

    @property
    def points(self) -> float:
        return sum(item.points for item in self.items)
