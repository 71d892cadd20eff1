"""The committee is named by an order, and reports on a batch of claims with every member's signature."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date

import pytest

from sai_thong.db.store import Store
from sai_thong.forms.allowances.committee_papers import (
    committee_order,
    committee_report,
    gather_committee_order,
    gather_committee_report,
)
from sai_thong.forms.allowances.month_lines import NothingToPrint
from sai_thong.forms.kit import Paper, PaperSettings
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.allowances import claims
from sai_thong.registers.allowances.payment_choices import ChannelChoice
from sai_thong.registers.allowances.records import Claim, OfficerOpinion, Origin
from sai_thong.registers.allowances.rules.facts import Channel
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.terms import Scheme, SchemeSet
from sai_thong.thai.birth import PartialDate
from tests.forms.allowances.filled import COMMITTEE_ORDER, COMMITTEE_REPORT
from tests.forms.allowances.invented import CLERK, DEVELOPER, FINANCE, MAYOR, TODAY, invented_id
from tests.forms.reading import READERS, by_pdfium

ARABIC = PaperSettings(font="bundled", digits="arabic")
ReadPage = Callable[[bytes, int], str]


def said(paper: Paper, read: ReadPage = by_pdfium) -> str:
    pdf = paper.pdf()
    return "".join("".join(read(pdf, number).split()) for number in range(1, len(paper.pages) + 1))


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
@pytest.mark.parametrize(
    "words",
    [
        "ที่ 12/2569",
        f"1. {CLERK} ประธานกรรมการ",
        f"2. {FINANCE} กรรมการ",
        f"3. {DEVELOPER} กรรมการและเลขานุการ",
        "พ.ศ. 2566",
        "พ.ศ. 2553 และที่แก้ไขเพิ่มเติม",
        "สั่ง ณ วันที่ 3 พฤศจิกายน พ.ศ. 2569",
        f"({MAYOR})",
    ],
)
def test_the_order_names_everyone_with_their_place(words: str, read: ReadPage, clock: FixedClock) -> None:
    assert "".join(words.split()) in said(committee_order(COMMITTEE_ORDER, ARABIC, clock), read)


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
@pytest.mark.parametrize(
    "words",
    [
        "จำนวน 3 ราย",
        "สมควร 1 ราย ไม่สมควร 1 ราย และรอตรวจสอบ 1 ราย",
        "1 นางบุญมี ศรีสุข 1 60 เบี้ยยังชีพผู้สูงอายุ สมควร",
        "3 เด็กหญิงใหม่ น้ำฝน 3 11 เบี้ยความพิการ",
        "กส 99901/ร่าง",
    ],
)
def test_the_report_says_what_was_found_of_each_claim(words: str, read: ReadPage, clock: FixedClock) -> None:
    assert "".join(words.split()) in said(committee_report(COMMITTEE_REPORT, ARABIC, clock), read)


def test_every_member_signs_once_and_the_executive_orders_below(clock: FixedClock) -> None:
    text = said(committee_report(COMMITTEE_REPORT, ARABIC, clock))
    places = [text.index("".join(f"({name})".split())) for name in (CLERK, FINANCE, DEVELOPER, MAYOR)]
    assert places == sorted(places)
    assert all(text.count("".join(f"({name})".split())) == 1 for name in (CLERK, FINANCE, DEVELOPER, MAYOR))


def test_a_committee_of_one_leaves_no_empty_brackets(clock: FixedClock) -> None:
    alone = dataclasses.replace(COMMITTEE_REPORT, members=COMMITTEE_REPORT.members[:1])
    assert "()" not in said(committee_report(alone, ARABIC, clock))


def test_the_order_takes_the_committee_of_its_day(office: Store) -> None:
    data = gather_committee_order(office, PaperRequest(number="12/2569"))
    assert [member.name for member in data.members] == [CLERK, FINANCE, DEVELOPER]
    assert data.schemes == (Scheme.OLD_AGE, Scheme.DISABILITY)
    before = gather_committee_order(office, PaperRequest(day=date(2024, 9, 30), scheme=Scheme.OLD_AGE))
    assert (before.members, before.schemes) == ((), (Scheme.OLD_AGE,))


def test_claims_before_the_committee_are_gathered_with_its_decision(office: Store) -> None:
    waiting, rejected = (apply(office, number) for number in (60, 61))
    claims.committee_decides(office, [rejected], approve=False, reason="ได้รับบำนาญ", report_no="3/2569", on_day=TODAY)
    found = {each.name: (each.result, each.reason) for each in gather_committee_report(office, PaperRequest()).claims}
    assert found == {"นายคนที่60 ทดสอบ": ("", ""), "นายคนที่61 ทดสอบ": ("ไม่สมควร", "ได้รับบำนาญ")}
    decided = gather_committee_report(office, PaperRequest(day=TODAY)).claims
    assert [each.name for each in decided] == ["นายคนที่61 ทดสอบ"]
    assert waiting.id != rejected.id


@pytest.mark.parametrize("scheme_set", SchemeSet)
def test_without_claims_there_is_nothing_to_report(scheme_set: SchemeSet, office: Store) -> None:
    with pytest.raises(NothingToPrint):
        gather_committee_report(office, PaperRequest(scheme_set=scheme_set))


def apply(store: Store, number: int) -> Claim:
    """A claim that waits for the committee."""
    with store.transaction() as tx:
        person = tx.insert(
            Citizen(
                citizen_id=invented_id(number),
                prefix="นาย",
                first_name=f"คนที่{number}",
                last_name="ทดสอบ",
                birth=PartialDate(2508, 1, 5),
                thai_national=True,
                moo=1,
            )
        )
    form = Claim(person_id=person.id, scheme=Scheme.OLD_AGE, origin=Origin.CONFIRMED, applied_on=TODAY)
    claim = claims.apply(store, form, channel=ChannelChoice(Channel.CASH_SELF)).claim
    return claims.give_opinion(store, claim, OfficerOpinion.QUALIFIED, on_day=TODAY).record
