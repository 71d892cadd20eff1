"""Attached files go from one computer of an office to another, sealed, resumed, within the day's budget."""

from __future__ import annotations

import hashlib
import random
import warnings
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import pytest
import sqlalchemy as sa

from sai_thong.db.changes import ChangeSet
from sai_thong.db.contents import ContentMissing, ContentNotHereYet
from sai_thong.db.office_box import new_generation
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.attachments.operations import thumbnails_here, verify_attachments
from sai_thong.registers.attachments.records import Attachment
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.registers.sensitive_sets import SENSITIVE_SETS
from sai_thong.server.api import application
from sai_thong.server.contents import LARGEST_CONTENT, room_of, set_room
from sai_thong.server.database import add_office, of_office
from sai_thong.server.devices import enrol, give_code
from sai_thong.server.schema import CONTENT_PIECES, CONTENTS, OFFICES
from sai_thong.sync.content_budget import daily_budget, set_daily_budget, traffic_by_day
from sai_thong.sync.content_seals import content_tag
from sai_thong.sync.contents_exchange import ContentsExchange, contents_waiting
from sai_thong.sync.contents_messages import (
    CONTENTS_PATH,
    ContentsAsked,
    Piece,
    pack_contents_asked,
    unpack_contents_asked,
    unpack_contents_told,
)
from sai_thong.sync.device import PinnedAuthority, become, new_device, own_device, pinned_authority
from sai_thong.sync.engine import Round
from sai_thong.sync.enrolment import Enrolment
from sai_thong.sync.refusals import LinkCut, NoLink, NotUnderstood
from sai_thong.sync.transports import Answer
from tests.sync.memory_transport import MemoryTransport
from tests.sync.real_stations import NOW, OFFICE, make_station

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # httpx serves as well as what starlette would rather have
    from starlette.testclient import TestClient

CLOCK = FixedClock(NOW)
SET = SENSITIVE_SETS[0]


def some_bytes(size: int, seed: int = 0) -> bytes:
    return random.Random(seed).randbytes(size)


class Pc:
    """A computer of the office with files of its own."""

    def __init__(self, engine, client, side):
        self.store, self.client = side.store, client
        self.asked: list[ContentsAsked] = []
        self.lines = 10**9
        device = new_device("เครื่องของสำนักงาน")
        code = give_code(engine, OFFICE, CLOCK)
        keys = device.public.signing_key, device.public.box_key
        told = enrol(engine, Enrolment(OFFICE, code.secret, device.device, device.name, *keys), CLOCK)
        become(self.store, device, PinnedAuthority("memory:", OFFICE, told.authority_key, told.box_key))

    def attach(self, data: bytes, thumbnail: bytes = b"", set_name: str = "") -> Attachment:
        with self.store.transaction() as tx:
            writer = tx.on(set_name) if set_name else tx
            return writer.insert(
                Attachment(
                    subject_table="petitions",
                    subject_id="none.1",
                    name="ภาพ.jpg",
                    media_type="image/jpeg",
                    size=len(data),
                    address=writer.put_content(data),
                    thumbnail=writer.put_content(thumbnail) if thumbnail else "",
                    added_on=date(2026, 11, 21),
                )
            )

    def destroy(self, attachment: Attachment) -> None:
        with self.store.transaction() as tx:
            tx.update(tx.get(Attachment, attachment.id), destroyed_on=date(2026, 11, 21))
            tx.destroy_content(attachment.address)

    def sync(self, seconds_a_request: float = 1.0, seconds: float = 10**9):
        def serve(path, body, headers):
            if path == CONTENTS_PATH:
                self.asked.append(unpack_contents_asked(body))
                if self.lines <= 0:
                    raise LinkCut
                self.lines -= 1
            answer = self.client.post(path, content=body, headers=dict(headers))
            return Answer(answer.status_code, answer.content)

        ticks = count()
        exchange = ContentsExchange(self.store, timer=lambda: next(ticks) * seconds_a_request, seconds=seconds)
        going = Round(
            self.store,
            own_device(self.store),
            pinned_authority(self.store),
            RECORD_TYPES,
            MemoryTransport(serve),
            exchanges=(exchange,),
            timer=lambda: float(next(ticks)),
            pause=lambda _seconds: None,
        )
        self.asked.clear()
        going.run()
        return going


