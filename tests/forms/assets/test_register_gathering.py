"""What papers of the register gather from the store: which cards, which years as closed, which move, which picture."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PIL import Image

from sai_thong.db.keys import Kdf
from sai_thong.db.store import Store
from sai_thong.forms.allowances.month_lines import NothingToPrint
from sai_thong.forms.catalogue import prepare
from sai_thong.forms.issuing import prepare_numbered
from sai_thong.forms.kit import PaperSettings
from sai_thong.forms.office.office_on_paper import OfficeUnknown
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.assets.cards import NewAssets, add_assets
from sai_thong.registers.assets.closing_years import close_year
from sai_thong.registers.assets.corrections import correct_card
from sai_thong.registers.assets.custody import move
from sai_thong.registers.assets.improvements import add_improvement
from sai_thong.registers.assets.photographs import add_photograph
from sai_thong.registers.assets.records import Asset, Improvement, Room
from sai_thong.registers.assets.refusals import AssetMissing
from sai_thong.registers.assets.settled import settle_class
from sai_thong.registers.attachments.preparing import prepared
from sai_thong.registers.office.operations import appoint, set_office
from sai_thong.registers.saraban.series import open_register, series_of
from sai_thong.registers.saraban.terms import Register
from tests.forms.assets.invented_assets import ON_PAPER, TODAY
from tests.forms.reading import by_pdfium, image_boxes

ARABIC = PaperSettings(font="bundled", digits="arabic")
CHAIR = Asset(
    class_code="401",
    type_key="office",
    name="เก้าอี้ผู้บริหาร",
    unit="ตัว",
    cost_satang=1_450_000,
    acquired_on=date(2024, 10, 9),
    life_years=8,
    division="สำนักปลัด",
    custodian="นายธำรงไทย ชัยเนินทอง",
)


def new_store(path: Path) -> Store:
    made, _sheets = Store.create(
        path,
        office="ทดสอบ",
        user="พัสดุ",
        password="ทดสอบ-saithong",
        clock=FixedClock(datetime(2026, 11, 21, 2, 0, tzinfo=UTC)),
        kdf=Kdf(memory_kib=8, time_cost=1),
    )
    return made


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Store]:
    """An office with three chairs of 9 October 2567 and a desk below the line."""
    with new_store(tmp_path / "office.saithong") as store:
        set_office(store, ON_PAPER.office)
        for signer in ON_PAPER.signers:
            appoint(store, signer)
        settle_class(store, "401", name="เก้าอี้", type_key="office", on=TODAY)
        add_assets(store, NewAssets(CHAIR, quantity=3, numbers=("401-68-0001", "401-68-0002", "401-68-0003")))
        desk = Asset(name="โต๊ะพับ", type_key="office", cost_satang=250_000, acquired_on=date(2025, 1, 20))
        add_assets(store, NewAssets(desk, numbers=("400-68-0001",)))
        yield store


def printed(store: Store, key: str, record_id: str = "", **chosen: object) -> str:
    """Every page of a paper, without spaces."""
    job = prepare(store, key, PaperRequest(record_id=record_id, **chosen), settings=ARABIC)  # type: ignore[arg-type]
    pdf, count = job.pdf(), len(job.paper().pages)
    return "".join("".join(by_pdfium(pdf, number).split()) for number in range(1, count + 1))


def id_of(store: Store, number: str) -> str:
    return store.find(Asset, number=number)[0].id


def test_a_card_is_found_by_any_writing_of_its_number_and_several_in_the_order_asked(office: Store) -> None:
    told = printed(office, "equipment-card", "๔๐๑-๖๘-๐๐๐๒", further_ids=("401-68-0001",))
    assert told.index("401-68-0002") < told.index("401-68-0001")
    with pytest.raises(AssetMissing):
        printed(office, "equipment-card", "999-68-0001")


def test_the_day_of_the_paper_says_which_years_are_over(office: Store) -> None:
    assert "25691214,500.001,812.503,625.0010,875.00" in printed(office, "equipment-card", "401-68-0001")
    before = printed(office, "equipment-card", "401-68-0001", day=date(2026, 9, 29))
    assert "25681214,500.001,812.501,812.5012,687.50" in before
    assert "25691214,500.00" not in before


def test_lists_are_of_a_room_a_division_or_a_class(office: Store) -> None:
    assert printed(office, "asset-list").count("ใช้งานได้") == 4
    assert printed(office, "asset-list", class_code="401").count("ใช้งานได้") == 3
    assert printed(office, "asset-list", division="สำนักปลัด").count("ใช้งานได้") == 3
    with pytest.raises(NothingToPrint):
        printed(office, "asset-list", room="ห้องที่ไม่มี")
    assert "1400" in printed(office, "class-totals")
    assert "2401เก้าอี้343,500.00" in printed(office, "class-totals")


def test_a_closed_year_stands_on_every_paper_and_what_was_wrong_is_told_in_the_open_one(office: Store) -> None:
    for year in (2568, 2569):
        close_year(office, year)
    before = {key: printed(office, key, fiscal_year_be=2569) for key in ("depreciation-of-year", "survey-valued")}
    assert "ยังไม่ปิดปีบัญชี" not in before["depreciation-of-year"]
    told = Improvement(
        asset_id=id_of(office, "401-68-0001"),
        accepted_on=date(2025, 10, 1),
        cost_satang=700_000,
        what="เปลี่ยนเบาะหนัง",
    )
    add_improvement(office, told)
    correct_card(office, office.find(Asset, number="401-68-0002")[0], {"cost_satang": 1_550_000}, why="ราคาตามใบส่งของ")
    assert {key: printed(office, key, fiscal_year_be=2569) for key in before} == before
    schedule = printed(office, "depreciation-schedule", "401-68-0001")
    # 14,500 over eight years until then: 1,812.50 a year.
    assert "25691214,500.001,812.503,625.0010,875.00ปิดแล้ว" in schedule
    register = printed(office, "asset-register", "401-68-0001", day=date(2027, 10, 1))
    # Of 7,000 over the 84 months left, 1,000 belongs to the closed year and is made up for in the open one.
    assert "30ก.ย.70ค่าเสื่อมราคาปีงบประมาณ2570(12เดือน)3,812.507,437.5014,062.50รวมปรับปรุง" in register


def test_a_move_is_asked_for_with_the_place_chosen_and_told_from_the_timeline_afterwards(office: Store) -> None:
    with office.transaction() as tx:
        room = tx.insert(Room(name="ห้องประชุม", division="กองช่าง"))
    asked = printed(office, "asset-transfer", "401-68-0001", division="กองช่าง", room="ห้องประชุม")
    assert "จากสำนักปลัด(นายธำรงไทยชัยเนินทอง)ไปยังห้องประชุมกองช่าง" in asked
    move(office, [id_of(office, "401-68-0001")], on=TODAY, room_id=room.id, division="กองช่าง", custodian="")
    told = printed(office, "asset-transfer", "401-68-0001")
    assert "จากสำนักปลัด(นายธำรงไทยชัยเนินทอง)ไปยังห้องประชุมกองช่าง" in told
    assert "ไปยัง......" in printed(office, "asset-transfer", "401-68-0002")
    only_keeper = printed(office, "asset-transfer", "401-68-0002", custodian="นางเรไรวรรณ กุดน้ำใส")
    assert "ไปยังสำนักปลัด(นางเรไรวรรณกุดน้ำใส)" in only_keeper


def test_the_memo_of_the_same_move_keeps_its_number_and_another_move_gets_its_own(office: Store) -> None:
    open_register(office, series_of(office, Register.MEMOS), 2569, next_number=71)

    def numbered(**chosen: str) -> int | None:
        request = PaperRequest(record_id=id_of(office, "401-68-0001"), **chosen)  # type: ignore[arg-type]
        return prepare_numbered(office, "asset-transfer", request).document.number

    first = numbered(division="กองช่าง")
    assert first == 71
    assert numbered(division="กองช่าง") == first
    assert numbered(division="กองคลัง") == 72


def test_the_picture_of_a_card_is_the_one_shown_first(office: Store) -> None:
    out = io.BytesIO()
    Image.new("RGB", (800, 600), (90, 140, 60)).save(out, "JPEG")
    add_photograph(office, id_of(office, "401-68-0001"), prepared(out.getvalue(), "chair.jpg"))
    job = prepare(office, "equipment-card", PaperRequest(record_id="401-68-0001"), settings=ARABIC)
    assert len(image_boxes(job.pdf())) == 1
    other = prepare(office, "equipment-card", PaperRequest(record_id="401-68-0002"), settings=ARABIC)
    assert not image_boxes(other.pdf())


def test_an_office_without_a_name_is_told_to_give_it(tmp_path: Path) -> None:
    with new_store(tmp_path / "bare.saithong") as store:
        add_assets(store, NewAssets(CHAIR, numbers=("401-68-0001",)))
        with pytest.raises(OfficeUnknown):
            printed(store, "equipment-card", "401-68-0001")


def test_a_year_without_assets_prints_nothing(office: Store) -> None:
    with pytest.raises(NothingToPrint):
        printed(office, "depreciation-of-year", fiscal_year_be=2560)
