"""The hub's process is started again when it falls over, at its port and with its book, and ends when it is told."""

from __future__ import annotations

import os
import signal
import socket
import threading
import time
from contextlib import contextmanager

import pytest

from sai_thong.hub.finding import find_hubs, hub_at
from sai_thong.hub.keeping import book_path, kept_hub, lan_url
from sai_thong.hub.switching import (
    HubNeedsCode,
    HubNeedsReason,
    NotTheHub,
    follow_at,
    hub_process,
    keep_port,
    switch_on,
)
from sai_thong.registers.office.records import Office
from sai_thong.sync.device import own_device, pinned_authority
from sai_thong.sync.refusals import NoLink
from sai_thong.sync.rounds import open_round
from tests.sync.real_stations import OFFICE, make_station


@pytest.fixture
def store(tmp_path):
    with make_station(tmp_path, "ธุรการ").store as opened:
        yield opened


@contextmanager
def started(hub):
    hub.start()
    yield hub
    hub.stop()


def udp_port():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        line.bind(("", 0))
        return line.getsockname()[1]


def test_a_hub_needs_a_reason_and_the_offices_code(store):
    with pytest.raises(HubNeedsReason):
        switch_on(store, why=" ")
    with pytest.raises(HubNeedsCode):
        switch_on(store, why="ทดลอง")
    with pytest.raises(NotTheHub):
        hub_process(store)
    assert kept_hub(store) is None


@pytest.mark.expects_log("ended by itself")
def test_a_hub_that_falls_over_serves_again_at_its_port(store):
    with store.transaction() as tx:
        tx.insert(Office(name="ทรายทอง", code=OFFICE))
    term = switch_on(store, why="ทดลอง")
    assert switch_on(store, why="อีกครั้ง") == term
    port = udp_port()
    with started(hub_process(store, beacon_port=port)) as hub:
        keep_port(store, hub.status.port)
        served = hub.status.port
        assert lan_url(store).endswith(f":{served}")
        (found,) = find_hubs(OFFICE, 2, port=port)
        assert found.beacon.is_vouched_by([own_device(store).public])
        assert found.beacon.term.key == pinned_authority(store).key
        assert hub_at(f"https://127.0.0.1:{served}").beacon == found.beacon
        assert follow_at(store, f"https://127.0.0.1:{served}") is None  # its own
        with pytest.raises(NoLink):
            hub_at("https://127.0.0.1:9")
        os.kill(hub.pid, signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
        ends = time.monotonic() + 60
        while not (hub.status.restarts and hub.status.running) and time.monotonic() < ends:
            threading.Event().wait(0.05)
        assert hub.status.restarts == 1
        assert hub.status.port == served
        with open_round(store) as going:
            assert going.run().pending == 0
    assert hub.status.running is False
    with socket.socket() as line:
        assert line.connect_ex(("127.0.0.1", served)) != 0
    assert kept_hub(store).key not in book_path(store.path).read_bytes()
