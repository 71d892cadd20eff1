"""Officers sign in with a password and a code that are good once; failures slow down; each sees what is theirs."""

from __future__ import annotations

from datetime import UTC, datetime

import pyotp
import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher

from sai_thong.ground.clock import FixedClock
from sai_thong.ground.errors import BadInput, Refused
from sai_thong.server.access import NotSeen, Officer, Role, of_pages, seen_by
from sai_thong.server.contacts import devices_seen, note_contact, offices_seen
from sai_thong.server.database import add_office, of_office, open_database
from sai_thong.server.schema import ACCESS_LOG, DEVICES, FIGURES, OFFICES, OUTCOMES, PAGE_SESSIONS, STATES, USERS
from sai_thong.server.sign_in import SignIns, Stage
from sai_thong.server.users import Accounts
from sai_thong.sync.authority import ChainHead
from sai_thong.sync.messages import Hello

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
PASSWORD = "ฝนตกที่แม่แจ่ม 7 วัน"
PROVINCE = Officer("somchai", "นายสมชาย ใจดี", Role.PROVINCE)
DISTRICT = Officer("malee", "นางมาลี ศรีสุข", Role.DISTRICT, "แม่แจ่ม")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 21, 3, tzinfo=UTC))


@pytest.fixture
def engine(sqlite_engine: sa.Engine) -> sa.Engine:
    return sqlite_engine


@pytest.fixture
def accounts(clock: FixedClock) -> Accounts:
    return Accounts(clock, CHEAP)


@pytest.fixture
def sign_ins(engine: sa.Engine, accounts: Accounts) -> SignIns:
    return SignIns(engine, accounts)


def added(engine, accounts, name="somchai", role=Role.PROVINCE, district="") -> str:
    with of_pages(engine) as connection:
        return accounts.add(connection, name, "นายสมชาย ใจดี", role, district)


def set_up(engine, accounts, sign_ins, clock, name="somchai") -> tuple[str, list[str]]:
    """A user who chose a password; the secret of the codes, and the recovery codes."""
    token, stage = sign_ins.password(name, added(engine, accounts, name), "10.0.0.1")
    assert stage is Stage.SET_UP
    session = sign_ins.session(token)
    code = pyotp.TOTP(session.pending_secret).at(clock.now())
    _token, codes = sign_ins.set_up(session, PASSWORD, PASSWORD, code, "10.0.0.1")
    return session.pending_secret, codes


def half_way(sign_ins, name="somchai"):
    token, stage = sign_ins.password(name, PASSWORD, "10.0.0.1")
    assert stage is Stage.CODE
    return sign_ins.session(token)


def test_a_new_user_chooses_a_password_and_signs_in_with_the_codes(engine, accounts, sign_ins, clock):
    secret, codes = set_up(engine, accounts, sign_ins, clock)
    assert len(set(codes)) == 10
    session = half_way(sign_ins)
    token = sign_ins.code(session, pyotp.TOTP(secret).at(clock.now()), "10.0.0.1")
    assert sign_ins.session(token).stage is Stage.IN
    assert sign_ins.session(session.token) is None
    with of_pages(engine) as connection:
        assert connection.execute(sa.select(ACCESS_LOG.c.act)).scalars().all() == ["set_up", "signed_in"]
        kept = connection.execute(sa.select(USERS.c.password_hash)).scalar_one()
        tokens = connection.execute(sa.select(PAGE_SESSIONS.c.token_hash)).scalars().all()
    assert kept.startswith("$argon2id$")
    assert token.encode() not in tokens


def test_a_code_is_good_once_and_for_a_minute(engine, accounts, sign_ins, clock):
    secret, _codes = set_up(engine, accounts, sign_ins, clock)
    code = pyotp.TOTP(secret).at(clock.now())
    sign_ins.code(half_way(sign_ins), code, "")
    with pytest.raises(Refused):
        sign_ins.code(half_way(sign_ins), code, "")
    clock.advance(seconds=90)
    with pytest.raises(Refused):
        sign_ins.code(half_way(sign_ins), code, "")
    earlier = pyotp.TOTP(secret).at(clock.now().timestamp() - 30)
    assert sign_ins.code(half_way(sign_ins), f" {earlier[:3]} {earlier[3:]}", "")


