"""A new office's file is whole or not there, whenever the making of it is cut off."""

from __future__ import annotations

from pathlib import Path

import pytest

from sai_thong.db import creation
from sai_thong.db.errors import StoreExists, StoreMissing
from sai_thong.db.slot_file import keys_path
from sai_thong.db.store import Store
from sai_thong.ground.clock import FixedClock
from tests.db.conftest import CHEAP, PASSWORD


class PowerCut(BaseException):
    """Stands for the moment the machine goes dark."""


def make(path: Path, clock: FixedClock) -> None:
    store, _sheets = Store.create(path, office="ทดสอบ", user="ก", password=PASSWORD, clock=clock, kdf=CHEAP)
    store.close()


@pytest.mark.parametrize(
    ("step", "call"),
    [
        ("slots.create", 1),
        ("migrations.migrate", 1),
        ("files.begin", 1),
        ("replace", 1),
        ("replace", 2),
        ("replace", 3),
        ("sync_folder", 1),
    ],
)
def test_a_cut_at_any_step_leaves_no_half_and_no_hindrance(
    store_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch, step: str, call: int
) -> None:
    store_path.parent.mkdir()
    store_path = store_path.with_name("office [1].saithong")
    module, _dot, name = step.rpartition(".")
    target = getattr(creation, module) if module else creation
    real, calls = getattr(target, name), []

    def cut(*arguments: object, **named: object) -> object:
        calls.append(1)
        if len(calls) == call:
            raise PowerCut
        return real(*arguments, **named)

    monkeypatch.setattr(target, name, cut)
    with pytest.raises(PowerCut):
        make(store_path, clock)
    monkeypatch.undo()
    monkeypatch.setenv("SAI_THONG_HOME", str(store_path.parent / "home"))
    if not store_path.exists():
        make(store_path, clock)
    with Store.open(store_path, password=PASSWORD, clock=clock) as store:
        assert store.fact("office_name") == "ทดสอบ"
    assert not [each for each in store_path.parent.iterdir() if ".making" in each.name]


def test_a_store_that_is_there_is_never_made_over(store_path: Path, clock: FixedClock) -> None:
    store_path.parent.mkdir()
    make(store_path, clock)
    before = store_path.read_bytes(), keys_path(store_path).read_bytes()
    with pytest.raises(StoreExists):
        make(store_path, clock)
    assert (store_path.read_bytes(), keys_path(store_path).read_bytes()) == before


def test_keys_that_lie_alone_are_not_taken_for_a_half_made_store(store_path: Path, clock: FixedClock) -> None:
    store_path.parent.mkdir()
    make(store_path, clock)
    store_path.unlink()
    with pytest.raises(StoreExists):
        make(store_path, clock)
    with pytest.raises(StoreMissing):
        Store.open(store_path, password=PASSWORD, clock=clock)
    assert keys_path(store_path).exists()
