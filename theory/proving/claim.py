"""What we mean by a claim, and what it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from theory.proving.facts import Number
from theory.proving.step import Step


@dataclass(frozen=True)
class Source:
    paper: str
    place: str = ""

    def __str__(self) -> str:
        return f"{self.paper}, {self.place}" if self.place else self.paper


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One sentence with a status.

    id         the name it has everywhere in this project
    says       the statement in words and plain formulas
    assumes    its hypotheses
    uses       ids of claims it appeals to beyond those its steps name themselves
    status     "proved": every step is checked; "certified": its steps are numbers in rigorous enclosures;
               "cited": taken on trust, it has no steps;
               "refuted": the sentence, as printed in `seen_in`, is false, and its steps show a counter-example;
               `instead` says what is true
    """

    id: str
    says: str
    assumes: tuple[str, ...] = ()
    sources: tuple[Source, ...]
    uses: tuple[str, ...] = ()
    proof: tuple[Step, ...] = ()
    seen_in: str = ""
    instead: str = ""

    @property
    def status(self) -> str:
        if self.seen_in:
            return "refuted"
        if self.proof and all(isinstance(step, Number) for step in self.proof):
            return "certified"
        return "proved" if self.proof else "cited"

    def check(self) -> None:
        """Check every step; raises ProofGap at the first line that does not follow."""
        for step in self.proof:
            step.check()

    def needs(self) -> frozenset[str]:
        """The claims it appeals to directly: named by its steps, or listed in `uses`."""
        return frozenset(self.uses).union(*(step.uses() for step in self.proof))


def rests_on(claim: Claim, book: Mapping[str, Claim]) -> frozenset[str]:
    """Ids of everything `claim` takes on trust, however deep: the cited claims among what it needs.

    Raises
    ------
    KeyError
        If it appeals to a claim that is not in the book.
    ValueError
        If claims appeal to each other in a circle, or to a refuted one.
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
        if book[name].status == "refuted":
            raise ValueError(f"{claim.id} appeals to {name}, which is refuted")
        found |= _trust(book[name], book, (*above, claim.id))
    return frozenset(found)
