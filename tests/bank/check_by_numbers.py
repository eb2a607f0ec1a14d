"""Confirm every label of the bank by numbers, with nothing taken from the engine that the bank judges.

A line of the bank claims that two expressions are equal, or that they are not.  Here both sides are read by
Python's own `ast` (a white list of nodes, nothing executed) and evaluated with mpmath, 40 digits, on three-point
worlds: random rational p, q, D and parameters drawn from their domains, arbitrary functions as random waves.
A true pair has to agree to 1e-20 in every one of 20 worlds; a near miss has to differ in one of 120.
A LaTeX line carries a plain transcription of both sides in its field "plain", and that is what is evaluated.

Run it:  python tests/bank/check_by_numbers.py
"""

import ast
import collections
import json
import pathlib
import random
import sys

import mpmath as mp

mp.mp.dps = 40
HERE = pathlib.Path(__file__).parent
POINTS = range(3)
FUNCTIONALS = {"Integral", "KL", "JSD", "TV", "H", "H2", "J", "chi2", "Delta", "Renyi", "V", "E_p", "E_q", "E_m", "E_z"}
OPERATORS = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b,
    ast.Pow: lambda a, b: mp.power(a, b),
}
ELEMENTARY = {
    "log": mp.log,
    "log2": lambda a: mp.log(a) / mp.log(2),
    "exp": mp.exp,
    "sqrt": mp.sqrt,
    "abs": abs,
    "tanh": mp.tanh,
    "sigmoid": lambda a: 1 / (1 + mp.exp(-a)),
    "softplus": lambda a: mp.log(1 + mp.exp(a)),
    "relu": lambda a: max(a, mp.mpf(0)),
    "max": max,
    "min": min,
}


def rational(rng, low, high):
    """A random rational in the open interval (low, high), not too near its ends."""
    return low + (high - low) * mp.mpf(rng.randint(1, 96)) / 97


def draw(domain, rng):
    """A random point of a domain written as in the bank."""
    if domain in ("real", "nonzero"):
        return rational(rng, mp.mpf(-5), mp.mpf(5))
    low, high = (end.strip() for end in domain[1:-1].split(","))
    bottom = None if low == "-inf" else value_of(low)
    top = None if high == "inf" else value_of(high)
    if bottom is None:
        bottom = top - rng.choice([1, 6]) if top is not None else mp.mpf(-5)
    return rational(rng, bottom, top if top is not None else bottom + rng.choice([1, 6]))


def value_of(text):
    """The value of a constant expression, such as an end of an interval."""
    return Side(text).value(World({}, True, True, random.Random(0)))


class World:
    """One random finite model: three points, the weights on them, the parameters, the unknown functions."""

    def __init__(self, domains, normalised, integrated, rng):
        self.domains, self.rng, self.names, self.waves = domains, rng, {}, {}
        self.place = [rational(rng, mp.mpf(-3), mp.mpf(3)) for _ in POINTS]
        p, q = ([mp.mpf(rng.randint(1, 40)) / 13 for _ in POINTS] for _ in "pq")
        if normalised and integrated:
            p, q = ([w / sum(ws) for w in ws] for ws in (p, q))
        self.weights = {"p": p, "q": q, "m": [(a + b) / 2 for a, b in zip(p, q, strict=True)]}
        self.weights["Dstar"] = [a / (a + b) for a, b in zip(p, q, strict=True)]
        self.weights["D"] = [rational(rng, mp.mpf(0), mp.mpf(1)) for _ in POINTS]

    def parameter(self, name):
        if name in ("i", "pi"):
            return {"i": mp.mpc(0, 1), "pi": mp.pi}[name]
        if name not in self.names:
            self.names[name] = draw(self.domains.get(name, "real"), self.rng)
        return self.names[name]

    def function(self, name, at):
        if name not in self.waves:
            self.waves[name] = [rational(self.rng, mp.mpf(-3), mp.mpf(3)) for _ in range(4)]
        a, b, c, d = self.waves[name]
        wave = a + 2 * b * mp.sin(c * at + d) + d * at / 4
        domain = self.domains.get(name, "real")
        return {"real": lambda: wave, "(0,inf)": lambda: mp.exp(wave), "(0,1)": lambda: 1 / (1 + mp.exp(-wave))}[
            domain
        ]()


