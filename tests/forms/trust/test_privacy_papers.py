"""The papers of the data protection act say what the law asks for, read from the store as it stands."""

from __future__ import annotations

import dataclasses
import json
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from sai_thong.db.store import Store
from sai_thong.exchange.dossier_files import dossier_csv, dossier_json
from sai_thong.forms.allowances.month_lines import NothingToPrint
from sai_thong.forms.catalogue import prepare
from sai_thong.forms.issuing import prepare_numbered
from sai_thong.forms.kit import PaperSettings
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.forms.trust.breach_letters import breach_notice
from sai_thong.forms.trust.dossier_paper import DossierSheets, dossier_paper
from sai_thong.ground.clock import FixedClock
from sai_thong.ground.errors import BadInput
from sai_thong.registers.law.privacy import Right
from sai_thong.registers.office.operations import set_office
from sai_thong.registers.office.records import Office
from sai_thong.registers.trust.incidents import Known, assess_incident, enter_incident, tell_office
from sai_thong.registers.trust.records import Incident
from sai_thong.registers.trust.requests import answer_request, receive_request
from sai_thong.registers.trust.terms import Answer, IncidentKind, Risk
from tests.forms.allowances.invented import ON_PAPER
from tests.forms.reading import READERS, by_pdfium
from tests.forms.trust.gallery import DOSSIER, letter
from tests.registers.trust import staffed_office

