"""What we mean by a claim, and what it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from theory.proving.computed import Computed
from theory.proving.facts import Number
from theory.proving.measured import STATUS_OF, records
from theory.proving.step import ProofGap, Step

#: In the order in which a reader wants them; Claim.status says what each means.
STATUSES = ("proved", "certified", "measured", "refuted", "cited", "definition", "open")


@dataclass(frozen=True)
class Source:
    paper: str
    place: str = ""

    def __str__(self) -> str:
        return f"{self.paper}, {self.place}" if self.place else self.paper


@dataclass(frozen=True, kw_only=True)
class Printed:
    """A false sentence, as a slide prints it.

    deck        "000" to "004"
    heading     of the slide
    sentence    as printed
    rows        its numbers in the list of misprints
    ocr         the slide is handwritten: the scanner, not the lecturer, may be to blame
    """

    deck: str
    heading: str
    sentence: str
    rows: tuple[int, ...] = ()
    ocr: bool = False

    def __str__(self) -> str:
        return f"deck {self.deck}, {self.heading}"


@dataclass(frozen=True, kw_only=True)
class Needed:
    """A hypothesis that cannot be dropped: `hypothesis` is one of the claim's `assumes`, `shown_by` what fails then."""

    hypothesis: str
    shown_by: Step


@dataclass(frozen=True, kw_only=True)
class Experiment:
    """A training run that shows what no proof can: what it must show, and the name that `gan_small` has it under."""

    shows: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One sentence with a status.  Prose may hold formulas between dollar signs, in LaTeX.

    id           the name it has everywhere in this project
    says         the statement
    assumes      its hypotheses
    needed       which of them cannot be dropped, each with the check that shows it
    uses         ids of claims it appeals to beyond those its steps name themselves
    entry        the line of the decks' ledger that it belongs to, if that is not its own id
    printed      the sentence is false, and this is where it stands
    instead      what is true
    corrected_by ids of the claims that prove what is true
    experiment   for a sentence about training
    definition   it fixes a meaning: there is nothing to prove
    """

    id: str
    says: str
    assumes: tuple[str, ...] = ()
    sources: tuple[Source, ...]
    uses: tuple[str, ...] = ()
    proof: tuple[Step, ...] = ()
    needed: tuple[Needed, ...] = ()
    entry: str = ""
    printed: Printed | None = None
    instead: str = ""
    corrected_by: tuple[str, ...] = ()
    experiment: Experiment | None = None
    definition: bool = False

    @property
    def status(self) -> str:
        """proved: every step is checked; certified: its steps are numbers in rigorous enclosures; refuted: the sentence
        is false, and its steps show a counter-example, or training does; measured: training shows it, at a stated risk;
        open: no experiment has decided it yet; definition: it fixes a meaning; cited: taken on trust, it has no
        steps."""
        if self.printed:
            return "refuted"
        if self.proof:
            return "certified" if all(_is_enclosure(step) for step in self.proof) else "proved"
        if self.experiment:
            found = records().get(self.experiment.name)
            return STATUS_OF[found["verdict"]] if found else "open"
        return "definition" if self.definition else "cited"

    def check(self) -> None:
        """Check every step, and what shows hypotheses to be needed; raises ProofGap where a line does not follow."""
        for step in self.proof:
            step.check()
        for need in self.needed:
            if need.hypothesis not in self.assumes:
                raise ProofGap(f"{self.id}: {need.hypothesis!r} is not one of its hypotheses, {self.assumes}")
            need.shown_by.check()

    def needs(self) -> frozenset[str]:
        """The claims it appeals to directly: named by its steps, or listed in `uses`."""
        return frozenset(self.uses).union(*(step.uses() for step in self.proof))


def _is_enclosure(step: Step) -> bool:
    return isinstance(step, Number) or (isinstance(step, Computed) and step.is_enclosure())


def rests_on(claim: Claim, book: Mapping[str, Claim]) -> frozenset[str]:
    """Ids of everything `claim` takes on trust, however deep: the cited claims among what it needs.

    Raises
    ------
    KeyError
        If it appeals to a claim that is not in the book.
    ValueError
        If claims appeal to each other in a circle, or to one that is refuted or open.
    """
    return _trust(claim, book, ())


def _trust(claim: Claim, book: Mapping[str, Claim], above: tuple[str, ...]) -> frozenset[str]:
    if claim.id in above:
        raise ValueError(f"a circle of claims: {' -> '.join((*above, claim.id))}")
    if claim.status == "cited":
        return frozenset({claim.id})
    found: set[str] = set()
    for name in sorted(claim.needs()):
        if name not in book:
            raise KeyError(f"{claim.id} appeals to {name}, which is not in the book")
        if book[name].status in ("refuted", "open"):
            raise ValueError(f"{claim.id} appeals to {name}, which is {book[name].status}")
        found |= _trust(book[name], book, (*above, claim.id))
    return frozenset(found)
