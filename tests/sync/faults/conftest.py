"""A province in a process of its own, and two computers of one office before it."""

from __future__ import annotations

import pytest

from tests.sync.faults.real_processes import Pc, Province


@pytest.fixture
def province(tmp_path):
    return Province(tmp_path)


@pytest.fixture
def pcs(province, tmp_path):
    first = Pc(province, tmp_path, "ธุรการ")
    second = Pc(province, tmp_path, "ปลัด", first.store.keys)
    yield first, second
    first.store.close()
    second.store.close()
