"""A province follows the hub: it decides nothing, lacks nothing, and keeps the order again when it is given back."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace

import pytest
import sqlalchemy as sa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sai_thong.ground.clock import FixedClock
from sai_thong.hub import switching, upstream
from sai_thong.hub.beacon import pack_beacon
from sai_thong.hub.finding import FoundHub
from sai_thong.hub.keeping import book_path, keep_hub, kept_hub
from sai_thong.hub.local_line import LocalLine
from sai_thong.hub.process import HubStatus
from sai_thong.hub.switching import follow, follow_newest, switch_on, yield_to_newer
from sai_thong.hub.upstream import Upstream, send_up
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.registers.citizens.records import Citizen
from sai_thong.server.api import application
from sai_thong.server.database import add_office, authority_key, open_database
from sai_thong.server.devices import give_code
from sai_thong.server.rebuilding import verify
from sai_thong.server.schema import OUTCOMES, STATES
from sai_thong.server.tls import serving_context
from sai_thong.sync.device import keep_elsewhere, own_device, pinned_authority
from sai_thong.sync.engine import Round
from sai_thong.sync.enrolling import enrol
from sai_thong.sync.following import DECIDED, FOLLOW, UNFOLLOW, Follow, pack_follow, signed_by_hub
from sai_thong.sync.messages import HubPlace
from sai_thong.sync.pages import OutcomeLine, Page, pack_with_batches
from sai_thong.sync.refusals import NoLink, NotUnderstood, OrderElsewhere
from sai_thong.sync.talk import Talk
from sai_thong.sync.transports.http import HttpTransport, line_to
from tests.server.served import serving
from tests.sync.real_stations import NOW, OFFICE, make_station
from tests.sync.test_stations import assert_alike

CLOCK = FixedClock(NOW)


class Office:
    """Two computers enrolled with a province, one of which becomes the hub; its book answers without a process."""

    def __init__(self, folder, engine, url):
        self.engine, self.url = engine, url
        self.first = make_station(folder, "ธุรการ")
        self.second = make_station(folder, "ปลัด", self.first.store.keys)
        for side in (self.first, self.second):
            code = give_code(engine, OFFICE, CLOCK)
            with HttpTransport(url, code.fits) as line:
                enrol(side.store, code.text, url, "เครื่องของสำนักงาน", line)

    @contextmanager
    def line(self, store):
        """To whom the store believes: the province over HTTPS, or the hub's book."""
        authority = pinned_authority(store)
        if authority.url == self.url:
            with line_to(authority) as line:
                yield line
        else:
            hub = kept_hub(self.first.store)
            with LocalLine(book_path(self.first.store.path), hub.signing_key, CLOCK) as line:
                yield line

    def sync(self, side, *exchanges):
        store = side.store
        with self.line(store) as line:
            device, authority = own_device(store), pinned_authority(store)
            going = Round(
                store, device, authority, RECORD_TYPES, line, exchanges=exchanges, pause=lambda _seconds: None
            )
            return going.run()

    def quiet(self):
        for side in (self.first, self.second, self.first):
            self.sync(side)

    def follows(self, side):
        hub = kept_hub(self.first.store)
        beacon = hub.serving(book_path(self.first.store.path), own_device(self.first.store)).beacon
        return follow(side.store, FoundHub(beacon, "127.0.0.1"))

    def send_up(self):
        return send_up(self.first.store)

    def assert_province_has_the_hubs_order(self):
        book = open_database(f"sqlite:///{book_path(self.first.store.path)}", keeps_key=False)
        for table in (OUTCOMES, STATES):
            assert rows(self.engine, table) == rows(book, table)
        book.dispose()
        assert verify(self.engine, OFFICE).is_sound


def rows(engine, table):
    with engine.connect() as connection:
        return sorted(tuple(row) for row in connection.execute(sa.select(table)))


def add(side, **values):
    with side.store.transaction() as tx:
        return tx.insert(Citizen(**values))


def change(side, person, **values):
    with side.store.transaction() as tx:
        tx.update(tx.get(Citizen, person.id), **values)


@pytest.fixture
def office(sqlite_engine, tmp_path):
    add_office(sqlite_engine, OFFICE, "ทรายทอง", epoch="first")
    with serving(application(sqlite_engine, CLOCK), serving_context(authority_key(sqlite_engine))) as url:
        made = Office(tmp_path, sqlite_engine, url)
        yield made
    for side in (made.first, made.second):
        side.store.close()


