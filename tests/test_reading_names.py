"""What pi and p stand for, decided over the texts that are compared."""

import pytest

from theory.reading import Names, read, read_pair
from theory.terms.expr import At, Const


@pytest.mark.parametrize(
    ("text", "same_as"),
    [
        (r"\pi(x)\log\frac{\pi(x)}{p(x|\theta)}", "p(x)*log(p(x)/q(x))"),
        (r"\mathbb{E}_\pi\log\frac{\pi}{p}", "E_p(log(p/q))"),
        (r"\mathbb{E}_{x\sim\pi}[\log D(x)] + \mathbb{E}_{x\sim p}[\log(1-D(x))]",
         "E_{x~p}(log(D(x))) + E_{x~q}(log(1-D(x)))"),
        (r"\mathrm{KL}(\pi\|p) - \mathrm{KL}(\pi\|p_\theta)", "KL(p,q) - KL(p,q)"),
        (r"\frac{\pi}{\pi+p}", "p/(p+q)"),
        (r"\pi(x) q(x) p(x)", "p(x)*q(x)*p(x)"),
        ("pi(x)*log(pi(x)/p(x))", "p(x)*log(p(x)/q(x))"),
        ("E_pi(log(D(x))) + E_p(log(1-D(x)))", "E_p(log(D(x))) + E_q(log(1-D(x)))"),
        (r"\frac{1}{\sqrt{2\pi}}", "1/sqrt(2*pi)"),
        (r"\pi p(x)", "pi*p(x)"),
        (r"\pi(1-x)", "pi*(1-x)"),
    ],
)  # fmt: skip
def test_pi_is_a_density_where_it_is_used_as_one(text, same_as):
    assert read(text) == read(same_as)


def test_the_convention_holds_over_both_sides():
    left, right = read_pair(r"\frac{\pi(x)}{\pi(x)+p(x)}", r"1 - \frac{p}{\pi+p}")
    assert left == read("p(x)/(p(x)+q(x))")
    assert right == read("1 - q/(p+q)")
    assert read_pair(r"\mathrm{KL}(\pi\|p)", "KL(pi, p)")[0] == read_pair(r"\mathrm{KL}(\pi\|p)", "KL(pi, p)")[1]


def test_a_side_that_names_q_keeps_its_p():
    left, right = read_pair(r"\mathbb{E}_{\pi}[\log D] + \mathbb{E}_{p}[\log(1-D)]", "E_p(log(D)) + E_q(log(1-D))")
    assert left == right


def test_a_function_of_a_point_on_either_side_is_one_on_both():
    left, right = read_pair("E_p(f(x))", "E_p(f)")
    assert left.body == At("f", "x")
    assert right.body == At("f")


def test_sides_may_be_written_in_different_syntaxes():
    left, right = read_pair(r"\log\frac pq", "log(p/q)")
    assert left == right


def test_names_may_be_given():
    assert read("pi", names=Names(pi_is_data=True)) == At("p")
    assert read("pi", names=Names()) == Const("pi")
