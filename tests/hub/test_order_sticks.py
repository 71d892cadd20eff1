"""A hub without any line brings its order to the province by stick: lost, late and repeated ones do no harm."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

import pytest
import sqlalchemy as sa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sai_thong.hub.keeping import book_path, keep_hub, kept_hub, province_of
from sai_thong.hub.sticks import answer_stick, export, take
from sai_thong.hub.switching import follow_newest, read_own_book, switch_on
from sai_thong.hub.upstream import NoProvinceKnown
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.from_province.contents import DownKind
from sai_thong.registers.from_province.records import ProvinceItem
from sai_thong.registers.petitions.records import Petition
from sai_thong.registers.petitions.terms import Channel
from sai_thong.server.book import SqlBook
from sai_thong.server.box_key import public_box_key
from sai_thong.server.database import add_office, of_office, open_database
from sai_thong.server.devices import give_code, revoke
from sai_thong.server.down import send_down
from sai_thong.server.following import send_elsewhere
from sai_thong.server.order_sticks import StickOfEarlierHub
from sai_thong.server.schema import CHESTS, FIGURES, HUBS, OUTCOMES
from sai_thong.sync import courier
from sai_thong.sync.courier import NoStickKey
from sai_thong.sync.device import own_device, pinned_authority
from sai_thong.sync.enrolling_by_stick import ask_by_stick, finish_by_stick
from sai_thong.sync.following import FOLLOW, STICK_NONCE, Follow, pack_follow, signed_by_hub
from sai_thong.sync.last_stick import last_stick
from sai_thong.sync.refusals import NotThePinnedAuthority
from sai_thong.sync.stick import (
    StickHead,
    StickKind,
    StickNotForHere,
    StickUnreadable,
    read_stick,
    written_stick,
)
from sai_thong.sync.talk import Stopped
from tests.hub.by_stick import CLOCK, Office, add, rows
from tests.sync.real_stations import OFFICE, make_station


@pytest.fixture
def office(office_by_stick):
    return office_by_stick


def test_the_province_comes_to_hold_the_hubs_order_and_the_hub_what_was_sent_there_before(office):
    add(office.hub, "ก่อน")
    office.meet()
    switch_on(office.hub.store, why="ไม่มีเครือข่าย")
    add(office.other, "ส่งไปจังหวัดก่อน")
    office.meet(office.other)  # the province does not know of the hub yet
    add(office.hub, "หลัง")
    send_down([office.engine], office.key, CLOCK, kind=DownKind.ANNOUNCEMENT, title="หยุดยาว", content="ปิดสองวัน")
    first = office.meet()
    assert (first.received, first.is_older, first.more) == (1, False, False)
    assert first.pending == 2, "what the province had and sent down is decided here, and goes with the next stick"
    assert {each.first_name for each in office.hub.store.find(Citizen)} == {"ก่อน", "ส่งไปจังหวัดก่อน", "หลัง"}
    assert [each.title for each in office.hub.store.find(ProvinceItem)] == ["หยุดยาว"]
    office.meet()
    assert office.meet().pending == 0
    assert last_stick(office.hub.store).answered == last_stick(office.hub.store).number
    office.assert_province_has_the_hubs_order()
    assert rows(office.engine, CHESTS)
    with pytest.raises(StickNotForHere):
        office.answer(courier.export(office.other.store, office.path()).path)


@pytest.mark.parametrize("is_hub", [True, False])
def test_what_the_office_tells_in_numbers_goes_by_stick(office, is_hub):
    if is_hub:
        switch_on(office.hub.store, why="ไม่มีเครือข่าย")
    october = {"year_be": 2570, "received_at": datetime(2026, 10, 5, tzinfo=UTC), "channel": Channel.PHONE}
    with office.hub.store.transaction() as tx:
        tx.insert_many(
            Petition(service="water-support", subject="ขอน้ำ", profile="service", **october) for _each in range(12)
        )
    office.meet()
    assert any("water-support" in row for row in rows(office.engine, FIGURES))


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(st.tuples(st.sampled_from(["work", "write", "carry", "bring"]), st.integers(0, 9)), max_size=14))
def test_whatever_becomes_of_the_sticks_the_province_ends_with_the_hubs_order(tmp_path_factory, steps):
    folder = tmp_path_factory.mktemp("sticks")
    engine = open_database(f"sqlite:///{folder / 'province.sqlite'}")
    add_office(engine, OFFICE, "ทรายทอง", epoch="first")
    office = Office(folder, engine)
    switch_on(office.hub.store, why="ไม่มีเครือข่าย")
    written, answers = [], []
    for step, which in steps:
        if step == "work":
            add(office.hub, f"คน{which}")
        elif step == "write":
            written.append(office.export())
        elif step == "carry" and written:
            answers.append(office.answer(written[which % len(written)]))
        elif step == "bring" and answers:
            take(office.hub.store, answers[which % len(answers)])
    office.meet()
    assert office.meet().pending == 0
    office.assert_province_has_the_hubs_order()
    for side in (office.hub, office.other):
        side.store.close()
    engine.dispose()


def test_a_small_stick_takes_part_of_the_order_and_the_next_goes_on(office):
    switch_on(office.hub.store, why="ไม่มีเครือข่าย")
    with office.hub.store.transaction() as tx:
        tx.insert_many(Citizen(first_name=sha256(b"%d" % number).hexdigest()) for number in range(1_500))
    told = []
    path = office.export(most_bytes=64 * 1024, progress=lambda *each: told.append(each))
    assert path.stat().st_size <= 64 * 1024
    left = last_stick(office.hub.store).left_entries
    assert 0 < left < 1_500
    assert told[-1][0] + left == told[-1][1]
    assert take(office.hub.store, office.answer(path)).pending == left
    for _more in range(9):
        if not office.meet(most_bytes=64 * 1024).pending:
            break
    office.assert_province_has_the_hubs_order()


def test_a_province_put_back_to_before_is_brought_forward(office, tmp_path):
    switch_on(office.hub.store, why="ไม่มีเครือข่าย")
    add(office.hub, "หนึ่ง")
    office.meet()
    office.engine.dispose()
    kept = (tmp_path / "province.sqlite").read_bytes()
    add(office.hub, "สอง")
    office.meet()
    office.engine.dispose()
    for rest in tmp_path.glob("province.sqlite-*"):
        rest.unlink()
    (tmp_path / "province.sqlite").write_bytes(kept)
    add(office.hub, "สาม")
    assert office.meet().pending > 1, "the answer to the last stick tells that less is held than before"
    assert office.meet().pending == 0
    office.assert_province_has_the_hubs_order()


def forged(office, told, key, recipient):
    """A stick that the hub's computer signs, of a hub that another key signs for."""
    device = own_device(office.hub.store)
    head, path = StickHead(StickKind.ORDER, OFFICE, device.device, 99), office.path()
    with written_stick(path, head, [recipient], device.signing_key) as stick:
        stick.add(FOLLOW, signed_by_hub(pack_follow(told), STICK_NONCE, key))
    return path