def test_a_province_takes_what_the_hub_decides_and_decides_nothing(office):
    first, second = office.first, office.second
    people = [add(first, first_name=f"สมหญิง{number}", moo=1) for number in range(5)]
    office.quiet()
    assert office.send_up() is None, "who is no hub tells the province nothing but its own"
    switch_on(first.store, why="สำนักงานย้ายมาใช้เครื่องกลาง")
    change(second, people[0], moo=2)
    office.sync(second)  # nobody told the province yet: it still takes what comes
    change(first, people[0], moo=3)
    office.sync(first)
    hub = kept_hub(first.store)
    keep_hub(first.store, replace(hub, upstream=replace(hub.upstream, box_key=b"")))
    sent = office.send_up()
    assert kept_hub(first.store).upstream == hub.upstream, "what sticks to the province are sealed with is learned"
    assert sent.taken == 1
    assert sent.sent > 0
    with pytest.raises(OrderElsewhere):
        office.sync(second)
    assert office.follows(second)
    late = add(second, first_name="สมชาย")
    office.quiet()
    assert first.store.get(Citizen, late.id).first_name == "สมชาย"
    assert office.sync(second).conflicts == 1
    assert_alike(first, second)
    office.send_up()
    assert office.send_up().sent == 0
    office.assert_province_has_the_hubs_order()


@contextmanager
def talking(side):
    """The second computer asks the province by itself, whatever its rounds would do."""
    device, authority = own_device(side.store), pinned_authority(side.store)
    with line_to(authority) as line:
        talk = Talk(device, authority, line, lambda _seconds: None, lambda: False)
        yield talk, talk.begin({})


def hub_says(talk, path, body, welcome, key):
    signed = signed_by_hub(body, welcome.nonce, key)
    return talk.ask(path, lambda: signed)


def test_a_hub_alone_sends_once_the_province_follows(office):
    office.quiet()
    switch_on(office.first.store, why="ทดลอง")
    office.send_up()
    add(office.second, first_name="สมชาย")
    batch = office.second.batch_after(office.second.store.file_id, 0, 32_768, own_device(office.second.store).signed)
    held = rows(office.engine, OUTCOMES)
    with talking(office.second) as (talk, welcome):
        assert welcome.follows == kept_hub(office.first.store).public_key
        with pytest.raises(OrderElsewhere):
            talk.ask("/v1/push", batch.to_bytes)
    assert rows(office.engine, OUTCOMES) == held


def test_what_the_hub_did_not_sign_is_refused(office):
    office.quiet()
    switch_on(office.first.store, why="ทดลอง")
    office.send_up()
    hub, stranger = kept_hub(office.first.store), Ed25519PrivateKey.generate()
    held = rows(office.engine, OUTCOMES)
    with talking(office.second) as (talk, welcome):
        line = OutcomeLine(office.second.store.file_id, 1, {})
        page = pack_with_batches(Page(welcome.epoch, welcome.last_seq + 1, (line,)), [])
        with pytest.raises(NotUnderstood):
            hub_says(talk, DECIDED, page, welcome, stranger)
        with pytest.raises(NotUnderstood):
            hub_says(talk, UNFOLLOW, b"", welcome, stranger)
        public = stranger.public_key().public_bytes_raw()
        earlier = pack_follow(Follow(hub.generation - 1, public, welcome.lineage))
        with pytest.raises(OrderElsewhere):
            hub_says(talk, FOLLOW, earlier, welcome, stranger)
        not_its_own = pack_follow(Follow(hub.generation + 1, hub.public_key, welcome.lineage))
        with pytest.raises(NotUnderstood):
            hub_says(talk, FOLLOW, not_its_own, welcome, stranger)
    assert rows(office.engine, OUTCOMES) == held


def test_the_order_goes_back_to_the_province_and_the_computers_with_it(office):
    first, second = office.first, office.second
    person = add(first, first_name="สมหญิง", moo=1)
    switch_on(first.store, why="ทดลอง")
    office.send_up()
    with pytest.raises(OrderElsewhere):
        office.sync(second)
    office.follows(second)
    office.quiet()
    change(second, person, moo=4)
    office.sync(second)
    term = Upstream(first.store, pause=lambda _seconds: None).give_back(why="เลิกใช้เครื่องกลาง")
    assert (term.generation, term.key) == (2, "")
    with pytest.raises(OrderElsewhere):
        office.sync(second)
    follow_newest(second.store, seconds=0)
    assert pinned_authority(second.store).url == office.url
    change(second, person, moo=5)
    office.quiet()
    office.sync(second)
    assert first.store.get(Citizen, person.id).moo == 5
    assert_alike(first, second)
    assert verify(office.engine, OFFICE).is_sound


