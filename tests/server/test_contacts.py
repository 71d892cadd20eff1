"""What a station says of its own files as it begins to talk shows the province what has not arrived."""

from __future__ import annotations

from dataclasses import replace

from sai_thong.server.access import Officer, Role, seen_by
from sai_thong.server.contacts import devices_seen, offices_seen
from tests.server.test_api import client, clock, pc, work

__all__ = ["client", "clock", "pc"]

PROVINCE = Officer("somchai", "นายสมชาย ใจดี", Role.PROVINCE)


def test_the_backlog_is_what_a_computer_has_and_the_authority_lacks(engine, pc, clock):
    _station, batch = work(pc)
    head = pc.push(batch).held
    clock.advance(hours=1)
    pc.hello({"station1": replace(head, counter=10), "station2": replace(head, counter=3)})
    with seen_by(engine, PROVINCE) as sight:
        [office] = offices_seen(sight, "office")
        assert (office.computers, office.backlog, office.last_contact) == (1, 7, "2026-11-21T04:00:00Z")
        [device] = devices_seen(sight, "office")
        assert (device.backlog, device.last_contact) == (7, "2026-11-21T04:00:00Z")
    pc.hello({"station1": head, "station2": replace(head, counter=0)})
    with seen_by(engine, PROVINCE) as sight:
        assert [each.backlog for each in offices_seen(sight, "office")] == [0]