def test_a_hub_that_is_none_any_more_is_heard_no_longer(office):
    switch_on(office.hub.store, why="ไม่มีเครือข่าย")
    older = office.export()
    hub = kept_hub(office.hub.store)
    successor = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
    send_elsewhere(office.engine, OFFICE, successor, "f0f0f0f0", hub.generation + 1)
    before = rows(office.engine, HUBS), rows(office.engine, OUTCOMES)
    with pytest.raises(StickOfEarlierHub):
        office.answer(older)
    assert before == (rows(office.engine, HUBS), rows(office.engine, OUTCOMES))


def test_what_the_hub_itself_did_not_sign_is_refused(office):
    switch_on(office.hub.store, why="ไม่มีเครือข่าย")
    office.meet()
    hub, stranger = kept_hub(office.hub.store), Ed25519PrivateKey.generate()
    before = rows(office.engine, HUBS)
    with of_office(office.engine, OFFICE) as connection:
        lineage = SqlBook(connection, OFFICE).lineage
    told = Follow(hub.generation + 1, hub.public_key, lineage)
    with pytest.raises(StickUnreadable):
        office.answer(forged(office, told, stranger, hub.upstream.box_key))
    assert rows(office.engine, HUBS) == before


def test_who_may_not_write_or_take_is_told_why(office):
    switch_on(office.hub.store, why="ไม่มีเครือข่าย")
    path = office.export()
    answer = office.answer(path)
    with pytest.raises(StickNotForHere):
        take(office.hub.store, path)
    with pytest.raises(StickNotForHere):
        take(office.other.store, answer)
    hub = kept_hub(office.hub.store)
    keep_hub(office.hub.store, replace(hub, upstream=replace(hub.upstream, key=hub.public_key)))
    with pytest.raises(NotThePinnedAuthority):
        take(office.hub.store, answer)
    keep_hub(office.hub.store, replace(hub, upstream=replace(hub.upstream, box_key=b"")))
    with pytest.raises(NoStickKey):
        office.export()
    keep_hub(office.hub.store, replace(hub, upstream=None))
    with pytest.raises(NoProvinceKnown):
        office.export()


