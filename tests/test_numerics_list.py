"""The public functions of numerics stand in one documented list, and each says what it returns and what it refuses."""

import inspect

import pytest

import numerics


def documented() -> set[str]:
    """Every word of the package's docstring."""
    return set((numerics.__doc__ or "").replace(",", " ").replace(";", " ").split())


@pytest.mark.parametrize("name", numerics.__all__)
def test_every_public_name_is_there_in_the_list_and_has_a_docstring(name):
    thing = getattr(numerics, name)
    assert name in documented()
    assert len(inspect.getdoc(thing) or "") > 20
    if inspect.isfunction(thing):
        positional = [p for p in inspect.signature(thing).parameters.values() if p.default is not p.empty]
        assert all(p.kind is p.KEYWORD_ONLY for p in positional), "defaults are keyword-only"


def test_a_name_that_is_not_there_is_refused_with_the_way_out():
    with pytest.raises(AttributeError, match=r"see help\(numerics\)"):
        numerics.no_such_divergence  # noqa: B018
    assert dir(numerics) == sorted(numerics.__all__)