def test_a_recovery_code_is_good_once_however_it_is_written(engine, accounts, sign_ins, clock):
    _secret, codes = set_up(engine, accounts, sign_ins, clock)
    written = codes[0].lower().replace("0", "o").replace("-", " ")
    assert sign_ins.code(half_way(sign_ins), written, "")
    with pytest.raises(Refused):
        sign_ins.code(half_way(sign_ins), codes[0], "")
    with of_pages(engine) as connection:
        assert accounts.recovery_codes_left(connection, "somchai") == 9
        accounts.renew_recovery(connection, "somchai")
    with pytest.raises(Refused):
        sign_ins.code(half_way(sign_ins), codes[1], "")


def test_failures_slow_down_whoever_guesses_and_a_right_password_too(engine, accounts, sign_ins, clock):
    set_up(engine, accounts, sign_ins, clock)
    waits = 0
    for _each in range(8):
        with pytest.raises(Refused) as refused:
            sign_ins.password("somchai", "wrong", "10.0.0.1")
        waits += "วินาที" in refused.value.do
    assert waits == 4
    with pytest.raises(Refused, match="บ่อย"):
        sign_ins.password("somchai", PASSWORD, "10.9.9.9")
    clock.advance(minutes=15)
    assert half_way(sign_ins)


def test_codes_are_not_guessed_beside_the_passwords(engine, accounts, sign_ins, clock):
    secret, _codes = set_up(engine, accounts, sign_ins, clock)
    session = half_way(sign_ins)
    for _each in range(6):
        with pytest.raises(Refused):
            sign_ins.code(session, "000000", "")
    with pytest.raises(Refused, match="บ่อย"):
        sign_ins.code(session, pyotp.TOTP(secret).at(clock.now()), "")


def test_many_names_from_one_address_are_slowed_down(sign_ins):
    for each in range(20):
        with pytest.raises(Refused, match="ไม่ถูกต้อง"):
            sign_ins.password(f"user{each}", "x", "10.0.0.9")
    with pytest.raises(Refused, match="บ่อย"):
        sign_ins.password("another", "x", "10.0.0.9")
    with pytest.raises(Refused, match="ไม่ถูกต้อง"):
        sign_ins.password("another", "x", "10.0.0.8")


def test_a_session_ends_when_idle_when_old_and_when_its_user_is_disabled(engine, accounts, sign_ins, clock):
    secret, _codes = set_up(engine, accounts, sign_ins, clock)

    def signed_in() -> str:
        clock.advance(seconds=90)
        return sign_ins.code(half_way(sign_ins), pyotp.TOTP(secret).at(clock.now()), "")

    token = signed_in()
    clock.advance(minutes=46)
    assert sign_ins.session(token) is None
    token = signed_in()
    for _each in range(20):
        assert sign_ins.session(token)
        clock.advance(minutes=30)
    assert sign_ins.session(token)
    clock.advance(minutes=1)
    assert sign_ins.session(token) is None
    token = signed_in()
    with of_pages(engine) as connection:
        accounts.add(connection, "second", "คนที่สอง", Role.PROVINCE)
        accounts.disable(connection, "somchai")
    assert sign_ins.session(token) is None
    with pytest.raises(Refused):
        sign_ins.password("somchai", PASSWORD, "10.0.0.1")
    session = sign_ins.session("nothing")
    assert session is None


def test_the_last_officer_of_the_province_stays(engine, accounts):
    added(engine, accounts)
    added(engine, accounts, "malee", Role.DISTRICT, "แม่แจ่ม")
    with of_pages(engine) as connection:
        accounts.disable(connection, "malee")
        with pytest.raises(Refused):
            accounts.disable(connection, "somchai")
        accounts.enable(connection, "malee")
        assert [(each.officer.name, each.disabled_at) for each in accounts.users(connection)] == [
            ("malee", ""),
            ("somchai", ""),
        ]


def test_a_temporary_password_ends_and_a_reset_gives_another(engine, accounts, sign_ins, clock):
    password = added(engine, accounts)
    clock.advance(days=8)
    with pytest.raises(Refused):
        sign_ins.password("somchai", password, "")
    with of_pages(engine) as connection:
        again = accounts.reset(connection, "somchai")
        with pytest.raises(Refused):
            accounts.reset(connection, "nobody")
    assert sign_ins.password("somchai", again, "")[1] is Stage.SET_UP


