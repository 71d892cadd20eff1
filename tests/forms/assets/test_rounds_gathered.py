"""What papers of inspections and disposals gather from the store: which round, its things, committees and numbers."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from sai_thong.db.store import Store
from sai_thong.forms.allowances.month_lines import NothingToPrint
from sai_thong.forms.assets.disposal_kinds import OF_A_DISPOSAL, papers_that_fit
from sai_thong.forms.assets.inspection_kinds import OF_AN_INSPECTION
from sai_thong.forms.catalogue import PaperJob, prepare
from sai_thong.forms.issuing import prepare_numbered
from sai_thong.forms.kit import PaperSettings
from sai_thong.forms.paper_kinds import Choice, PaperRequest
from sai_thong.ground.clock import FixedClock
from sai_thong.records import declaration_of
from sai_thong.registers.assets.cards import NewAssets, add_assets
from sai_thong.registers.assets.committees import Appointed
from sai_thong.registers.assets.disposal_in_hand import active_lines
from sai_thong.registers.assets.disposal_orders import ChosenMethod, DisposalOrder, carry_out, order
from sai_thong.registers.assets.disposal_papers import note_paper
from sai_thong.registers.assets.disposals import (
    DisposalChanged,
    ToDispose,
    appraise,
    begin_disposal,
    order_facts,
    report_facts,
    take_out,
)
from sai_thong.registers.assets.inspection_reports import sent_to_auditor, submit
from sai_thong.registers.assets.inspections import open_round
from sai_thong.registers.assets.materials import add_material
from sai_thong.registers.assets.properties import save_details
from sai_thong.registers.assets.records import (
    Asset,
    DisposalRound,
    InspectionLine,
    InspectionRound,
    Material,
    PropertyDetails,
)
from sai_thong.registers.assets.refusals import RoundMissing
from sai_thong.registers.assets.sightings import see, tick
from sai_thong.registers.assets.stock import Received, receive
from sai_thong.registers.assets.striking_off import strike_off
from sai_thong.registers.assets.terms import AssetStatus, CommitteeRole, CommitteeTask, DisposalMethod
from sai_thong.registers.attachments.operations import Subject, attach
from sai_thong.registers.attachments.preparing import prepared
from sai_thong.registers.law.asset_terms import AssetGroup, DisposalStepKey
from tests.forms.assets.conftest import OFFICER
from tests.forms.assets.invented_disposal import picture
from tests.forms.reading import by_pdfium, image_boxes
from tests.registers.assets.small_rounds import CHAIR, add_cards, add_rooms, become

ARABIC = PaperSettings(font="bundled", digits="arabic")
COMMITTEE = (
    Appointed("นายเทียนชัย สว่างวงศ์", "ผู้อำนวยการกองช่าง", CommitteeRole.CHAIR),
    Appointed("นางสาวปิ่นมณี แสงเดือนเพ็ญ", "นักพัฒนาชุมชนชำนาญการ"),
)


def printed(store: Store, key: str, record_id: str, **chosen: object) -> str:
    """Every page of a paper, without blanks."""
    return text_of(prepare(store, key, PaperRequest(record_id=record_id, **chosen), settings=ARABIC))  # type: ignore[arg-type]


def text_of(job: PaperJob) -> str:
    pdf = job.pdf()
    return "".join("".join(by_pdfium(pdf, page.number).split()) for page in job.paper().pages)


def inspection(store: Store) -> tuple[InspectionRound, list[InspectionLine]]:
    """A round of four things in two rooms."""
    finance, meeting = add_rooms(store, "ห้องกองคลัง", "ห้องประชุม")
    add_cards(store, 2, room=finance)
    add_cards(store, 2, room=meeting)
    found = open_round(store, 2569, order_no="301/2569", ordered_on=date(2026, 9, 21), committee=COMMITTEE).round
    return found, sorted(store.find(InspectionLine, round_id=found.id), key=lambda line: line.number)


def reported(store: Store) -> tuple[InspectionRound, list[InspectionLine]]:
    """The same, one thing broken, one in another room, one lost, and one tag that nobody knows."""
    found, lines = inspection(store)
    tick(store, lines[0].id, condition=AssetStatus.BROKEN, defect="ขาหัก")
    tick(store, lines[1].id)
    see(store, found.id, lines[2].number, room="ห้องกองคลัง")
    tick(store, lines[3].id, found=False)
    see(store, found.id, "999-99-9999", room="ห้องประชุม")
    submitted = submit(store, found.id, receipts_right=True, balances_right=True, submitted_on=date(2026, 11, 13))
    return submitted.round, lines


def test_a_round_is_found_by_its_year_in_either_digits_and_its_id(office: Store) -> None:
    found, _lines = inspection(office)
    for written in ("2569", "๒๕๖๙", found.id):
        assert "ที่301/2569" in printed(office, "inspection-order", written)
    with pytest.raises(RoundMissing):
        prepare(office, "inspection-order", PaperRequest(record_id="2568"))


def test_the_memo_is_signed_by_the_supply_officer_of_its_day(office: Store) -> None:
    inspection(office)
    assert f"({OFFICER})".replace(" ", "") in printed(office, "inspection-memo", "2569")
    before = printed(office, "inspection-memo", "2569", day=date(2023, 9, 21))
    assert OFFICER.replace(" ", "") not in before
    assert "เจ้าหน้าที่พัสดุ" in before


def test_the_order_bears_its_own_day_and_the_days_of_the_rule(office: Store) -> None:
    inspection(office)
    text = printed(office, "inspection-order", "2569")
    assert "สั่งณวันที่21กันยายนพ.ศ.2569" in text
    assert "(ภายในวันที่13พฤศจิกายน2569)" in text


def test_the_report_counts_what_was_seen(office: Store) -> None:
    reported(office)
    text = printed(office, "inspection-report", "2569")
    assert "จำนวน2รายการคือชำรุด1รายการเสื่อมสภาพ0รายการสูญไป1รายการไม่จำเป็นต้องใช้0รายการ" in text
    assert "พบครุภัณฑ์อยู่ต่างห้องจากทะเบียน1รายการและพบครุภัณฑ์ที่ไม่มีในรายการตรวจสอบ1รายการ" in text
    assert "วันที่13พฤศจิกายน2569" in text
    assert "ร่าง" not in text.replace("99901/ร่าง", "")


def test_a_reported_round_stays_as_it_was_whatever_becomes_of_its_things(office: Store) -> None:
    _found, lines = reported(office)
    keys = ("inspection-report", "inspection-equipment", "inspection-defects")
    before = [printed(office, key, "2569") for key in keys]
    become(office, office.get(Asset, lines[1].asset_id), AssetStatus.NOT_NEEDED)
    assert [printed(office, key, "2569") for key in keys] == before


def test_an_open_round_counts_only_what_somebody_looked_at_and_says_draft(office: Store) -> None:
    _found, lines = inspection(office)
    tick(office, lines[0].id, condition=AssetStatus.WORN)
    text = printed(office, "inspection-report", "2569")
    assert "จำนวน1รายการคือชำรุด0รายการเสื่อมสภาพ1รายการสูญไป0รายการ" in text
    assert "ร่าง" in text.replace("99901/ร่าง", "")
    assert lines[1].number in printed(office, "inspection-equipment", "2569")


def test_the_register_tells_what_is_no_equipment(office: Store) -> None:
    land = Asset(name="ที่ดินริมห้วย", class_code="101", accounting_group=AssetGroup.LAND, acquired_on=date(2016, 1, 4))
    add_assets(office, NewAssets(replace(land, cost_satang=2)))
    inspection(office)
    text = printed(office, "inspection-equipment", "2569")
    assert text.index("เก้าอี้") < text.index("ที่ดินอาคารสิ่งก่อสร้าง") < text.index("ที่ดินริมห้วย")


def test_the_tick_list_is_of_all_rooms_or_of_one(office: Store) -> None:
    _found, lines = inspection(office)
    whole = printed(office, "inspection-tick-list", "2569")
    assert all(line.number in whole for line in lines)
    one = printed(office, "inspection-tick-list", "2569", room="ห้องประชุม")
    assert [line.number in one for line in lines] == [False, False, True, True]
    with pytest.raises(NothingToPrint):
        prepare(office, "inspection-tick-list", PaperRequest(record_id="2569", room="ห้องลับ"))


def test_the_stock_is_what_the_cards_had_on_the_last_day_of_the_year(office: Store) -> None:
    inspection(office)
    paper = add_material(office, Material(name="กระดาษ A4", unit="รีม")).record
    bleach = add_material(office, Material(name="คลอรีน", unit="กก.")).record
    receive(office, [Received(paper.id, 5_000, 600_00)], on=date(2026, 9, 30), from_whom="ร้านดี")
    receive(office, [Received(paper.id, 9_000, 999_00)], on=date(2026, 10, 1), from_whom="ร้านดี")
    receive(office, [Received(bleach.id, 1_000, 50_00)], on=date(2026, 10, 1), from_whom="ร้านดี")
    text = printed(office, "inspection-materials", "2569")
    assert "1กระดาษA4รีม5600.00" in text
    assert "คลอรีน" not in text


def things(store: Store, count: int) -> list[Asset]:
    """So many broken chairs."""
    return [become(store, card, AssetStatus.BROKEN) for card in add_cards(store, count, replace(CHAIR, life_years=5))]


def ordered(store: Store, methods: Sequence[DisposalMethod]) -> DisposalChanged:
    """A disposal that is ordered, each thing in its way."""
    cards = things(store, len(methods))
    begun = begin_disposal(store, "จำหน่ายพัสดุชำรุด 2570", [ToDispose(card.id, "ขาหัก") for card in cards])
    order_facts(store, begun.round.id, order_no="311/2569", committee=COMMITTEE)
    report_facts(store, begun.round.id, reported_on=date(2026, 11, 21))
    chosen = {
        line.id: ChosenMethod(method, "ไม่มีผู้ใดรับซื้อ" if method is DisposalMethod.WRITE_OFF else "")
        for line, method in zip(begun.lines, methods, strict=True)
    }
    tasks = (CommitteeTask.APPRAISAL, CommitteeTask.SALE, CommitteeTask.DESTRUCTION)
    given = DisposalOrder("340/2569", committees=dict.fromkeys(tasks, COMMITTEE))
    return order(store, begun.round.id, given, chosen)


def ended(store: Store, methods: Sequence[DisposalMethod]) -> DisposalChanged:
    """The same, appraised, carried out and struck off."""
    given = ordered(store, methods)
    sold = [line for line in given.lines if line.method in (DisposalMethod.AUCTION, DisposalMethod.DIRECT_SALE)]
    appraise(store, given.round.id, {line.id: 100_00 for line in sold})
    by_line = {line.id: 120_00 for line in sold}
    carry_out(store, given.round.id, proceeds_by_line=by_line, buyer="นายสมหมาย ของเก่าดี", receipt_no="12/45")
    return strike_off(store, given.round.id)


EVERY_WAY = tuple(DisposalMethod)


def test_every_paper_of_a_disposal_is_made_of_one_that_went_every_way(office: Store) -> None:
    done = ended(office, EVERY_WAY)
    numbers = [line.number for line in done.lines]
    for kind in OF_A_DISPOSAL:
        if kind.key in {"disposal-letter-vehicles", "disposal-letter-land"}:
            continue
        job = prepare(office, kind.key, PaperRequest(record_id=done.round.id), settings=ARABIC)
        assert pickle.loads(pickle.dumps(job)).pdf() == job.pdf()
        assert any(number in text_of(job) for number in numbers), kind.key


@pytest.mark.parametrize(
    ("method", "keys"),
    [
        (DisposalMethod.AUCTION, ["disposal-auction", "disposal-lots", "disposal-bids", "disposal-auction-report"]),
        (DisposalMethod.DIRECT_SALE, ["disposal-invitation", "disposal-quotation", "disposal-sale-report"]),
        (DisposalMethod.DESTRUCTION, ["disposal-destruction-report"]),
        (DisposalMethod.TRANSFER, ["disposal-transfer", "disposal-hand-over"]),
        (DisposalMethod.EXCHANGE, ["disposal-exchange-report"]),
        (DisposalMethod.WRITE_OFF, ["disposal-write-off"]),
    ],
)
def test_a_paper_is_only_of_what_leaves_in_its_way(method: DisposalMethod, keys: list[str], office: Store) -> None:
    done = ended(office, [method, DisposalMethod.AUCTION, DisposalMethod.DESTRUCTION])
    for key in keys:
        text = printed(office, key, done.round.id)
        assert [line.number in text for line in done.lines] == [line.method is method for line in done.lines]


def test_nothing_is_printed_of_a_way_that_nothing_leaves(office: Store) -> None:
    done = ordered(office, [DisposalMethod.DESTRUCTION])
    for key in ("disposal-auction", "disposal-invitation", "disposal-transfer", "disposal-write-off"):
        with pytest.raises(NothingToPrint):
            prepare(office, key, PaperRequest(record_id=done.round.id))
    with pytest.raises(RoundMissing):
        prepare(office, "disposal-request", PaperRequest(record_id="nix"))


TELLS_OF = {
    "disposal-request": "facts",
    "disposal-write-off": "facts",
    "disposal-order": "order",
    "disposal-appraisal": "order",
    "disposal-invitation": "order",
    "disposal-quotation": "order",
    "disposal-auction": "order",
    "disposal-lots": "order",
    "disposal-bids": "order",
    "disposal-transfer": "order",
    "disposal-hand-over": "order",
    "disposal-sale-report": "carried out",
    "disposal-auction-report": "carried out",
    "disposal-exchange-report": "carried out",
    "disposal-destruction-report": "carried out",
    "disposal-strike-off": "struck off",
    "disposal-letter-auditor": "struck off",
}
"""What must have happened before a paper can tell of it."""
_STAGES = ("facts", "order", "carried out", "struck off")


def test_no_paper_tells_of_what_has_not_happened(office: Store) -> None:
    cards = things(office, len(EVERY_WAY))
    begun = begin_disposal(office, "จำหน่ายพัสดุ", [ToDispose(card.id) for card in cards])
    round_id = begun.round.id

    def printable(reached: int) -> None:
        for key, stage in TELLS_OF.items():
            if _STAGES.index(stage) >= reached:
                with pytest.raises(NothingToPrint):
                    prepare(office, key, PaperRequest(record_id=round_id))
            elif key != "disposal-write-off" or reached > 1:
                prepare(office, key, PaperRequest(record_id=round_id))

    printable(0)
    assert "มีผู้ต้องรับผิดทางละเมิดได้แก่" in printed(office, "disposal-facts-report", round_id), "to be ticked"
    report_facts(office, round_id)
    printable(1)
    chosen = {line.id: ChosenMethod(method, "ไม่มีผู้รับ") for line, method in zip(begun.lines, EVERY_WAY, strict=True)}
    order(office, round_id, DisposalOrder("1/2569"), chosen)
    printable(2)
    assert "รวมเป็นเงิน" not in printed(office, "disposal-appraisal", round_id), "prices are to be written"
    lines = active_lines(office, round_id)
    sold = [line for line in lines if line.method in (DisposalMethod.AUCTION, DisposalMethod.DIRECT_SALE)]
    appraise(office, round_id, {line.id: 10_00 for line in sold})
    assert "รวมเป็นเงิน20.00บาท" in printed(office, "disposal-appraisal", round_id)
    carry_out(office, round_id, proceeds_satang=21_00, buyer="นายสมหมาย")
    printable(3)
    strike_off(office, round_id)
    printable(4)


def test_the_papers_that_fit_are_those_that_can_be_made(office: Store) -> None:
    for found in (ordered(office, [DisposalMethod.AUCTION]).round, ended(office, [DisposalMethod.DESTRUCTION]).round):
        current = office.get(DisposalRound, found.id)
        fitting = papers_that_fit(current, active_lines(office, found.id), registered=False)
        made = []
        for kind in OF_A_DISPOSAL:
            try:
                prepare(office, kind.key, PaperRequest(record_id=found.id))
            except NothingToPrint:
                continue
            made.append(kind)
        assert fitting == made


def test_before_the_order_the_memo_proposes_what_the_rule_would_do(office: Store) -> None:
    broken, lost = add_cards(office, 2, replace(CHAIR, life_years=5))
    cards = [become(office, broken, AssetStatus.BROKEN), become(office, lost, AssetStatus.LOST)]
    begun = begin_disposal(office, "จำหน่ายพัสดุ", [ToDispose(card.id) for card in cards], facts_left_out_why="เก่ามาก")
    text = printed(office, "disposal-request", begun.round.id)
    assert "ขายโดยวิธีเฉพาะเจาะจง1รายการและจำหน่ายเป็นสูญ1รายการ" in text
    assert "เนื่องจากราคาทุนรวมของพัสดุที่ขายไม่เกิน500,000.00บาท" in text
    assert lost.number in printed(office, "disposal-write-off", begun.round.id)


def test_letters_of_an_inspection_wait_for_its_report(office: Store) -> None:
    inspection(office)
    for key in ("inspection-letter-auditor", "inspection-letter-district"):
        with pytest.raises(NothingToPrint):
            prepare(office, key, PaperRequest(record_id="2569"))


def test_what_was_taken_out_is_on_no_paper(office: Store) -> None:
    done = ordered(office, [DisposalMethod.DESTRUCTION, DisposalMethod.DESTRUCTION])
    take_out(office, done.round.id, [done.lines[0].id], why="ซ่อมได้")
    text = printed(office, "disposal-request", done.round.id)
    assert done.lines[0].number not in text
    assert "จำนวน1รายการ" in text


def test_number_and_day_of_the_checklist_are_printed_again(office: Store) -> None:
    done = ended(office, [DisposalMethod.AUCTION])
    document = "หนังสือแจ้งสำนักงานการตรวจเงินแผ่นดินจังหวัด"
    note_paper(office, done.round.id, DisposalStepKey.CLOSE, document, number="กส 99902/8", on_day=date(2026, 11, 20))
    text = printed(office, "disposal-letter-auditor", done.round.id)
    assert "ที่กส99902/8" in text
    assert "20พฤศจิกายน2569" in text
    assert "ที่311/2569" in printed(office, "disposal-facts-order", done.round.id)
    assert "ที่340/2569" in printed(office, "disposal-order", done.round.id)


def test_figures_of_the_book_stand_on_the_strike_off(office: Store) -> None:
    done = ended(office, [DisposalMethod.AUCTION])
    (line,) = active_lines(office, done.round.id)
    assert line.accumulated_satang
    text = printed(office, "disposal-strike-off", done.round.id)
    assert "45,000.00" in text
    assert f"{line.accumulated_satang / 100:,.2f}120.00" in text


def test_the_inspection_that_found_the_things_is_named(office: Store) -> None:
    found, lines = reported(office)
    begun = begin_disposal(office, "จำหน่ายพัสดุ", [ToDispose(lines[0].asset_id)], inspection_id=found.id)
    text = printed(office, "disposal-facts-memo", begun.round.id)
    assert "ตามรายงานผลการตรวจสอบพัสดุประจำปีงบประมาณพ.ศ.2569" in text


def registered(store: Store) -> DisposalChanged:
    """A car and a piece of land that leave."""
    car = Asset(name="รถยนต์บรรทุก", class_code="312", type_key="vehicle", acquired_on=date(2016, 1, 4), cost_satang=1)
    car = replace(car, plate_no="กข 999 กาฬสินธุ์", engine_no="4JA1", chassis_no="MPA9")
    land = Asset(
        name="ที่ดินริมห้วย", class_code="101", accounting_group=AssetGroup.LAND, acquired_on=date(2016, 1, 4), cost_satang=2
    )
    cards = [add_assets(store, NewAssets(each)).cards[0] for each in (car, land)]
    save_details(store, PropertyDetails(asset_id=cards[1].id, title_kind="title-1", title_no="99999"))
    cards = [become(store, card, AssetStatus.NOT_NEEDED) for card in cards]
    begun = begin_disposal(store, "โอนรถและที่ดิน", [ToDispose(card.id) for card in cards], facts_left_out_why="ไม่ใช้")
    chosen = {line.id: ChosenMethod(DisposalMethod.TRANSFER) for line in begun.lines}
    order(store, begun.round.id, DisposalOrder("350/2569"), chosen)
    carry_out(store, begun.round.id, buyer="วัดทรายทองวนาราม")
    return strike_off(store, begun.round.id)


def test_each_registrar_is_told_of_its_own(office: Store) -> None:
    begun = registered(office)
    cars, land = (printed(office, f"disposal-letter-{each}", begun.round.id) for each in ("vehicles", "land"))
    assert "กข999กาฬสินธุ์เครื่อง4JA1ตัวถังMPA9" in cars
    assert "โฉนด" in land
    assert "99999" in land
    assert "รถยนต์บรรทุก" not in land
    assert "ที่ดินริมห้วย" not in cars


def test_no_registrar_is_told_of_chairs(office: Store) -> None:
    done = ended(office, [DisposalMethod.AUCTION])
    for key in ("disposal-letter-vehicles", "disposal-letter-land"):
        with pytest.raises(NothingToPrint):
            prepare(office, key, PaperRequest(record_id=done.round.id))


def test_photographs_of_the_destruction_are_those_attached_to_the_disposal(office: Store) -> None:
    done = ended(office, [DisposalMethod.DESTRUCTION])
    subject = Subject(declaration_of(DisposalRound).table, done.round.id)
    for number in range(2):
        attach(office, subject, prepared(picture("#305a7a", (300 + number, 200)), f"{number}.jpg"))
    job = prepare(office, "disposal-destruction-report", PaperRequest(record_id=done.round.id), settings=ARABIC)
    pdf = job.pdf()
    assert sum(len(image_boxes(pdf, page.number)) for page in job.paper().pages) == 2


NUMBERED = [kind.key for kind in (*OF_AN_INSPECTION, *OF_A_DISPOSAL) if Choice.NUMBER in kind.choices]
_OF_REGISTRARS = ("disposal-letter-vehicles", "disposal-letter-land")


@pytest.mark.parametrize("key", [key for key in NUMBERED if key not in _OF_REGISTRARS])
def test_every_letter_memo_and_order_takes_its_number_from_its_register(key: str, office: Store) -> None:
    if key.startswith("inspection"):
        reported(office)
        record_id = "2569"
    else:
        record_id = ended(office, EVERY_WAY).round.id
    day = date(2026, 11, 21)
    issued = prepare_numbered(office, key, PaperRequest(record_id=record_id, day=day), settings=ARABIC)
    assert issued.document.number == 71
    assert issued.document.dated_on == day
    assert issued.document.printed_number.replace(" ", "") in text_of(issued.job)
    again = prepare_numbered(office, key, PaperRequest(record_id=record_id, day=day), settings=ARABIC)
    assert again.document.id == issued.document.id


def test_the_number_keyed_for_the_auditor_s_letter_is_on_that_letter_alone(office: Store) -> None:
    found, _lines = reported(office)
    sent_to_auditor(office, found.id, letter_no="กส 99902/15", on=date(2026, 11, 20))
    letter = printed(office, "inspection-letter-auditor", "2569")
    assert "ที่กส99902/15" in letter
    assert "20พฤศจิกายน2569" in letter
    assert "กส99902/15" not in printed(office, "inspection-letter-district", "2569")


def test_a_round_asked_for_by_year_and_by_id_is_one_matter_with_one_number(office: Store) -> None:
    found, _lines = reported(office)
    day = date(2026, 11, 21)
    issued = [
        prepare_numbered(office, "inspection-report", PaperRequest(record_id=written, day=day))
        for written in ("2569", found.id, "๒๕๖๙")
    ]
    assert {each.document.number for each in issued} == {71}


def test_the_letters_to_auditor_and_district_have_a_number_each(office: Store) -> None:
    reported(office)
    keys = ("inspection-letter-auditor", "inspection-letter-district")
    issued = [prepare_numbered(office, key, PaperRequest(record_id="2569")) for key in keys]
    assert [each.document.number for each in issued] == [71, 72]
    assert {each.document.subject for each in issued} == {"รายงานผลการตรวจสอบพัสดุประจำปีงบประมาณ พ.ศ. 2569"}


def test_a_paper_of_today_is_dated_in_bangkok(office: Store) -> None:
    done = ordered(office, [DisposalMethod.AUCTION])
    assert isinstance(office.clock, FixedClock)
    office.clock.moment = datetime(2026, 11, 30, 17, 30, tzinfo=UTC)
    assert "ประกาศณวันที่1ธันวาคมพ.ศ.2569" in printed(office, "disposal-auction", done.round.id)
