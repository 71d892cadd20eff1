"""The list of what a leaving clerk hands over holds what is open and no more, and nothing the maker may not view."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from sai_thong.db.store import Store
from sai_thong.forms.catalogue import prepare
from sai_thong.forms.kit import PaperSettings
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.forms.trust.handing_over import handing_over
from sai_thong.ground.errors import BadInput
from sai_thong.registers.allowances.records import CentralChange, CentralTask, MonthState, PaymentMonth
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.terms import PaySource, Scheme
from sai_thong.registers.office.records import Office
from sai_thong.registers.petitions.records import Petition
from sai_thong.registers.petitions.terms import Channel, PetitionState
from sai_thong.registers.trust.handing_over import work_in_hand
from sai_thong.thai.calendar import Month
from tests.forms.reading import READERS
from tests.registers.trust import staffed_office
from tests.registers.trust.staffed_office import FIRST, signed_in

CLERK = "ธุรการ"
AT = datetime(2026, 11, 9, 3, tzinfo=UTC)
ARABIC = PaperSettings(font="bundled", digits="arabic")


def case(number: str, officer: str = CLERK, state: PetitionState = PetitionState.ASSIGNED) -> Petition:
    return Petition(
        number=number, year_be=2569, received_at=AT, channel=next(iter(Channel)), service="s", subject=f"เรื่อง {number}",
        profile="p", officer=officer, state=state,
    )  # fmt: skip


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with cases of two officers, two things to key and two months; of each one is done."""
    folder = tmp_path_factory.mktemp("worked")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SAI_THONG_HOME", str(folder / "home"))
        (folder / "office").mkdir()
        path = staffed_office.make(folder / "office")
        with signed_in(path, FIRST) as store, store.transaction() as tx:
            tx.insert(Office(name="ทรายทอง", code="99710101"))
            (person,) = tx.find(Citizen)
            tx.insert_many([case("1/2569"), case("2/2569", state=PetitionState.CLOSED), case("3/2569", "ช่าง")])
            for month, keyed in ((11, date(2026, 11, 2)), (12, None)):
                tx.insert(
                    CentralTask(
                        person_id=person.id, claim_id="c", scheme=Scheme.OLD_AGE, change=CentralChange.NEW,
                        for_month=Month(2026, month), made_on=date(2026, 11, 1), keyed_on=keyed,
                    )
                )  # fmt: skip
                state = MonthState.CLOSED if keyed else MonthState.SENT
                tx.insert(PaymentMonth(month=Month(2026, month), source=PaySource.CGD, state=state, holder="h"))
    return path


@pytest.fixture
def office(worked: Path, tmp_path: Path) -> Path:
    return staffed_office.copy_of(worked, tmp_path)


def texts(store: Store, name: str, to: str = "") -> list[str]:
    """The first page as each reader has it."""
    job = prepare(store, "handing-over", PaperRequest(record_id=name, custodian=to))
    pdf = handing_over(job.data, ARABIC, store.clock).pdf()
    return [read(pdf) for read in READERS.values()]


def test_what_is_open_is_told_and_what_is_done_is_not(office: Path) -> None:
    with signed_in(office, FIRST) as store:
        for text in texts(store, CLERK, "นายวิชัย ทองดี"):
            assert "1. เรื่องที่ยังไม่แล้วเสร็จ (1 เรื่อง)" in text
            assert "เรื่อง 1/2569" in text
            assert "เรื่อง 2/2569" not in text
            assert "เรื่อง 3/2569" not in text
            assert "2. รายการที่ต้องบันทึกในระบบของส่วนกลาง (1 รายการ)" in text
            assert "x-xxxx-xxxxx-70-8" in text
            assert "1101700230708" not in text
            assert "ธันวาคม 2569" in text
            assert "พฤศจิกายน 2569 กรมบัญชีกลาง" not in text
            assert "นายวิชัย ทองดี" in text
            assert "ไม่รวม" not in text


def test_what_the_maker_may_not_view_is_left_out_and_said_so(office: Path) -> None:
    with signed_in(office, "ช่าง") as store:
        work = work_in_hand(store, "ช่าง")
        assert [each.number for each in work.cases] == ["3/2569"]
        assert (work.to_key, work.months, work.loans) == ((), (), ())
        assert work.left_out == ("allowances", "assets")
        assert "ไม่รวม: เบี้ยยังชีพ พัสดุ" in texts(store, "ช่าง")[0]


def test_a_name_that_nobody_has_is_refused(office: Path) -> None:
    with signed_in(office, FIRST) as store, pytest.raises(BadInput):
        work_in_hand(store, "ไม่มีคนนี้")
