"""Letters of authority, waivers and proofs of life: blank for the pen, or with what the register knows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from sai_thong.db.store import Store
from sai_thong.forms.allowances.life_certificate import LifeCertificate, gather_life_certificate, life_certificate
from sai_thong.forms.allowances.month_lines import NothingToPrint
from sai_thong.forms.allowances.power_of_attorney import PowerOfAttorney, gather_power_of_attorney, power_of_attorney
from sai_thong.forms.allowances.waiver import Waiver, gather_waiver, waiver
from sai_thong.forms.kit import Paper, PaperSettings
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.law.terms import Scheme
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month
from tests.forms.allowances import filled
from tests.forms.allowances.invented import DEVELOPER, ON_PAPER, SPECIAL, invented_id
from tests.forms.reading import READERS, by_pdfium

ARABIC = PaperSettings(font="bundled", digits="arabic")
NEW_DAY = date(2026, 11, 5)


def words_of(paper: Paper, read: Callable[[bytes, int], str] = by_pdfium) -> str:
    return "".join(read(paper.pdf(), 1).split())


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
@pytest.mark.parametrize(
    ("draw", "data", "said"),
    [
        (
            power_of_attorney,
            filled.POWER,
            (
                "นางบุญมี ศรีสุข",
                "นายป้อม ศรีสุข",
                "3-9999-00000-03-",
                "บุตร",
                "เงินเบี้ยยังชีพผู้สูงอายุ",
                "30 กันยายน 2570",
                "ข้าพเจ้าขอรับผิดชอบในการที่ผู้รับมอบอำนาจได้กระทำไป",
                "เสมือนข้าพเจ้าได้กระทำด้วยตนเอง",
            ),
        ),
        (
            waiver,
            filled.WAIVER,
            ("นางบุญมี ศรีสุข", "เรียน นายกองค์การบริหารส่วนตำบลทรายทอง", "ธันวาคม", "2569", "ความสมัครใจ", DEVELOPER),
        ),
        (
            life_certificate,
            filled.LIFE,
            ("นางบุญมี ศรีสุข", "3-9999-00000-01-", "บ้านเลขที่ 12/1 หมู่ที่ 1", "ยังมีชีวิตอยู่จริง", "ผู้ใหญ่บ้าน", "อสม.", "ภาพถ่าย"),
        ),
    ],
    ids=["authority", "waiver", "life"],
)
def test_a_filled_form_says(
    read: Callable[[bytes, int], str],
    draw: Callable[..., Paper],
    data: object,
    said: tuple[str, ...],
    clock: FixedClock,
) -> None:
    text = words_of(draw(data, ARABIC, clock), read)
    assert [words for words in said if words.replace(" ", "") not in text] == []


@pytest.mark.parametrize(
    ("draw", "data"),
    [
        (power_of_attorney, PowerOfAttorney(ON_PAPER)),
        (waiver, Waiver(ON_PAPER)),
        (life_certificate, LifeCertificate(ON_PAPER)),
    ],
    ids=["authority", "waiver", "life"],
)
def test_a_blank_form_names_nobody(draw: Callable[..., Paper], data: object, clock: FixedClock) -> None:
    text = words_of(draw(data, ARABIC, clock))
    assert "ลงชื่อ" in text
    assert not [digit for digit in "123456789" if digit in text]


def test_the_authority_of_a_proxy_who_takes_cash(office: Store) -> None:
    data = gather_power_of_attorney(office, PaperRequest(record_id=invented_id(3)))
    assert data.principal.name == "นางสาวคำ ญาติดี"
    assert (data.agent.name, data.agent.relation) == ("นายป้อม ญาติดี", "บุตร")
    assert data.scopes == frozenset({"cash"})
    assert data.made_on is None  # the day is written where it is signed


def test_a_waiver_begins_with_the_month_after(office: Store) -> None:
    data = gather_waiver(office, PaperRequest(record_id=invented_id(0), day=NEW_DAY))
    assert (data.person.name, data.from_month, data.written_on) == ("นางบุญมี ศรีสุข", Month(2026, 12), NEW_DAY)
    assert data.money == "เงินเบี้ยยังชีพผู้สูงอายุ"


def test_a_waiver_of_the_sensitive_set_says_assistance(office: Store) -> None:
    data = gather_waiver(office, PaperRequest(record_id=invented_id(7), scheme_set=SPECIAL))
    assert data.money == "เงินสงเคราะห์"


def test_a_proof_of_life_is_of_a_person_with_or_without_a_claim(office: Store) -> None:
    data = gather_life_certificate(office, PaperRequest(record_id=invented_id(2), day=NEW_DAY))
    assert (data.person.name, data.person.age) == ("นายปิ่นทอง ผู้ใหญ่ดี", 80)
    with pytest.raises(NothingToPrint):
        gather_life_certificate(office, PaperRequest(record_id=invented_id(99)))


def test_only_what_is_known_of_a_birth_is_written() -> None:
    def born(*parts: int) -> str:
        return filled.PersonOnPaper(birth=PartialDate(*parts)).born

    assert born(2509, 10, 9) == "เกิดวันที่ 9 ตุลาคม 2509"
    assert born(2509, 10) == "เกิดเดือนตุลาคม 2509 (ไม่ปรากฏวันที่เกิด)"
    assert born(2509) == "เกิด พ.ศ. 2509 (ไม่ปรากฏวันที่และเดือนเกิด)"


def test_one_person_s_claim_is_told_by_scheme(office: Store) -> None:
    with pytest.raises(NothingToPrint):
        gather_waiver(office, PaperRequest(record_id=invented_id(0), scheme=Scheme.DISABILITY))