def test_a_computer_that_finds_no_hub_any_more_asks_the_province_whether_it_is_over(office):
    first, second = office.first, office.second
    office.quiet()
    switch_on(first.store, why="ทดลอง")
    office.send_up()
    office.follows(second)
    follow_newest(second.store, seconds=0)  # the hub is only switched off
    assert pinned_authority(second.store).key == kept_hub(first.store).public_key
    Upstream(first.store, pause=lambda _seconds: None).give_back(why="เลิกใช้เครื่องกลาง")
    follow_newest(second.store, seconds=0)
    assert pinned_authority(second.store).url == office.url


def test_a_computer_that_read_further_than_the_new_hub_reads_anew_and_brings_what_it_knows(office):
    first, second = office.first, office.second
    add(first, first_name="สมหญิง", moo=1)
    office.quiet()
    switch_on(first.store, why="ทดลอง")
    office.send_up()
    office.follows(second)
    office.quiet()
    lost = add(first, first_name="จากเครื่องที่หาย")
    office.sync(first)
    office.sync(second)  # read by this one alone before the first computer was lost
    before = second.store
    switch_on(before, why="เครื่องแรกหาย")
    hub = kept_hub(before)
    assert hub.generation == 2
    assert before.get(Citizen, lost.id).first_name == "จากเครื่องที่หาย"
    Upstream(before, pause=lambda _seconds: None).send()
    with office.engine.connect() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(STATES)).scalar_one() >= 2
    assert verify(office.engine, OFFICE).is_sound


@pytest.fixture
def called(monkeypatch):
    """The hubs that answer at an address, by its host; no call of any is heard."""
    answering = {}

    def hub_at(url):
        host = url.split("//")[1].split(":")[0]
        if host not in answering:
            raise NoLink
        return FoundHub(answering[host], host)

    monkeypatch.setattr(switching, "hub_at", hub_at)
    monkeypatch.setattr(switching, "find_hubs", lambda *_where, **_how: [])
    monkeypatch.setattr(upstream, "own_addresses", lambda: ["10.0.0.9", "192.168.1.5", "127.0.0.1"])
    return answering


def beacon_of(side):
    return kept_hub(side.store).beacon(own_device(side.store))


def test_a_computer_follows_the_hub_that_the_province_names_though_no_call_is_heard(office, called):
    first, second = office.first, office.second
    office.quiet()
    switch_on(first.store, why="ไม่มีเครือข่าย")
    office.send_up()
    with pytest.raises(OrderElsewhere):
        office.sync(second)
    assert follow_newest(second.store) is None, "nobody answers there"
    called["192.168.1.5"] = beacon_of(first)
    found = follow_newest(second.store)
    assert found.url == pinned_authority(second.store).url == f"https://192.168.1.5:{kept_hub(first.store).port}"
    assert pinned_authority(second.store).key == kept_hub(first.store).public_key


def test_a_hub_that_another_took_over_from_learns_it_of_the_province_and_follows(office, called):
    first, second = office.first, office.second
    office.quiet()
    switch_on(first.store, why="ไม่มีเครือข่าย")
    office.send_up()
    keep_hub(second.store, replace(kept_hub(first.store), is_on=False))
    switch_on(second.store, why="เครื่องเดิมเสีย")
    send_up(second.store)
    with pytest.raises(OrderElsewhere):
        office.send_up()
    keep_elsewhere(second.store, kept_hub(first.store).public_key, place_of(first))  # as it once was
    called["10.0.0.9"], process = beacon_of(first), Process()
    assert yield_to_newer(second.store, process) is None
    assert not process.stopped
    called["10.0.0.9"] = beacon_of(second)
    assert yield_to_newer(first.store, process).beacon.term == kept_hub(second.store).term
    assert process.stopped
    assert not kept_hub(first.store).is_on


class Process:
    """A hub's process that heard no call."""

    status, stopped = HubStatus(running=True), False

    def stop(self):
        self.stopped = True


def place_of(side):
    return HubPlace(pack_beacon(beacon_of(side), kept_hub(side.store).signing_key), ("10.0.0.9",))


def test_a_hub_that_nobody_of_the_office_vouches_for_is_not_followed_whoever_names_it(office, called):
    first, second = office.first, office.second
    office.quiet()
    switch_on(first.store, why="ไม่มีเครือข่าย")
    own = beacon_of(first)
    stranger = Ed25519PrivateKey.generate()
    term = replace(own.term, key=stranger.public_key().public_bytes_raw())
    forged = replace(own, term=term, vouch=stranger.sign(term.vouched_bytes()))
    keep_elsewhere(second.store, term.key, HubPlace(pack_beacon(forged, stranger), ("10.0.0.9",)))
    called["10.0.0.9"] = forged
    before = pinned_authority(second.store)
    assert follow_newest(second.store) is None
    assert pinned_authority(second.store) == before