@contextmanager
def two_computers(engine: sa.Engine, folder: Path):
    add_office(engine, OFFICE, "ทรายทอง", epoch="first")
    first = make_station(folder, "ธุรการ")
    second = make_station(folder, "ปลัด", first.store.keys)
    with first.store, second.store, TestClient(application(engine, CLOCK)) as client:
        yield Pc(engine, client, first), Pc(engine, client, second)


@pytest.fixture
def pcs(engine, tmp_path):
    with two_computers(engine, tmp_path) as pcs:
        yield pcs


@pytest.fixture
def sqlite_pcs(sqlite_engine, tmp_path):
    with two_computers(sqlite_engine, tmp_path) as pcs:
        yield pcs


def test_files_come_after_their_records_and_the_authority_reads_nothing_of_them(engine, pcs):
    first, second = pcs
    large, small = some_bytes(700_000), b"a thumbnail that shows somebody"
    attached = first.attach(large, small)
    secret = first.attach(b"a secret paper of somebody", set_name=SET)
    first.sync()
    going = second.sync()
    assert second.store.content(attached.address) == large
    assert second.store.content(attached.thumbnail) == small
    assert second.store.sealed_set(SET).content(secret.address) == b"a secret paper of somebody"
    assert going.changes.ids["attachments"] == {attached.id}
    with engine.connect() as connection:
        pieces = list(connection.execute(sa.select(CONTENT_PIECES.c.bytes)).scalars())
        tags = set(connection.execute(sa.select(CONTENTS.c.tag)).scalars())
    kept = b"".join(map(bytes, pieces))
    assert b"somebody" not in kept
    assert large[:64] not in kept
    assert attached.address not in tags
    assert content_tag(first.store.keys.office_key, attached.address) in tags
    for pc in pcs:
        assert (contents_waiting(pc.store).up, contents_waiting(pc.store).down) == (0, 0)
        assert list(verify_attachments(pc.store)) == []
        going = pc.sync()
        assert pc.asked == []


def test_thumbnails_go_and_come_first_and_then_the_small_ones(sqlite_pcs):
    first, second = sqlite_pcs
    sizes = (90_000, 20_000, 50_000)
    for place, size in enumerate(sizes):
        first.attach(some_bytes(size, place), some_bytes(3_000, place + 10))
    first.sync()
    sent = [piece for asked in first.asked for piece in asked.pieces if piece.data]
    assert [piece.rank for piece in sent] == sorted(piece.rank for piece in sent)
    originals = [piece.size for piece in sent if piece.rank]
    assert originals == sorted(originals)
    second.sync()
    wanted = [each.tag for asked in second.asked for each in asked.wanted]
    ranks = {piece.tag: piece.rank for piece in sent}
    assert [ranks[tag] for tag in wanted] == sorted(ranks[tag] for tag in wanted)


def test_a_cut_line_goes_on_where_it_stopped_in_both_directions(sqlite_pcs):
    first, second = sqlite_pcs
    data = some_bytes(900_000)
    attached = first.attach(data)
    for pc in (first, second):
        sent: dict[int, int] = {}
        for _try in range(100):
            pc.lines = 4
            try:
                pc.sync()
                break
            except NoLink:
                pass
            for asked in pc.asked[:4]:
                for piece in asked.pieces:
                    sent[piece.start] = max(sent.get(piece.start, 0), len(piece.data))
                starts = [each.start for each in asked.wanted]
                assert starts == sorted(starts)
        assert _try > 0
        assert sum(sent.values()) <= len(data) * 1.1
        pc.lines = 10**9
    assert second.store.content(attached.address) == data


def test_another_computer_goes_on_with_what_one_began(sqlite_pcs, sqlite_engine):
    first, second = sqlite_pcs
    data = some_bytes(500_000)
    for pc in sqlite_pcs:
        pc.attach(data)
    first.lines = 4
    with pytest.raises(NoLink):
        first.sync()
    with of_office(sqlite_engine, OFFICE) as connection:
        begun = room_of(connection, OFFICE).used
    assert 0 < begun < 500_000
    second.sync()
    starts = [piece.start for asked in second.asked for piece in asked.pieces if piece.data]
    assert min(starts) == begun


