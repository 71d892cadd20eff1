"""Demo populations and one office's books, made once a session: they are never changed."""

from __future__ import annotations

import pytest

from sai_thong.demo.people import Population, make_population
from sai_thong.demo.workbooks import WrittenBooks, write_workbooks


@pytest.fixture(scope="session")
def population() -> Population:
    return make_population(seed=7, elders=400)


@pytest.fixture(scope="session")
def books(population: Population, tmp_path_factory: pytest.TempPathFactory) -> WrittenBooks:
    return write_workbooks(tmp_path_factory.mktemp("books"), population)
