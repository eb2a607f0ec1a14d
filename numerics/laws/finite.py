"""Laws with finitely many outcomes, of any kind: a coin, a die, words, the modes of a picture.

Weights are exact fractions, so that 0.6 + 0.1 + 0.3 is 1 (write "0.6"; the float 0.6 stands for itself and is a little
less).  Outcomes are labels, anything that can be hashed; where they are numbers there is a mean and a variance.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from fractions import Fraction
from typing import Any

import numpy as np

from numerics.laws.on_the_line import Exact, NotALaw, exact
from numerics.weights import Array


class Finite:
    """The law that gives each label its weight: `Finite({"cat": "1/3", "dog": "2/3"})`.

    weights: a mapping from labels to weights, each an int, a Fraction, a text such as "0.1" or "1/3", or a float, which
    stands for itself; not negative, and together exactly 1.  A label may have weight 0: it is listed and never drawn.

    Raises
    ------
    NotALaw
        For no labels, negative or non-finite weights and sums other than 1.

    >>> Finite({0: "1/2", 1: "1/2"}).mean
    Fraction(1, 2)
    """

    __slots__ = ("_weights",)

    _weights: dict[Hashable, Fraction]

    def __init__(self, weights: Mapping[Any, Exact]) -> None:
        if not isinstance(weights, Mapping):
            raise NotALaw(
                f"weights is a {type(weights).__name__}; give a mapping from labels to weights, such as "
                "{'a': '1/3', 'b': '2/3'}, or dict(enumerate(weights)) for the labels 0, 1, 2, ..."
            )
        self._weights = {label: exact(w, f"the weight of {label!r}") for label, w in weights.items()}
        if not self._weights:
            raise NotALaw("there are no labels; a law needs at least one outcome")
        for label, w in self._weights.items():
            if w < 0:
                raise NotALaw(f"the weight of {label!r} is {w}; weights are not negative")
        total = sum(self._weights.values(), Fraction(0))
        if total != 1:
            raise NotALaw(
                f"the weights add up to {_printed(total)}, not to 1; give exact ones such as '1/3' or '0.6' (a float "
                "stands for itself), or Finite.from_counts(weights), which divides by their sum"
            )

    @classmethod
    def from_counts(cls, counts: Mapping[Any, Exact]) -> Finite:
        """counts / their sum, exactly: the law of a sample that was counted, as by collections.Counter.

        >>> Finite.from_counts({"a": 3, "b": 1}).probability("a")
        Fraction(3, 4)
        """
        masses = {label: exact(n, f"the count of {label!r}") for label, n in counts.items()}
        total = sum(masses.values(), Fraction(0))
        if total <= 0:
            raise NotALaw(f"the counts add up to {total}; count at least one outcome")
        return Finite({label: n / total for label, n in masses.items()})

    @property
    def labels(self) -> tuple[Any, ...]:
        """The labels in the order given, those of weight 0 included."""
        return tuple(self._weights)

    @property
    def support(self) -> tuple[Any, ...]:
        """The labels that can be drawn."""
        return tuple(label for label, w in self._weights.items() if w)

    def probability(self, label: Hashable) -> Fraction:
        """P({label}), exactly; 0 for a label that is not listed."""
        return self._weights.get(label, Fraction(0))

    def weights(self, labels: Iterable[Any] | None = None) -> Array:
        """The weights on these labels in this order (default: its own), float64 of shape (number of labels,).

        Accuracy: each is the nearest double.  Laws are compared on a common list: `labels` may name outcomes that this
        law does not have (weight 0).

        Raises
        ------
        NotALaw
            Where a label stands twice, or one that can be drawn is missing: the weights would not add up to 1.
        """
        chosen = list(self._weights if labels is None else labels)
        if len(set(chosen)) < len(chosen):
            twice = next(label for label in chosen if chosen.count(label) > 1)
            raise NotALaw(f"the label {twice!r} stands twice; name each outcome once")
        missing = [label for label in self.support if label not in set(chosen)]
        if missing:
            raise NotALaw(
                f"the label {missing[0]!r} has weight {self.probability(missing[0])} and is not in the list; "
                "add it: weights on a part of the outcomes are not those of a law"
            )
        return np.array([float(self.probability(label)) for label in chosen])

    def sample(self, rng: np.random.Generator, size: int) -> Any:
        """`size` independent draws: a float array where all labels are numbers, else an array of objects."""
        chosen = rng.choice(len(self._weights), size=size, p=self.weights())
        if all(_is_number(label) for label in self._weights):
            return np.array([float(label) for label in self.labels])[chosen]
        table = np.empty(len(self._weights), dtype=object)  # filled one by one: numpy would unpack tuples
        for k, label in enumerate(self._weights):
            table[k] = label
        return table[chosen]

    @property
    def mean(self) -> Fraction:
        """E X, exactly, where the labels are numbers."""
        return sum((w * x for x, w in self._numbers()), Fraction(0))

    @property
    def variance(self) -> Fraction:
        """E (X - E X)^2, exactly, where the labels are numbers."""
        mean = self.mean
        return sum((w * (x - mean) ** 2 for x, w in self._numbers()), Fraction(0))

    def _numbers(self) -> list[tuple[Fraction, Fraction]]:
        for label in self.support:
            if not _is_number(label):
                raise NotALaw(
                    f"the label {label!r} is no number, so there is no mean and no variance; "
                    "give the outcomes values: Finite({value[label]: law.probability(label) for label in law.labels})"
                )
        return [(exact(x, "a label"), self._weights[x]) for x in self.support]

    def __eq__(self, other: object) -> bool:
        """Equal laws: the same weight for every label, whatever the order and whichever labels have weight 0."""
        if not isinstance(other, Finite):
            return NotImplemented
        return {x: self._weights[x] for x in self.support} == {x: other._weights[x] for x in other.support}

    def __hash__(self) -> int:
        return hash(frozenset((x, self._weights[x]) for x in self.support))

    def __repr__(self) -> str:
        return f"Finite({{{', '.join(f'{label!r}: {str(w)!r}' for label, w in self._weights.items())}}})"


class PointMass(Finite):
    """The law of a single value: what a collapsed generator has, and what a uniform law on [a, a] would be.

    >>> PointMass(3).probability(3)
    Fraction(1, 1)
    """

    __slots__ = ()

    def __init__(self, label: Any) -> None:
        super().__init__({label: 1})

    def __repr__(self) -> str:
        return f"PointMass({self.labels[0]!r})"


def _is_number(label: Any) -> bool:
    return isinstance(label, int | float | Fraction | np.integer | np.floating)


def _printed(total: Fraction) -> str:
    return str(total) if total.denominator < 10**6 else f"1 {'+' if total > 1 else '-'} {float(abs(total - 1)):.3g}"