def test_no_more_than_the_day_s_budget_goes_over_the_line_and_the_next_day_goes_on(sqlite_pcs):
    first, second = sqlite_pcs
    attached = first.attach(some_bytes(300_000))
    set_daily_budget(first.store, 100_000)
    assert daily_budget(first.store) == 100_000
    first.sync()
    today = traffic_by_day(first.store)[date(2026, 11, 21).isoformat()]
    assert 80_000 < today.up + today.down < 110_000
    assert contents_waiting(first.store).up == 1
    first.sync()
    assert traffic_by_day(first.store)[date(2026, 11, 21).isoformat()] == today
    for day in range(1, 5):
        first.store.clock = FixedClock(NOW + timedelta(days=day))
        first.sync()
    assert contents_waiting(first.store).up == 0
    assert len(traffic_by_day(first.store)) == 4
    set_daily_budget(first.store, None)
    assert daily_budget(first.store) is None
    second.sync()
    assert len(second.store.content(attached.address)) == 300_000


def test_a_round_lets_others_work_be_read_before_it_goes_on_with_files(sqlite_pcs):
    first, _second = sqlite_pcs
    for place in range(6):
        first.attach(some_bytes(60_000, place))
    first.sync(seconds=11)
    assert 0 < contents_waiting(first.store).up < 6
    first.sync()
    assert contents_waiting(first.store).up == 0


def test_a_file_that_has_not_come_is_told_so_and_is_no_fault(sqlite_pcs):
    first, second = sqlite_pcs
    attached = first.attach(some_bytes(300_000), b"thumbnail")
    set_daily_budget(second.store, 0)
    first.sync()
    second.sync()
    with pytest.raises(ContentNotHereYet) as told:
        second.store.content(attached.address)
    assert "ยังมาไม่ถึง" in told.value.what
    assert thumbnails_here(second.store, [attached]) == {}
    assert list(verify_attachments(second.store)) == []
    set_daily_budget(second.store, None)
    second.sync()
    assert thumbnails_here(second.store, [attached]) == {attached.id: b"thumbnail"}
    with second.store.transaction() as tx:
        tx.destroy_content(attached.address)
    with pytest.raises(ContentMissing) as told:
        second.store.content(attached.address)
    assert not isinstance(told.value, ContentNotHereYet)
    assert len(list(verify_attachments(second.store))) == 1
    second.sync()
    assert len(second.store.content(attached.address)) == 300_000


def test_what_is_destroyed_lawfully_is_destroyed_everywhere(engine, pcs):
    first, second = pcs
    attached = first.attach(some_bytes(50_000))
    kept = first.attach(some_bytes(60_000, 1))
    first.sync()
    second.sync()
    first.destroy(attached)
    first.sync()
    with engine.connect() as connection:
        tags = set(connection.execute(sa.select(CONTENT_PIECES.c.tag)).scalars())
    assert tags == {content_tag(first.store.keys.office_key, kept.address)}
    second.sync()
    second.sync()
    with pytest.raises(ContentMissing):
        second.store.content(attached.address)
    assert second.store.content(kept.address) == some_bytes(60_000, 1)
    again = second.attach(some_bytes(50_000))
    second.sync()
    first.sync()
    assert first.store.content(again.address) == some_bytes(50_000)


def test_an_authority_that_lost_files_gets_them_again(engine, pcs):
    first, second = pcs
    attached = first.attach(some_bytes(50_000))
    first.sync()
    with of_office(engine, OFFICE) as connection:
        connection.execute(sa.delete(CONTENT_PIECES))
        connection.execute(sa.delete(CONTENTS))
        connection.execute(sa.text("DELETE FROM content_books"))
    first.sync()
    second.sync()
    assert second.store.content(attached.address) == some_bytes(50_000)


def test_an_office_keeps_no_more_than_its_room(sqlite_engine, sqlite_pcs):
    first, _second = sqlite_pcs
    with of_office(sqlite_engine, OFFICE) as connection:
        set_room(connection, OFFICE, 100_000)
    first.attach(some_bytes(80_000))
    first.attach(some_bytes(90_000, 1))
    first.sync()
    assert contents_waiting(first.store).up == 1
    with of_office(sqlite_engine, OFFICE) as connection:
        room = room_of(connection, OFFICE)
        assert room.used <= room.most == 100_000
        assert room.count == 2
        set_room(connection, OFFICE, 10**9)
    first.sync()
    assert contents_waiting(first.store).up == 0


