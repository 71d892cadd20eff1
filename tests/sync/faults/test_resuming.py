"""Over real sockets that are cut in the middle of every body or answer: little goes over the line twice."""

from __future__ import annotations

from random import Random
from threading import Event

import pytest
import sqlalchemy as sa

from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.registers.citizens.records import Citizen
from sai_thong.server.schema import BATCHES, UNFINISHED_BODIES
from sai_thong.sync.device import own_device, pinned_authority
from sai_thong.sync.engine import Round
from sai_thong.sync.transports.http import HttpTransport
from tests.sync.faults.bad_proxy import CUT, DOWN, UP, CuttingProxy
from tests.sync.faults.real_processes import needs_fork
from tests.sync.test_stations import assert_alike

pytestmark = needs_fork
PEOPLE = 600
A_CONNECTION = 9_000
"""Bytes until a connection is cut."""
AROUND = 2_000
"""Bytes of a connection beside the body: the head of the request, and the question how much arrived."""


@pytest.fixture
def pcs(pcs):
    chance = Random(7)
    with pcs[0].store.transaction() as tx:
        # Notes that no packing makes small.
        tx.insert_many([Citizen(first_name=f"คน {n}", note=chance.randbytes(24).hex()) for n in range(PEOPLE)])
    return pcs


def in_batches(province) -> int:
    with province.engine() as engine, engine.connect() as connection:
        return connection.execute(sa.select(sa.func.sum(sa.func.length(BATCHES.c.bytes)))).scalar_one()


def test_a_body_is_sent_once_however_often_the_line_breaks(province, pcs):
    first, _second = pcs
    proxy = CuttingProxy(province.port, up=A_CONNECTION)
    with province.serving(), proxy.passing() as port:
        assert first.sync(port).pending == 0
    size = in_batches(province)
    print(dict(proxy.did), size)  # noqa: T201 - so that a reader sees what was tried
    assert proxy.did[CUT] >= 3
    assert proxy.did[UP] <= size + AROUND * proxy.did["connections"]
    assert province.is_sound()


def test_an_answer_comes_once_however_often_the_line_breaks(province, pcs):
    first, second = pcs
    with province.serving():
        assert first.sync().pending == 0
        proxy = CuttingProxy(province.port, down=A_CONNECTION)
        with proxy.passing() as port:
            assert second.sync(port).received == PEOPLE
    size = in_batches(province)
    print(dict(proxy.did), size)  # noqa: T201 - so that a reader sees what was tried
    assert proxy.did[CUT] >= 3
    assert proxy.did[DOWN] <= 1.2 * size + AROUND * proxy.did["connections"]
    assert_alike(first.side, second.side)


def test_a_province_that_does_not_hear_the_line_break_has_kept_what_came(province, pcs):
    first, _second = pcs
    proxy = CuttingProxy(province.port, up=A_CONNECTION, hushed=True)

    seen = [None]

    def until_kept(_seconds: float) -> None:
        """Wait until more was kept than before, as the line's own silence would let us."""
        with province.engine() as engine:
            for _look in range(100):
                with engine.connect() as connection:
                    kept = connection.execute(sa.select(sa.func.length(UNFINISHED_BODIES.c.bytes))).scalar()
                if kept != seen[-1]:
                    seen.append(kept)
                    return
                Event().wait(0.02)

    with province.serving(), proxy.passing() as port, HttpTransport(f"http://127.0.0.1:{port}") as line:
        device, authority = own_device(first.store), pinned_authority(first.store)
        assert device is not None
        assert authority is not None
        assert Round(first.store, device, authority, RECORD_TYPES, line, pause=until_kept).run().pending == 0
    assert proxy.did[CUT] >= 3
    assert province.is_sound()
