"""Guessing at a password is slowed, by user, until somebody comes in; a clock set back locks nobody out."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from sai_thong.db import access_log, guessing, slots
from sai_thong.db.errors import WrongPassword
from sai_thong.db.guessing import FREE, TooSoon, wait_after
from sai_thong.db.store import Store
from sai_thong.ground.clock import FixedClock


def test_the_wait_doubles_and_has_an_end() -> None:
    assert [wait_after(count) for count in range(FREE + 1)] == [0] * (FREE + 1)
    assert [wait_after(FREE + more) for more in range(1, 8)] == [5, 10, 20, 40, 80, 160, 300]
    assert wait_after(10_000) == 300


def test_after_several_wrong_passwords_even_the_right_one_waits(store: Store, clock: FixedClock) -> None:
    slots.add_user(store.path, store.keys, "สมชาย", "อีกคน")
    store.close()
    later = clock.now()

    def opened(user: str, password: str, after: timedelta) -> None:
        at = FixedClock(later + after)
        with Store.open(store.path, user=user, password=password, clock=at) as again:
            access_log.take_in(again)

    for _guess in range(FREE + 1):
        with pytest.raises(WrongPassword):
            opened("สมชาย", "เดา", timedelta())
    with pytest.raises(TooSoon) as waits:
        opened("สมชาย", "อีกคน", timedelta(seconds=2))
    assert waits.value.seconds == 3
    with pytest.raises(TooSoon):  # what was not tried is no wrong password: the wait does not grow
        opened("สมชาย", "เดา", timedelta(seconds=4))
    opened("สมชาย", "อีกคน", timedelta(seconds=5))
    with pytest.raises(WrongPassword):
        opened("สมชาย", "เดา", timedelta(seconds=6))


def test_a_colleague_does_not_wait_nor_a_clock_that_was_set_back(store: Store, clock: FixedClock) -> None:
    for _guess in range(FREE + 1):
        access_log.note_refused(store.path, "สมชาย", clock)
    guessing.refuse_too_soon(store.path, "ผู้ดูแล", clock)
    guessing.refuse_too_soon(store.path, "สมชาย", FixedClock(clock.now() - timedelta(days=400)))
    with pytest.raises(TooSoon):
        guessing.refuse_too_soon(store.path, "สมชาย", clock)


def test_a_note_of_somebody_elses_making_locks_nobody_out(store: Store, clock: FixedClock) -> None:
    for number in range(FREE + 3):
        forged = store.path.with_name(f"{store.path.name}.refused-{number}")
        forged.write_text('[{"action": "x", "by": "ผู้ดูแล", "at": "never"}]', encoding="utf-8")
    guessing.refuse_too_soon(Path(store.path), "ผู้ดูแล", clock)