def test_a_hub_follows_no_other_hub(office, tmp_path):
    switch_on(office.hub.store, why="ไม่มีเครือข่าย")
    hub, other = kept_hub(office.hub.store), Ed25519PrivateKey.generate()
    book = open_database(f"sqlite:///{book_path(office.hub.store.path)}", keeps_key=False)
    with of_office(book, OFFICE) as connection:
        lineage = SqlBook(connection, OFFICE).lineage
    told = Follow(hub.generation + 1, other.public_key().public_bytes_raw(), lineage)
    with pytest.raises(StickNotForHere):
        answer_stick(office.hub.store, forged(office, told, other, public_box_key(hub.signing_key)), tmp_path)
    assert rows(book, HUBS) == []
    book.dispose()


def test_who_wants_no_more_leaves_nothing_half(office):
    switch_on(office.hub.store, why="ไม่มีเครือข่าย")
    add(office.hub, "หนึ่ง")
    before = set(office.folder.glob("stick*"))
    with pytest.raises(Stopped):
        office.export(stopped=lambda: True)
    assert set(office.folder.glob("stick*")) == before
    assert last_stick(office.hub.store) is None
    answer = office.answer(office.export())
    with pytest.raises(Stopped):
        take(office.hub.store, answer, stopped=lambda: True)
    assert take(office.hub.store, answer).pending == 0


def test_a_computer_struck_off_at_the_province_is_known_to_the_hub_as_such(office):
    switch_on(office.hub.store, why="ไม่มีเครือข่าย")
    add(office.other, "ก่อนถอนชื่อ")
    office.meet(office.other)
    revoke(office.engine, OFFICE, own_device(office.other.store).device, CLOCK)
    assert office.meet().received == 1  # the province took it while that computer might send
    book = open_database(f"sqlite:///{book_path(office.hub.store.path)}", keeps_key=False)
    with book.connect() as connection:
        struck = connection.execute(sa.text("SELECT device FROM devices WHERE revoked_at <> ''")).scalars().all()
    book.dispose()
    assert struck == [own_device(office.other.store).device]


def test_an_answer_from_before_the_hub_changes_nothing_of_the_order(office):
    add(office.hub, "หนึ่ง")
    late = office.answer(office.export())
    switch_on(office.hub.store, why="ไม่มีเครือข่าย")
    taken = take(office.hub.store, late)
    assert (taken.sent, taken.received, taken.is_older) == (0, 0, True)
    assert read_stick(late).head.kind is StickKind.ANSWER


def test_a_computer_that_takes_over_knows_the_province_from_the_term_and_brings_its_order_by_stick(office, tmp_path):
    switch_on(office.hub.store, why="ไม่มีเครือข่าย")
    province = kept_hub(office.hub.store).upstream
    late = make_station(tmp_path / "late", "คลัง", office.hub.store.keys)
    code = hub_code(office.hub.store)
    asked = ask_by_stick(late.store, code, office.path(), name="คลัง")
    _taken, answer = answer_stick(office.hub.store, asked, office.path())
    finish_by_stick(late.store, answer)
    office.meet()  # the province hears of the new computer from the hub
    read_own_book(office.hub.store)
    asked = courier.export(late.store, office.path()).path
    _taken, answer = answer_stick(office.hub.store, asked, office.path())
    courier.take(late.store, answer)
    assert province_of(late.store) == province
    switch_on(late.store, why="เครื่องกลางเสีย")
    assert take(late.store, office.answer(export(late.store, office.path()).path)).pending == 0
    late.store.close()


def hub_code(store):
    hub = kept_hub(store)
    book = open_database(f"sqlite:///{book_path(store.path)}", keeps_key=False)
    code = give_code(book, OFFICE, CLOCK, hub.signing_key)
    book.dispose()
    return code.text


def test_a_computer_without_an_address_looks_for_no_line(office):
    assert pinned_authority(office.other.store).url == ""
    assert follow_newest(office.other.store, seconds=0) is None
