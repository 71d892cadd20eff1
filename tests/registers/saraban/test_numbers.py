"""One sequence a register for the whole office: given by the central station only, from 1 each year, never twice."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sai_thong.db import backup, leasing, numbering
from sai_thong.db.leasing import SeriesHandOver
from sai_thong.db.numbering import NumberSeries, NumberState, OfficialNumber
from sai_thong.db.refusals import NumberRefused
from sai_thong.db.store import Store
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.office.settings import CIRCULAR_NUMBERS, change_setting
from sai_thong.registers.saraban import incoming, outgoing, series
from sai_thong.registers.saraban.refusals import DocumentRefused
from sai_thong.registers.saraban.rules.printed_numbers import printed_number
from sai_thong.registers.saraban.series import INCOMING_SERIES, NotCentral, Numbering
from sai_thong.registers.saraban.terms import Register
from tests.registers.saraban.conftest import PASSWORD, TODAY, YEAR, a_draft, a_receipt

OTHER = "another1"


@pytest.mark.parametrize(
    ("register", "code", "sub", "printed"),
    [
        (Register.LETTERS, "กส 71801", None, "กส 71801/123"),
        (Register.LETTERS, "", None, "123"),
        (Register.LETTERS, "กส 71801", 1, "กส 71801/123.1"),
        (Register.CIRCULARS, "กส 71801", None, "กส 71801/ว 123"),
        (Register.MEMOS, "กส 71801", None, "กส 71801/123"),
        (Register.ORDERS, "กส 71801", None, "123/2569"),
        (Register.ANNOUNCEMENTS, "", 2, "123.2/2569"),
    ],
)
def test_numbers_are_printed_as_their_register_writes_them(
    register: Register, code: str, sub: int | None, printed: str
) -> None:
    assert printed_number(register, 123, YEAR, code=code, sub_number=sub) == printed


@pytest.mark.parametrize("register", list(Register))
def test_every_register_counts_by_itself(central: Store, register: Register) -> None:
    first, second = (outgoing.issue_document(central, a_draft(register=register)).record for _ in range(2))
    assert (first.number, second.number) == (1, 2)
    assert outgoing.issue_document(central, a_draft(register=register)).record.number == 3
    others = [each for each in Register if each is not register]
    assert outgoing.issue_document(central, a_draft(register=others[0])).record.number == 1


def test_circulars_may_share_the_sequence_of_the_letters(central: Store) -> None:
    change_setting(central, CIRCULAR_NUMBERS, "shared")
    letter = outgoing.issue_document(central, a_draft()).record
    circular = outgoing.issue_document(central, a_draft(register=Register.CIRCULARS)).record
    assert (letter.printed_number, circular.printed_number) == ("กส 99901/1", "กส 99901/ว 2")
    assert circular.series == letter.series


def test_any_other_station_keeps_the_document_without_a_number(store: Store) -> None:
    made = outgoing.issue_document(store, a_draft()).record
    assert (made.number, made.printed_number) == (None, "")
    with pytest.raises(NotCentral):
        outgoing.bind_number(store, made)
    with pytest.raises(NotCentral):
        incoming.receive(store, a_receipt())
    assert store.find(OfficialNumber) == []
    keyed = outgoing.bind_number(store, made, number=57).record
    assert (keyed.number, keyed.printed_number) == (57, "กส 99901/57")
    blank = incoming.receive(store, a_receipt(), numbering=Numbering.BLANK).record
    assert incoming.key_number(store, blank, number=9).record.number == 9


def test_after_a_hand_over_this_station_gives_no_number_any_more(central: Store) -> None:
    outgoing.issue_document(central, a_draft())
    series.hand_register_over(central, "letters-out", YEAR, OTHER, why="ย้ายธุรการไปเครื่องใหม่")
    assert outgoing.issue_document(central, a_draft()).record.number is None
    with pytest.raises(NumberRefused):
        series.open_register(central, "letters-out", YEAR, next_number=50)
    assert [each.to_station for each in central.find(SeriesHandOver)] == [OTHER]


def test_a_number_keyed_afterwards_is_never_given_again(central: Store) -> None:
    draft = outgoing.draft_outgoing(central, a_draft()).record
    outgoing.bind_number(central, draft, number=2)
    given = [outgoing.issue_document(central, a_draft()).record.number for _ in range(2)]
    assert given == [1, 3]
    with pytest.raises(NumberRefused):
        outgoing.bind_number(central, outgoing.draft_outgoing(central, a_draft()).record, number=3)


def test_a_document_has_one_number_for_ever(central: Store) -> None:
    made = outgoing.issue_document(central, a_draft()).record
    with pytest.raises(outgoing.DocumentRefused):
        outgoing.bind_number(central, made, number=77)
    received = incoming.receive(central, a_receipt()).record
    with pytest.raises(incoming.DocumentRefused):
        incoming.key_number(central, received, number=77)


def test_a_void_document_keeps_its_number(central: Store) -> None:
    made = outgoing.issue_document(central, a_draft()).record
    for why in ("", " "):
        with pytest.raises(outgoing.DocumentRefused):
            outgoing.make_void(central, made, why=why)
    void = outgoing.make_void(central, made, why="พิมพ์ผิด").record
    assert (void.number, void.voided_on, void.void_reason) == (1, TODAY, "พิมพ์ผิด")
    assert outgoing.issue_document(central, a_draft()).record.number == 2
    (kept,) = central.find(OfficialNumber, series="letters-out", number=1)
    assert (kept.state, kept.reason) == (NumberState.VOID, "พิมพ์ผิด")
    with pytest.raises(outgoing.DocumentRefused):
        outgoing.make_void(central, void, why="อีกครั้ง")
    with pytest.raises(outgoing.DocumentRefused):
        outgoing.correct(central, void, {"note": "x"}, why="แก้")


def test_an_inserted_number_follows_one_that_was_given_and_needs_a_reason(central: Store) -> None:
    for _ in range(3):
        outgoing.issue_document(central, a_draft())
    for expected in ("กส 99901/2.1", "กส 99901/2.2"):
        draft = outgoing.draft_outgoing(central, a_draft()).record
        with pytest.raises(outgoing.DocumentRefused):
            outgoing.bind_inserted_number(central, draft, after=2, why="")
        with pytest.raises(outgoing.DocumentRefused):
            outgoing.bind_inserted_number(central, draft, after=4, why="ตกหล่น")
        bound = outgoing.bind_inserted_number(central, draft, after=2, why="ตกหล่น").record
        assert bound.printed_number == expected
    voided = outgoing.make_void(central, bound, why="ยกเลิก").record
    assert voided.voided_on
    assert leasing.account(central, "letters-out", YEAR).issued == (1, 2, 3)


@pytest.mark.parametrize(
    ("moment", "year"),
    [
        (datetime(2026, 12, 31, 16, 59, tzinfo=UTC), 2569),
        (datetime(2026, 12, 31, 17, 0, tzinfo=UTC), 2570),  # 00:00 in Bangkok
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), 2570),
    ],
)
def test_the_year_of_a_receipt_is_that_of_bangkok_and_the_numbers_begin_anew(
    central: Store, clock: FixedClock, moment: datetime, year: int
) -> None:
    assert incoming.receive(central, a_receipt()).record.number == 1
    clock.moment = moment
    made = incoming.receive(central, a_receipt()).record
    assert (made.year_be, made.number) == (year, 2 if year == 2569 else 1)
    earlier = incoming.receive(central, a_receipt(received_at=datetime(2026, 11, 3, 3, 0, tzinfo=UTC))).record
    assert (earlier.year_be, earlier.number) == (2569, 3 if year == 2569 else 2)


def test_the_new_year_opens_after_numbers_that_were_written_by_hand(central: Store) -> None:
    draft = outgoing.draft_outgoing(central, a_draft(dated_on=date(2027, 1, 4))).record
    outgoing.bind_number(central, draft, number=1)
    assert outgoing.issue_document(central, a_draft(dated_on=date(2027, 1, 4))).record.number == 2


def test_a_station_that_never_held_a_register_does_not_open_its_new_year(central: Store) -> None:
    series.hand_register_over(central, INCOMING_SERIES, YEAR, OTHER, why="ย้าย")
    with pytest.raises(NotCentral):
        incoming.receive(central, a_receipt(received_at=None), numbering=Numbering.NEXT)
    central.clock.moment = datetime(2027, 1, 4, 3, 0, tzinfo=UTC)  # type: ignore[attr-defined]
    with pytest.raises(NotCentral):
        incoming.receive(central, a_receipt())


def test_a_restored_file_gives_no_number_until_the_last_one_on_paper_is_confirmed(
    central: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was given after the backup stands only on paper: the file alone would give it again."""
    outgoing.issue_document(central, a_draft())
    made = tmp_path / f"office{backup.SUFFIX}"
    backup.make(central.path, central.keys, made, central.clock)
    outgoing.issue_document(central, a_draft())
    central.close()
    restored = tmp_path / "restored" / "office.saithong"
    restored.parent.mkdir()
    backup.restore(made, restored)
    monkeypatch.setenv("SAI_THONG_HOME", str(tmp_path / "other-home"))
    with Store.open(restored, password=PASSWORD, clock=central.clock) as again:
        assert again.earlier_file_ids() == (central.file_id,)
        assert outgoing.issue_document(again, a_draft()).record.number is None
        with pytest.raises(NumberRefused):
            series.open_register(again, "letters-out", YEAR, next_number=1)
        series.open_register(again, "letters-out", YEAR, next_number=3)
        assert outgoing.issue_document(again, a_draft()).record.number == 3
        (kept,) = again.find(SeriesHandOver)
        assert (kept.from_station, kept.to_station, kept.next_number) == (central.file_id, again.file_id, 3)
        assert kept.reason


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20, deadline=None)
@given(
    steps=st.lists(st.tuples(st.sampled_from(["issue", "draft", "key", "void"]), st.integers(1, 6)), max_size=12),
    year=st.integers(2600, 90000),
)
def test_every_number_of_a_register_belongs_to_one_document(
    central: Store, clock: FixedClock, steps: list[tuple[str, int]], year: int
) -> None:
    year = min(year, 9000)
    day = date(year - 543, 6, 1)
    clock.moment = datetime(day.year, 6, 1, 3, tzinfo=UTC)
    if not central.find(numbering.NumberSeries, name="orders", year_be=year):
        taken = numbering.used_numbers(central, "orders", year)
        series.open_register(central, "orders", year, next_number=max(taken, default=0) + 1)
    for step, number in steps:
        draft = a_draft(register=Register.ORDERS, dated_on=day)
        try:
            if step == "issue":
                outgoing.issue_document(central, draft)
            else:
                kept = outgoing.draft_outgoing(central, draft).record
                if step == "key":
                    outgoing.bind_number(central, kept, number=number)
                elif step == "void":
                    outgoing.make_void(central, outgoing.bind_number(central, kept).record, why="ยกเลิก")
        except NumberRefused:
            continue
    documents = central.find(outgoing.OutgoingDocument, register=Register.ORDERS, year_be=year)
    numbers = [each.number for each in documents if each.number is not None]
    assert len(numbers) == len(set(numbers))
    account = leasing.account(central, "orders", year)
    assert sorted(numbers) == sorted((*account.issued, *account.by_hand, *account.void))


def test_a_slip_in_the_year_begins_no_numbers_of_that_year(central: Store) -> None:
    far = a_draft(dated_on=date(2053, 11, 21))
    for enter in (
        lambda: outgoing.issue_document(central, far),
        lambda: outgoing.enter_document(central, far, number=7),
        lambda: outgoing.draft_outgoing(central, far),
    ):
        with pytest.raises(DocumentRefused):
            enter()
    assert {each.year_be for each in central.find(NumberSeries)} == {YEAR}
