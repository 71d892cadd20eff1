"""Papers of the sealed set: marked ลับ, in neutral words, and with nothing of another scheme beside theirs."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pypdf
import pytest

from sai_thong.db.store import Store
from sai_thong.forms.catalogue import prepare
from sai_thong.forms.kit import PaperSettings
from sai_thong.forms.paper_kinds import About, Need, PaperKind, PaperRequest
from sai_thong.forms.papers import PAPERS
from sai_thong.registers.allowances.months import lines_of, months_of, send
from sai_thong.registers.allowances.records import (
    CashDay,
    Claim,
    ClaimState,
    Origin,
    Overpayment,
    OverpaymentState,
    PaymentLine,
    Suspension,
    UrgentStop,
)
from sai_thong.registers.allowances.rules.facts import EndReason
from sai_thong.registers.allowances.shelves import writer_of
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.terms import Scheme
from tests.forms.allowances.invented import OCTOBER, SPECIAL, clock_of, fill, invented_id, make_store
from tests.forms.reading import by_pdfium

QUIET = 7
"""Who has the assistance and a disability allowance beside it."""
ILLNESS = ("เอดส์", "เอชไอวี", "HIV", "AIDS", "ผู้ป่วย", "ติดเชื้อ", "โรค", "แพทย์", "special", "hiv")
OTHER_SCHEMES = ("ผู้สูงอายุ", "ความพิการ", "เบี้ยยังชีพ", "คนพิการ", "800.00")
DAY = date(2026, 10, 9)
NOT_OF_THIS_OFFICE = ("application-assistance", "month-report")
OF_THE_SET = [kind for kind in PAPERS if SPECIAL in kind.sets and kind.key not in NOT_OF_THIS_OFFICE]
"""The application alone names the illness; the report is of what กรมบัญชีกลาง pays, and it pays nothing of this set."""
HANDED_OUT = ("receipt", "power-of-attorney")
"""One person's own, shown at a bank or a counter: neutral, and without a stamp that would make people ask."""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder: Path = tmp_path_factory.mktemp("sealed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SAI_THONG_HOME", str(folder / "home"))
        with make_store(folder / "office.saithong", clock_of(date(2026, 10, 2))) as store:
            fill(store)
            (person,) = store.find(Citizen, citizen_id=invented_id(QUIET))
            with store.transaction() as tx:
                tx.update(person, moved_out_on=date(2026, 10, 1), moved_out_to="เทศบาลตำบลบ้านใหม่")
                accepted = {"origin": Origin.BROUGHT_OVER, "state": ClaimState.ACCEPTED}
                tx.insert(Claim(person_id=person.id, scheme=Scheme.DISABILITY, **accepted))
                still = next(each for each in tx.on(SPECIAL.value).find(Claim) if each.person_id != person.id)
                tx.on(SPECIAL.value).update(still, state=ClaimState.CHECKING, officer_on=DAY)
            send(store, SPECIAL, OCTOBER)
            yield store


@pytest.fixture(scope="module")
def records(office: Store) -> dict[About, str]:
    """One record of each thing that a paper of the set is about."""
    shelf = office.sealed_set(SPECIAL.value)
    (person,) = office.find(Citizen, citizen_id=invented_id(QUIET))
    (claim,) = shelf.find(Claim, person_id=person.id)
    line = next(line for line in sent_lines(office) if line.claim_id == claim.id)
    with office.transaction() as tx:
        writer = writer_of(tx, SPECIAL)
        day = writer.insert(
            CashDay(
                payment_month_id=line.payment_month_id,
                pay_point=line.pay_point,
                on_day=DAY,
                order_no="7/2569",
                committee=("นายหนึ่ง ใจดี", "นายสอง ใจงาม"),
                drawn_satang=50_000,
                returned_satang=50_000,
                returned_on=DAY,
            )
        )
        stop = writer.insert(
            UrgentStop(
                line_id=line.id,
                person_id=person.id,
                month=OCTOBER,
                reason="ย้ายออก",
                told_whom="ธนาคาร",
                told_how="โทรศัพท์",
                told_at=datetime(2026, 10, 8, 3, 0, tzinfo=UTC),
            )
        )
        case = writer.insert(
            Overpayment(
                person_id=person.id,
                claim_id=claim.id,
                scheme=Scheme.HIV,
                cause=EndReason.MOVED,
                line_ids=(line.id,),
                amount_satang=line.amount_satang,
                discovered_on=DAY,
                state=OverpaymentState.DEMANDED,
                facts_letter_no="11",
                explanation_asked_on=DAY,
                decision_no="9/2570",
                decided_on=DAY,
                demand_letter_no="12",
                demanded_on=DAY,
            )
        )
        writer.insert(
            Suspension(
                claim_id=claim.id,
                from_month=OCTOBER,
                reason="ไม่พบตัว",
                facts_checked_on=DAY,
                facts="ไม่อยู่ในพื้นที่",
                order_no="8/2570",
                ordered_on=DAY,
            )
        )
    return {
        About.CASH_DAY: day.id,
        About.URGENT_STOP: stop.id,
        About.OVERPAYMENT: case.id,
        About.CLAIM: claim.id,
        About.PERSON: person.id,
    }


def sent_lines(office: Store) -> list[PaymentLine]:
    shelf = office.sealed_set(SPECIAL.value)
    return [line for month in months_of(shelf, OCTOBER) for line in lines_of(shelf, month)]


@pytest.mark.parametrize("kind", OF_THE_SET, ids=lambda kind: kind.key)
def test_every_page_is_marked_and_names_neither_illness_nor_another_scheme(
    kind: PaperKind, office: Store, records: dict[About, str]
) -> None:
    request = PaperRequest(
        month=OCTOBER if Need.MONTH in kind.needs else None,
        record_id=records.get(kind.about, "") if kind.key != "receipt" else "",
        fiscal_year_be=OCTOBER.fiscal_year_be if Need.FISCAL_YEAR in kind.needs else None,
        scheme_set=SPECIAL,
    )
    job = prepare(office, kind.key, request, settings=PaperSettings(font="bundled", digits="arabic"))
    pdf = job.pdf()
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    pages = [by_pdfium(pdf, number) for number in range(1, len(reader.pages) + 1)]
    told = ["".join(page.split()) for page in pages]
    assert pages
    for page in told:
        assert page.count("ลับ") == (0 if kind.key in HANDED_OUT else 2), "above and below, on every page"
    said = "".join(told) + str(reader.metadata)
    assert [word for word in (*ILLNESS, *OTHER_SCHEMES) if word in said] == []


def test_a_power_of_attorney_or_waiver_left_blank_is_no_secret(office: Store) -> None:
    for key in ("waiver", "power-of-attorney"):
        job = prepare(office, key, PaperRequest(scheme_set=SPECIAL), settings=PaperSettings(font="bundled"))
        assert "ลับ" not in by_pdfium(job.pdf())