ARABIC = PaperSettings(font="bundled", digits="arabic")
AWARE = datetime(2026, 11, 19, 2, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with a name, a breach and two requests."""
    folder = tmp_path_factory.mktemp("privacy")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SAI_THONG_HOME", str(folder / "home"))
        (folder / "office").mkdir()
        path = staffed_office.make(folder / "office")
        with staffed_office.signed_in(path, staffed_office.FIRST) as store:
            set_office(store, Office(name="ทรายทอง", code="99710101", letter_code="กส 99901"))
            known = Known(title="โน้ตบุ๊กหาย", kinds=(IncidentKind.AVAILABILITY,), aware_at=AWARE, persons=812)
            incident = assess_incident(store, enter_incident(store, known).record, Risk.HIGH, why="บัญชีธนาคาร").record
            tell_office(store, incident, at=AWARE + timedelta(hours=72, minutes=50), how="กส 1", late_reason="ไฟฟ้าดับ")
            for right in (Right.ERASURE, Right.ACCESS):
                asked = receive_request(store, right, asked_by="นางทองใบ ทรายคำ", received_on=date(2026, 11, 2)).record
                if right is Right.ERASURE:
                    answer_request(store, asked, Answer.REFUSED, why="ต้องเก็บ 10 ปี", ground="statutory-record")
    return path


@pytest.fixture
def store(made: Path, tmp_path: Path) -> Iterator[Store]:
    shutil.copytree(made.parent, tmp_path / "office")
    with staffed_office.signed_in(tmp_path / "office" / made.name, staffed_office.FIRST) as opened:
        yield opened


def squeezed(text: str) -> str:
    return "".join(text.split())


def text_of(store: Store, paper: str, record_id: str = "") -> str:
    pdf = prepare(store, paper, PaperRequest(record_id=record_id), settings=ARABIC)
    drawn = pdf.paper()
    whole = drawn.pdf()
    return squeezed("".join(by_pdfium(whole, number) for number in range(1, len(drawn.pages) + 1)))


def test_the_record_of_processing_has_every_point_of_section_39(store: Store) -> None:
    text = text_of(store, "processing-record")
    points = ("วัตถุประสงค์ (2)", "ข้อมูลที่เก็บรวบรวม (1)", "ระยะเวลาการเก็บรักษา (4)", "ผู้มีสิทธิเข้าถึง (5)", "การใช้หรือเปิดเผย (6)")
    for said in (*points, "39 (5)", "39 (7)", "39 (8)", "องค์การบริหารส่วนตำบลทรายทอง", "มี 1 รายการ", "ประเภทความพิการ"):
        assert squeezed(said) in text


def test_the_letters_of_a_breach_tell_what_the_law_asks_for(store: Store) -> None:
    (incident,) = store.find(Incident)
    office = text_of(store, "breach-notice", incident.id)
    for said in ("37 (4)", "เวลา 09.00 น.", "เจ้าของข้อมูล 812 ราย", "ล่วงเลยกำหนด 72 ชั่วโมง", "ไฟฟ้าดับ", "ด่วนที่สุด"):
        assert squeezed(said) in office
    persons = text_of(store, "breach-to-persons", incident.id)
    assert squeezed("แนวทางเยียวยา") in persons
    assert "ล่วงเลยกำหนด" not in persons
    assert squeezed("โน้ตบุ๊กหาย") in text_of(store, "breach-register")


def test_a_letter_in_time_says_nothing_of_being_late(clock: FixedClock) -> None:
    words = {late: squeezed(by_pdfium(breach_notice(letter(late=late), ARABIC, clock).pdf())) for late in (True, False)}
    assert "ล่วงเลยกำหนด" in words[True]
    assert "ล่วงเลยกำหนด" not in words[False]


def test_the_letter_to_the_office_is_numbered_as_any_letter(store: Store) -> None:
    (incident,) = store.find(Incident)
    numbered = prepare_numbered(store, "breach-notice", PaperRequest(record_id=incident.id), settings=ARABIC)
    assert numbered.document.subject == "แจ้งเหตุการละเมิดข้อมูลส่วนบุคคล"
    assert numbered.document.addressee == "เลขาธิการคณะกรรมการคุ้มครองข้อมูลส่วนบุคคล"


def test_an_answer_tells_its_ground_and_where_to_complain(store: Store) -> None:
    from sai_thong.registers.trust.records import PersonRequest

    refused, waiting = store.find(PersonRequest)
    text = text_of(store, "request-answer", refused.id)
    for said in ("ไม่อาจดำเนินการตามคำขอได้", "มาตรา 33 วรรคสอง", "ต้องเก็บ 10 ปี", "มาตรา 73"):
        assert squeezed(said) in text
    assert squeezed("ต้องเก็บ 10 ปี") in text_of(store, "refusal-register")
    with pytest.raises(NothingToPrint):
        prepare(store, "request-answer", PaperRequest(record_id=waiting.id))


def test_a_notice_bears_the_edition_of_its_words(store: Store) -> None:
    from sai_thong.registers.trust.notices import notice_of

    assert notice_of(store, "old-age").edition in text_of(store, "privacy-notice", "old-age")
    with pytest.raises(BadInput):
        prepare(store, "privacy-notice", PaperRequest(record_id="none-such"))


def test_the_retention_list_counts_every_activity(store: Store) -> None:
    text = text_of(store, "retention-list")
    assert squeezed("สำรวจถึงสิ้นปี 2568") in text
    assert squeezed("คำร้องและการให้บริการ 10 ปี") in text
    assert squeezed("ไม่มีไฟล์แนบของเรื่องที่พ้นอายุ") in text


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_a_dossier_tells_once_what_all_records_say(read: Callable[[bytes, int], str], clock: FixedClock) -> None:
    text = squeezed(read(dossier_paper(DossierSheets(ON_PAPER, DOSSIER), ARABIC, clock).pdf(), 1))
    assert text.count(squeezed("จำนวนเงิน: 700.00 บาท")) == 1
    assert text.count(squeezed("จ่ายในเดือน:")) == 3
    for said in ("3-9900-00000-01-5", "ในเรื่องของผู้อื่น:", "3 พ.ย. 69 เวลา 09.00 น.", "ดูเลขเต็ม"):
        assert squeezed(said) in text


def test_the_files_of_a_dossier_hold_the_same_and_no_formula() -> None:
    evil = dataclasses.replace(DOSSIER.records[0].fields[0], words="=cmd|' /C calc'!A0", plain="=cmd|' /C calc'!A0")
    record = dataclasses.replace(DOSSIER.records[0], fields=(evil,))
    dossier = dataclasses.replace(DOSSIER, records=(record,))
    document = json.loads(dossier_json(dossier))
    assert document["records"][0]["fields"]["ชื่อ"]["value"] == evil.plain
    assert [each["user"] for each in document["seen"]] == ["สมชาย", "สมหญิง"]
    lines = dossier_csv(dossier).decode("utf-8-sig").splitlines()
    assert not any(cell.startswith("=") for line in lines for cell in line.replace('"', "").split(","))
    assert any("'=cmd" in line for line in lines)