class Side:
    """One side of a pair, read once; `value(world)` walks its tree."""

    def __init__(self, text):
        self.tree = ast.parse(text.strip(), mode="eval").body
        calls = {n.func.id for n in ast.walk(self.tree) if isinstance(n, ast.Call)}
        self.integrated = bool(calls & FUNCTIONALS)

    def value(self, world):
        return self.at(self.tree, world, 0)

    def at(self, node, world, point):
        def go(n):
            return self.at(n, world, point)

        if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
            return mp.mpf(str(node.value))
        if isinstance(node, ast.Name):
            if node.id in world.weights:
                return world.weights[node.id][point]
            return world.place[point] if node.id in "xyz" and node.id not in world.domains else world.parameter(node.id)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            return -go(node.operand)
        if isinstance(node, ast.BinOp) and type(node.op) in OPERATORS:
            return OPERATORS[type(node.op)](go(node.left), go(node.right))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and not node.keywords:
            return self.call(node.func.id, node.args, world, point, go)
        raise ValueError(f"not in the plain syntax: {ast.dump(node)[:80]}")

    def call(self, name, args, world, point, go):
        if name in world.weights or name == "G":  # p(x), D(G(z)): the point we stand at
            return world.weights[name][point] if name != "G" else world.place[point]
        if name in ELEMENTARY:
            return ELEMENTARY[name](*map(go, args))
        if name not in FUNCTIONALS:
            (argument,) = args
            return world.function(name, go(argument))

        def over(n):
            return [self.at(n, world, k) for k in POINTS]

        if name == "Integral":
            return mp.fsum(over(args[0]))
        if name.startswith("E_"):
            law = world.weights["q" if name == "E_z" else name[2:]]
            return mp.fsum(w * f for w, f in zip(law, over(args[0]), strict=True))
        if name == "V":
            return divergence("V", world.weights["p"], world.weights["q"], over(args[0]))
        if name == "Renyi":
            order, pairs = go(args[0]), zip(*map(over, args[1:]), strict=True)
            return mp.log(mp.fsum(a**order * b ** (1 - order) for a, b in pairs)) / (order - 1)
        laws = [over(a) for a in args]
        return divergence(name, laws[0], laws[-1])


def divergence(name, p, q, discriminator=()):
    """The named divergences, each by its definition on finitely many points."""

    def kl(a, b):
        return mp.fsum(s * mp.log(s / t) for s, t in zip(a, b, strict=True))

    m = [(a + b) / 2 for a, b in zip(p, q, strict=True)]
    pairs = list(zip(p, q, strict=True))
    return {
        "KL": lambda: kl(p, q),
        "JSD": lambda: (kl(p, m) + kl(q, m)) / 2,
        "J": lambda: kl(p, q) + kl(q, p),
        "H": lambda: -mp.fsum(a * mp.log(b) for a, b in pairs),  # H(p) comes as (p, p)
        "TV": lambda: mp.fsum(abs(a - b) for a, b in pairs) / 2,
        "H2": lambda: 1 - mp.fsum(mp.sqrt(a * b) for a, b in pairs),
        "chi2": lambda: mp.fsum((a - b) ** 2 / b for a, b in pairs),
        "Delta": lambda: mp.fsum((a - b) ** 2 / (a + b) for a, b in pairs),
        "V": lambda: mp.fsum(a * mp.log(d) + b * mp.log(1 - d) for (a, b), d in zip(pairs, discriminator, strict=True)),
    }[name]()


def gaps(line, worlds):
    """The relative distances of the two sides in so many random worlds."""
    texts = line["plain"] if line["syntax"] == "latex" else line
    left, right = Side(texts["reference"]), Side(texts["student"])
    rng = random.Random(line["id"])
    for _ in range(worlds):
        world = World(line.get("symbols", {}), line.get("normalised", True), left.integrated or right.integrated, rng)
        a, b = left.value(world), right.value(world)
        yield abs(a - b) / (1 + abs(a))


def label_holds(line, claimed):
    if claimed == "true":
        return all(gap < mp.mpf(10) ** -20 for gap in gaps(line, 20))
    return any(gap > mp.mpf(10) ** -10 for gap in gaps(line, 120))


def main():
    wrong, ids, kinds = [], collections.Counter(), collections.Counter()
    for file in sorted(HERE.glob("*.jsonl")):
        lines = [json.loads(text) for text in file.read_text(encoding="utf-8").splitlines()]
        claimed = file.stem.split("_")[0]
        bad = [line["id"] for line in lines if not label_holds(line, claimed)]
        wrong += bad
        ids.update(line["id"] for line in lines)
        kinds.update((claimed, line["kind"]) for line in lines)
        print(f"{file.name:20} {len(lines):4} pairs, {len(lines) - len(bad):4} labels confirmed")
    for (claimed, kind), count in sorted(kinds.items()):
        print(f"  {claimed:5} {kind:32} {count:4}")
    wrong += [name for name, count in ids.items() if count > 1]
    print("all labels confirmed" if not wrong else f"NOT confirmed, or an id used twice: {wrong}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
