"""The small office as fixtures, and both scheme sets as parameters."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sai_thong.registers.law.terms import Scheme, SchemeSet, scheme_set_of
from sai_thong.thai.calendar import Month
from tests.registers.allowances.small_office import SmallOffice, make_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[SmallOffice]:
    store, clock = make_office(tmp_path)
    with store:
        yield SmallOffice(store, clock)


@pytest.fixture(params=[Scheme.OLD_AGE, Scheme.HIV], ids=["ordinary", "sealed"])
def scheme(request: pytest.FixtureRequest) -> Scheme:
    """A scheme of each set: whatever holds for one must hold for the other."""
    chosen: Scheme = request.param
    return chosen


@pytest.fixture
def in_set(scheme: Scheme) -> SchemeSet:
    return scheme_set_of(scheme)


@pytest.fixture
def be() -> Callable[[str], Month]:
    """A month by its Buddhist year: ``be("2569-11")``."""
    return Month.parse_be


@pytest.fixture(scope="module")
def office_for_examples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallOffice]:
    """One office for many examples of a property; each example clears what it looks at."""
    folder = tmp_path_factory.mktemp("examples")
    with pytest.MonkeyPatch.context() as own:
        own.setenv("SAI_THONG_HOME", str(folder / "home"))
        store, clock = make_office(folder)
        with store:
            yield SmallOffice(store, clock)
