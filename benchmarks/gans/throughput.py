"""GAN-steps per second at several sizes of the ensemble, on one core and on more; every engine in turns.

On one core each engine is one process that may use that core only.  On more, an engine is one process with a thread on
each (the name alone), or a process on each core with a share of the members ("x 2 processes"): see `Entry.ways`.
A single member cannot be shared out, so it has threads only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import Any

from benchmarks.gans.engines import ENGINES, available
from benchmarks.gans.work import RECIPE, Work, work
from benchmarks.gans.workers import Team, Worker, cores_here
from benchmarks.timing import side_by_side

ROUNDS = 5


def rows(
    *, members: Sequence[int], cores: Sequence[int], seconds: float, seed: int, names: Sequence[str] | None = None
) -> Iterator[dict[str, Any]]:
    """A row for each number of cores and members.

    seconds    for each engine in each row, over all rounds
    names      of the engines; all that can run here if not given
    """
    found, absent = available()
    chosen = [name for name in found if names is None or name in names]
    for name, why in absent.items():
        yield {"left out": name, "because": why}
    here = cores_here()
    for n in cores:
        if n > len(here):
            yield {"left out": f"{n} cores", "because": f"this process may use {len(here)}"}
            continue
        for shared in (False, True):  # teams are kept from one size to the next
            sizes = [e for e in members if (1 < n <= e) is shared]
            with ExitStack() as stack:
                teams = [each for name in (chosen if sizes else []) for each in teams_of(stack, name, here[:n], shared)]
                for e in sizes:
                    yield cell(teams, n, work(RECIPE.replace(members=e, seed=seed)), seconds=seconds)


def teams_of(stack: ExitStack, name: str, cores: list[int], shared: bool) -> list[Team]:
    """An engine on these cores, in each of its ways if members can be shared out."""
    splits = {"threads": [cores], "processes": [[core] for core in cores]}
    ways = ENGINES[name].ways if shared else ("threads",)
    return [Team(name, [stack.enter_context(Worker(name, share)) for share in splits[way]]) for way in ways]


def cell(teams: list[Team], cores: int, item: Work, *, seconds: float) -> dict[str, Any]:
    """One row."""
    members = item.recipe.members
    first = {str(team): team.make(item, ENGINES[team.name].block(members)) for team in teams}
    timed = side_by_side({str(team): team.run for team in teams}, seconds=seconds, rounds=ROUNDS)
    rate = {str(team): members * team.steps / timed[str(team)].median for team in teams}
    ours = {str(team): rate[str(team)] for team in teams if ENGINES[team.name].ours}
    best = max(ours, key=lambda name: ours[name]) if ours else None
    return {
        "cores": cores,
        "members": members,
        "GAN-steps/s": rate,
        "per core": {name: x / cores for name, x in rate.items()},
        "ratio": {name: rate[best] / x for name, x in rate.items()} if best else {},
        "first call s": first,
    }


def text(row: dict[str, Any]) -> str:
    """A row as lines, one for each engine."""
    if "left out" in row:
        return f"  {row['left out']} is left out: {row['because']}"
    title = f"{row['cores']} core{'s' * (row['cores'] > 1)}, E = {row['members']}"
    lines = [f"  {title:34}{'GAN-steps/s':>12}{'per core':>10}{'ours/this':>11}{'first call':>13}"]
    for name, rate in row["GAN-steps/s"].items():
        ratio = f"{row['ratio'][name]:.2f}" if row["ratio"] else "-"
        lines.append(
            f"    {name:32}{rate:12.0f}{row['per core'][name]:10.0f}{ratio:>11}{row['first call s'][name]:11.2f} s"
        )
    return "\n".join(lines)