@pytest.mark.parametrize("bad", ["", "a", "นาย", "a b", "-x", "x" * 33])
def test_a_name_is_one_that_every_keyboard_has(engine, accounts, bad):
    with pytest.raises(BadInput):
        added(engine, accounts, bad)


def test_a_user_is_added_once_and_a_district_officer_with_a_district(engine, accounts):
    added(engine, accounts)
    with pytest.raises(Refused):
        added(engine, accounts, "Somchai")
    with pytest.raises(BadInput):
        added(engine, accounts, "malee", Role.DISTRICT)


@pytest.mark.parametrize("password", ["short", "x" * 20, "somchai2569", "x" * 201])
def test_a_password_that_is_guessed_is_not_taken(accounts, password):
    with pytest.raises(BadInput):
        accounts.hashed("somchai", password, password)


@pytest.fixture(params=["sqlite_url", "postgres_url"])
def province(request: pytest.FixtureRequest):
    """Two districts with an office each, with computers, an order and figures."""
    engine = open_database(request.getfixturevalue(request.param))
    for office, district in (("5001", "แม่แจ่ม"), ("5101", "จอมทอง")):
        add_office(engine, office, f"อบต.{office}", epoch="first", district=district)
        with of_office(engine, office) as connection:
            device = {"device": "pc", "name": "เครื่อง 1", "signing_key": b"", "box_key": b"", "enrolled_at": "2026"}
            connection.execute(sa.insert(DEVICES).values(office=office, **device))
            order = {"seq": 1, "file_id": "f", "counter": 1, "effects": "{}", "given_up": "[]"}
            connection.execute(sa.insert(OUTCOMES).values(office=office, **order))
            keep_figure(connection, office)
    yield engine
    engine.dispose()


def keep_figure(connection: sa.Connection, office: str) -> None:
    keys = dict.fromkeys(("scheme", "step", "service", "state", "asset_class"), "")
    row = {"kind": "petitions_month", "period": "2026-10", "figure": "received", "count": 12, "record_id": "x"}
    connection.execute(sa.insert(FIGURES).values(office=office, **keys, **row, withheld=0, amount_withheld=0))


def test_a_district_officer_sees_the_own_district_only(province, clock):
    with of_office(province, "5001") as connection:
        note_contact(connection, Hello("5001", "pc", {"f": ChainHead(7, b""), "g": ChainHead(2, b"")}), clock.now())
        note_contact(connection, Hello("5001", "pc", {"f": ChainHead(9, b"")}), clock.now())
    with seen_by(province, PROVINCE) as sight:
        assert {each.office for each in offices_seen(sight)} == {"5001", "5101"}
    with seen_by(province, DISTRICT) as sight:
        [office] = offices_seen(sight)
        assert (office.office, office.computers, office.backlog) == ("5001", 1, 11)
        assert office.last_contact == "2026-11-21T03:00:00Z"
        assert offices_seen(sight, "5101") == []
        assert [each.backlog for each in devices_seen(sight, "5001")] == [11]
        assert devices_seen(sight, "5101") == []
        assert sight.office("5001").name == "อบต.5001"
        with pytest.raises(NotSeen):
            sight.office("5101")


@pytest.mark.parametrize("province", ["postgres_url"], indirect=True)
def test_on_postgresql_the_database_itself_keeps_the_pages_from_more(province):
    with seen_by(province, DISTRICT) as sight:
        seen = sight.connection
        assert seen.execute(sa.select(OFFICES.c.office)).scalars().all() == ["5001"]
        assert seen.execute(sa.select(FIGURES.c.office)).scalars().all() == ["5001"]
        assert seen.execute(sa.select(DEVICES.c.office)).scalars().all() == ["5001"]
    with of_pages(province) as connection:
        assert connection.execute(sa.select(OFFICES)).all() == []
    batches, ended = sa.text("SELECT * FROM batches"), sa.text("DELETE FROM access_log")
    for forbidden in (sa.select(OUTCOMES), sa.select(STATES), batches, ended):
        with pytest.raises(sa.exc.ProgrammingError), seen_by(province, PROVINCE) as sight:
            sight.connection.execute(forbidden)
    for forbidden in (sa.select(USERS), sa.select(PAGE_SESSIONS), sa.select(ACCESS_LOG)):
        with pytest.raises(sa.exc.ProgrammingError), of_office(province, "5001") as connection:
            connection.execute(forbidden)
