"""แจ้งระงับด่วน says whose money must be stopped and why, and keeps for the file whom we told, how and when."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from sai_thong.db.store import Store
from sai_thong.forms.allowances.month_lines import NothingToPrint
from sai_thong.forms.allowances.urgent_stop import UrgentStopNote, gather_urgent_stop, urgent_stop_note
from sai_thong.forms.kit import Paper, PaperSettings
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.ground.clock import Clock, FixedClock
from sai_thong.registers.allowances import life_events, months, stops
from sai_thong.registers.allowances.records import UrgentStop
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.terms import Scheme
from sai_thong.thai.birth import PartialDate
from tests.forms.allowances.invented import DEVELOPER, MAYOR, NOVEMBER, ON_PAPER, ORDINARY, TODAY, invented_id
from tests.forms.reading import READERS, by_pdfium, place_of

ARABIC = PaperSettings(font="bundled", digits="arabic")
NOTE = UrgentStopNote(
    office=ON_PAPER,
    day=TODAY,
    number="412",
    scheme=Scheme.OLD_AGE,
    month=NOVEMBER,
    pay_on=date(2026, 11, 10),
    name="นายทองดี ฤทธิ์ณรงค์",
    citizen_id=invented_id(1),
    amount_satang=70_000,
    account="ธนาคารออมสิน เลขที่ 0209990001",
    reason="ได้ถึงแก่ความตายเมื่อวันที่ 2 พฤศจิกายน 2569",
    told_whom="คลังจังหวัดกาฬสินธุ์",
    told_how="โทรศัพท์และโทรสาร",
    told_at=datetime(2026, 11, 3, 3, 15, tzinfo=UTC),
)


def example(settings: PaperSettings, clock: Clock) -> Paper:
    return urgent_stop_note(NOTE, settings, clock)


def words_of(paper: Paper, page: int) -> str:
    return " ".join(by_pdfium(paper.pdf(), page).split())


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
@pytest.mark.parametrize(
    "words",
    [
        "ที่ กส 99901/412",
        "3 พฤศจิกายน 2569",
        "เรื่อง ขอให้ระงับการจ่ายเงินเบี้ยยังชีพผู้สูงอายุ",
        "เรียน คลังจังหวัดกาฬสินธุ์",
        "วันที่ 10 พฤศจิกายน 2569",
        "3-9999-00000-01-",
        "ถึงแก่ความตายเมื่อวันที่ 2 พฤศจิกายน 2569",
        "700.00 บาท (เจ็ดร้อยบาทถ้วน)",
        "เลขที่ 0209990001",
        f"({MAYOR})",
    ],
)
def test_the_letter_says_what_the_record_says(
    words: str, reader: Callable[[bytes, int], str], clock: FixedClock
) -> None:
    text = reader(example(ARABIC, clock).pdf(), 1)
    assert "".join(words.split()) in "".join(text.split())


def test_the_letter_is_marked_most_urgent_above_its_number(clock: FixedClock) -> None:
    pdf = example(PaperSettings(font="bundled"), clock).pdf()
    urgency, number = place_of(pdf, "ด่วนที่สุด"), place_of(pdf, "ที่ กส")
    assert urgency.x == pytest.approx(30, abs=0.6)
    assert urgency.y < number.y == pytest.approx(45, abs=0.1)
    assert urgency.size == pytest.approx(number.size * 2, rel=0.01)


def test_the_record_of_telling_stays_off_the_letter(clock: FixedClock) -> None:
    paper = example(ARABIC, clock)
    kept = words_of(paper, 2)
    for words in ("บันทึกการแจ้ง", "3 พฤศจิกายน 2569 เวลา 10.15 น.", "โทรศัพท์และโทรสาร", "คลังจังหวัดกาฬสินธุ์", DEVELOPER):
        assert words in kept
    assert "10.15" not in words_of(paper, 1)
    assert "โทรสาร" not in words_of(paper, 1)


@pytest.mark.parametrize(("stopped", "ticks"), [(None, 0), (True, 1), (False, 1)])
def test_the_result_is_ticked_once_it_is_known(stopped: bool | None, ticks: int, clock: FixedClock) -> None:
    paper = urgent_stop_note(dataclasses.replace(NOTE, stopped=stopped), ARABIC, clock)
    assert len([shape for shape in paper.pages[1].shapes if "1 j 1 J" in shape]) == ticks


def test_money_paid_in_cash_names_no_account(clock: FixedClock) -> None:
    text = words_of(urgent_stop_note(dataclasses.replace(NOTE, account="", told_whom=""), ARABIC, clock), 1)
    assert "เงินสด" in text
    assert "ธนาคาร" not in text


def test_a_death_after_sending_is_told_with_the_frozen_line(office: Store) -> None:
    months.send(office, ORDINARY, NOVEMBER)
    (person,) = office.find(Citizen, first_name="ทองดี")
    life_events.record_death(office, person, PartialDate(2569, 11, 2), source="ผู้ใหญ่บ้าน")
    (view,) = [each for each in stops.stops_of(office, ORDINARY) if each.line.person_id == person.id]
    told = datetime(2026, 11, 4, 2, 0, tzinfo=UTC)
    stops.tell(office, ORDINARY, view.stop, whom="คลังจังหวัด", how="โทรศัพท์", at=told)
    data = gather_urgent_stop(office, PaperRequest(record_id=view.stop.id))
    assert data == UrgentStopNote(
        office=data.office,
        day=date(2026, 11, 4),
        number="",
        scheme=Scheme.OLD_AGE,
        month=NOVEMBER,
        pay_on=date(2026, 11, 10),
        name="นายทองดี ฤทธิ์ณรงค์",
        citizen_id=invented_id(1),
        amount_satang=70_000,
        account="ธนาคารออมสิน เลขที่ 0209990001",
        reason="ได้ถึงแก่ความตายเมื่อวันที่ 2 พฤศจิกายน 2569",
        told_whom="คลังจังหวัด",
        told_how="โทรศัพท์",
        told_at=told,
    )
    stops.settle(office, ORDINARY, office.get(UrgentStop, view.stop.id), stopped=True)
    assert gather_urgent_stop(office, PaperRequest(record_id=view.stop.id)).stopped


def test_a_move_is_told_with_its_day(office: Store) -> None:
    months.send(office, ORDINARY, NOVEMBER)
    (person,) = office.find(Citizen, first_name="ใหม่")
    life_events.record_move_out(office, person, date(2026, 10, 20), to="ตำบลอื่น")
    found = [each for each in stops.stops_of(office, ORDINARY) if each.line.person_id == person.id]
    for view in found:
        data = gather_urgent_stop(office, PaperRequest(record_id=view.stop.id))
        assert data.reason == "ได้ย้ายภูมิลำเนาออกจากพื้นที่เมื่อวันที่ 20 ตุลาคม 2569"
    assert len(found) == 1


def test_an_unknown_stop_is_refused(office: Store) -> None:
    with pytest.raises(NothingToPrint):
        gather_urgent_stop(office, PaperRequest(record_id="none"))