def test_bytes_that_this_office_did_not_seal_are_let_go_and_not_asked_for_again(sqlite_engine, sqlite_pcs):
    first, second = sqlite_pcs
    attached = first.attach(some_bytes(50_000))
    first.sync()
    false = some_bytes(50_000, 5)
    with sqlite_engine.begin() as connection:
        connection.execute(sa.delete(CONTENT_PIECES))
        tag = connection.execute(sa.select(CONTENTS.c.tag)).scalar_one()
        connection.execute(sa.insert(CONTENT_PIECES).values(office=OFFICE, tag=tag, start=0, bytes=false))
        digest = hashlib.sha256(false).digest()
        connection.execute(sa.update(CONTENTS).values(size=len(false), digest=digest))
    for _round in range(2):
        second.sync()
    assert [asked for asked in second.asked if asked.wanted] == []
    with pytest.raises(ContentMissing):
        second.store.content(attached.address)


def test_a_file_under_a_key_that_is_not_here_waits_and_opens_with_the_key(sqlite_pcs):
    first, second = sqlite_pcs
    attached = first.attach(some_bytes(50_000))
    set_daily_budget(first.store, 0)
    first.sync()
    set_daily_budget(first.store, None)
    generation = new_generation(first.store.keys)
    first.store.hold_generation(*generation)
    first.sync()
    for _round in range(2):
        second.sync()
        with pytest.raises(ContentNotHereYet):
            second.store.content(attached.address)
    assert [asked for asked in second.asked if asked.wanted] == []
    second.store.hold_generation(*generation)
    second.sync()
    assert second.store.content(attached.address) == some_bytes(50_000)


def piece(**other) -> Piece:
    data = some_bytes(100)
    return Piece("tag", 100, hashlib.sha256(data).digest(), 0, 0, data)._replace(**other)


def told(pc: Pc, *pieces: Piece):
    """What the authority says to pieces sent behind an own round."""
    answers = []

    class Sending:
        stage, capability = ContentsExchange.stage, ContentsExchange.capability

        def run(self, talk, _welcome):
            answers.append(
                unpack_contents_told(talk.ask(CONTENTS_PATH, lambda: pack_contents_asked(ContentsAsked(pieces=pieces))))
            )
            return ChangeSet()

    def serve(path, body, headers):
        answer = pc.client.post(path, content=body, headers=dict(headers))
        return Answer(answer.status_code, answer.content)

    Round(
        pc.store,
        own_device(pc.store),
        pinned_authority(pc.store),
        RECORD_TYPES,
        MemoryTransport(serve),
        exchanges=(Sending(),),
        pause=lambda _seconds: None,
    ).run()
    return answers[0]


def test_pieces_out_of_place_change_nothing_and_a_wrong_digest_begins_anew(pcs):
    first, _second = pcs
    half = piece(data=some_bytes(100)[:50])
    assert told(first, half).held[0].bytes == 50
    assert told(first, half).held[0].bytes == 50
    assert told(first, piece(start=70, data=b"x")).held[0].bytes == 50
    rest = piece(start=50, data=b"x" * 50)
    assert told(first, rest).held[0][1:] == (0, 0)
    assert told(first, piece()).held[0][1:] == (100, 1)
    assert told(first, piece(digest=bytes(32))).held[0][1:] == (100, 1)


@pytest.mark.parametrize(
    "wrong",
    [
        {"tag": ""},
        {"tag": "x" * 65},
        {"tag": "ก"},
        {"size": 0},
        {"size": LARGEST_CONTENT + 1},
        {"size": 99},
        {"digest": b"x"},
        {"rank": 2},
        {"start": -1},
        {"start": 1},
    ],
)
def test_pieces_that_make_no_sense_are_refused(sqlite_pcs, sqlite_engine, wrong):
    first, _second = sqlite_pcs
    with pytest.raises(NotUnderstood):
        told(first, piece(**wrong))
    with sqlite_engine.connect() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(CONTENTS)).scalar_one() == 0
        assert connection.execute(sa.select(OFFICES.c.office)).scalar_one() == OFFICE
