"""A training item: a recipe, or a function that trains, judged by the equilibrium certificate within a budget of steps.

    <item-id>.toml            a recipe as `gan_small` reads it; it is trained here, on the grader's members and seed
    train(real, latent, seed) in functions.py: numpy in the sandbox, once for each of the hidden targets

The recipe comes first if there is one.  Every member has a target of its own, which follows from the seed; the answer
is right if at least k of n members hold the certificate, at a stated risk (`grading.training.share`).

What is judged is where training ended.  A generator that matches moments beside a D that is constant at 1/2 *is* the
equilibrium, however it was found, and passes.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from time import monotonic
from typing import TYPE_CHECKING

from grading.assignment.items import TrainingItem
from grading.results import UNANSWERED, Answer, Correct, Incorrect, NotChecked, Witness
from grading.sandbox.outcomes import Raised, Returned, Stopped
from grading.training.hints import hint
from grading.training.member import EQUILIBRIUM, OTHERS, Member
from grading.training.players import NotPlayers, players
from grading.training.recipes import ELSEWHERE, NOT_A_RECIPE, OVER, TOO_LARGE, Refused, asked, sets_nothing
from grading.training.share import HALF, POWER, at_least, needed, terms

if TYPE_CHECKING:
    from gan_small.recipe import Recipe
    from grading.probes.asking import Submission
    from grading.training.certified import Targets

RAISES, STOPPED, NO_PLAYERS = "raises an exception", "stopped", "not two networks"
#: Names for rubrics: what keeps an answer from being judged, and the verdicts of `gan_small` but for the right one.
MISTAKES = {UNANSWERED, NOT_A_RECIPE, OVER, TOO_LARGE, ELSEWHERE, RAISES, STOPPED, NO_PLAYERS, *OTHERS}
#: Wall clock that the grader spends on one recipe, and on all calls of one function: ten times what honest ones take.
SECONDS = 300.0

SIGNATURE = "train(real, latent, seed)"
#: What the question tells a student who writes the function.
SAYS = """\
real: numpy array (steps, 128, d), one minibatch of the target for every step that is allowed, and no more real points.
latent: dimension of the generator's noise z ~ N(0, 1).  seed: whole number for numpy.random.default_rng.
Returns {"generator": G, "discriminator": D}, each a list of layers [W, b], W of shape (in, out), b of shape (out,).
Hidden layers are h <- leaky(h @ W + b) with leaky(a) = max(a, 0.2 a), the last layer is h @ W + b.  G takes z to a
point, D a point to a logit C, with D(x) = 1/(1 + exp(-C)).  At most 6 layers and 256 units.
Optional "snapshots": [G, ...], 6 to 64 generators at equal distances over the last quarter of the run: by them it is
judged whether G rests."""

_NO_TORCH = "training is judged with torch, which is not installed here: pip install gan-theory[gan]"


def judge(item: TrainingItem, recipe: str | None, worker: Submission | None, seed: int) -> Answer:
    """The verdict on a recipe's text, or on the function; the same seed gives the same targets and points.

    worker: the sandbox with the submission's functions, None if there are none; some minutes of processor time.
    """
    if needed(item.members) < 1:
        return NotChecked("; ".join(faults(item)))
    if recipe is not None and not sets_nothing(recipe):
        return _of_recipe(item, recipe, seed % 2**64)
    if worker is None:
        return Incorrect(f"there is neither {item.id}.toml nor a function {item.function}", mistake=UNANSWERED)
    if find_spec("torch") is None:
        return NotChecked(_NO_TORCH)
    return _of_function(item, worker, seed % 2**64)


def faults(item: TrainingItem) -> list[str]:
    """What is wrong with the item itself: too few members to tell a right method from one that works by chance."""
    k = needed(item.members)
    passes = at_least(k, item.members, share=HALF)
    if passes <= POWER:
        return []
    return [
        f"members is {item.members}: at least {k} of them would be asked for, and a method that works with probability "
        f"{HALF:g} passes with {passes:.2g}; give 8 members, or better 16"
    ]


def _of_recipe(item: TrainingItem, text: str, seed: int) -> Answer:
    try:
        recipe = asked(text, target=item.target, steps=item.steps, members=item.members, seed=seed)
        if find_spec("torch") is None:
            return NotChecked(_NO_TORCH)
        from gan_small.fused.build import NoCompiler
        from grading.training.certified import TimeIsUp, trained

        try:
            members = trained(recipe, seconds=SECONDS)
        except (TimeIsUp, NoCompiler) as why:
            return NotChecked(f"the recipe was not trained to its end: {why}")
    except Refused as why:
        return Incorrect(str(why), mistake=why.mistake)
    return verdict(item, members, recipe=recipe, notes=("members, seed and looks were the grader's",))


def _of_function(item: TrainingItem, worker: Submission, seed: int) -> Answer:
    from grading.training.certified import LATENT, Targets

    targets = Targets(item.target, members=item.members, steps=item.steps, seed=seed)
    allowed, until = item.members - needed(item.members), monotonic() + SECONDS
    members: list[Member] = []
    rests = True
    for k, real in enumerate(targets.points()):
        outcome = worker.call(item.function, real, LATENT, _seed_of_call(seed, k))
        member = _member(item, targets, k, outcome)
        if not isinstance(member, Member):
            return member
        members.append(member)
        rests = rests and member.moving == member.moving  # nan: no snapshots
        if sum(each.verdict != EQUILIBRIUM for each in members) > allowed:
            break  # what is asked for cannot be reached any more, and each call may cost a minute
        if monotonic() > until and k + 1 < item.members:
            done = f"{k + 1} of {item.members} targets were judged"
            return NotChecked(f"{done} when the grader's {SECONDS:g} s were over: {counted(members)}")
    notes = () if rests else ("whether the generator rests was not judged: there are no snapshots",)
    return verdict(item, members, notes=notes)


def _member(item: TrainingItem, targets: Targets, k: int, outcome: Raised | Returned | Stopped) -> Member | Incorrect:
    """One answer of the function, judged; or why it cannot be."""
    name, where = item.function, f"target {k + 1} of {item.members}"
    if isinstance(outcome, Raised):
        if outcome.kind == "NotImplementedError":
            return Incorrect(f"{name} is still the template's: it raises NotImplementedError", mistake=UNANSWERED)
        if outcome.kind == "NameError" and outcome.message.endswith(f"defines no {name}"):
            return Incorrect(outcome.message, mistake=UNANSWERED)
        line = f", line {outcome.line}" if outcome.line else ""
        return Incorrect(f"{name} raised {outcome.kind}{line}: {outcome.message} ({where})", mistake=RAISES)
    if isinstance(outcome, Stopped):
        if "ellipsis" in outcome.because:
            return Incorrect(f"{name} returns ..., which stands for nothing yet", mistake=UNANSWERED)
        return Incorrect(f"{name}: {outcome.because} ({where})", mistake=STOPPED)
    if outcome.value is None:
        return Incorrect(f"{name} returns nothing", mistake=UNANSWERED)
    from grading.training.certified import LATENT

    try:
        return targets.certified(k, players(outcome.value, latent=LATENT, dimension=targets.dimension))
    except NotPlayers as why:
        return Incorrect(f"{name}: {why}", mistake=NO_PLAYERS)


def verdict(
    item: TrainingItem, members: Sequence[Member], *, recipe: Recipe | None = None, notes: Iterable[str] = ()
) -> Answer:
    """Correct if as many members as are needed hold the certificate; else which verdict how often, and a guess."""
    from grading.training.certified import law

    because = "; ".join([f"{counted(members)}; {terms(item.members)}", *notes])
    if sum(each.verdict == EQUILIBRIUM for each in members) >= needed(item.members):
        return Correct(because)
    mistake = next(word for word, _ in _counts(members) if word != EQUILIBRIUM)
    first = next(k for k, each in enumerate(members) if each.verdict == mistake)
    seen = Witness(f"target {first + 1} of {item.members}", str(members[first]), law())
    return Incorrect(because, seen, hint(members, mistake, recipe=recipe, budget=item.steps), mistake)


def counted(members: Sequence[Member]) -> str:
    """`5 of 8 members hold the certificate (2 collapsed, 1 unsettled)`."""
    others = ", ".join(f"{count} {word}" for word, count in _counts(members) if word != EQUILIBRIUM)
    holding = sum(each.verdict == EQUILIBRIUM for each in members)
    return f"{holding} of {len(members)} members hold the certificate" + (f" ({others})" if others else "")


def _counts(members: Sequence[Member]) -> list[tuple[str, int]]:
    return Counter(each.verdict for each in members).most_common()


def _seed_of_call(seed: int, k: int) -> int:
    """32 bits for the student's own draws, from which nobody learns the grader's seed."""
    return int.from_bytes(hashlib.sha256(f"{seed}:{k}".encode()).digest()[:4])
