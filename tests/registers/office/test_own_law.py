"""The office's own law rows: kept with a reason, checked as the shipped ones are, and taken away again."""

from __future__ import annotations

from datetime import date

import pytest

from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.errors import BadInput, Refused
from sai_thong.registers.law import LawDataError, Scheme, shipped_allowance_law
from sai_thong.registers.law.field_lines import read_fields
from sai_thong.registers.law.petition_clocks import load_petition_clocks, shipped_clock_tables
from sai_thong.registers.law.service_terms import OpinionStep
from sai_thong.registers.law.services import Service, ServiceCatalogue, load_services, shipped_service_tables
from sai_thong.registers.law.terms import Letter, OldOfficeUntil
from sai_thong.registers.office.own_law import (
    BelongsElsewhere,
    add_row,
    correct_row,
    follow_row,
    law_of,
    overlay_of,
    own_row,
    own_rows,
    reset_row,
    row_in_use,
)
from sai_thong.registers.office.records import Setting
from sai_thong.registers.office.settings import DISABILITY_MOVE, change_setting
from sai_thong.thai.calendar import Month

LADDER = "old-age-ladder-2555"
OCTOBER_2570 = date(2027, 10, 1)
RAISED = [{"from_age": 60, "baht": 1000}]


def amounts(store: Store, month: str) -> list[int]:
    in_month = law_of(store).for_month(Scheme.OLD_AGE, Month.parse_be(month))
    assert in_month is not None
    return [step.amount_satang // 100 for step in in_month.rate.steps]


def test_without_own_rows_the_shipped_law_holds(store: Store) -> None:
    assert own_rows(store) == []
    assert law_of(store).digest == shipped_allowance_law().digest


def test_a_row_is_corrected_with_its_reason_and_reset(store: Store) -> None:
    saved = correct_row(store, "pay_day", "pay-day-2563", {"day": 8}, why="หนังสือ มท")
    assert law_of(store).pay_day(Month.parse_be("2569-12")).day == 8
    assert law_of(store).digest != shipped_allowance_law().digest
    assert [entry.reason for entry in store.history(saved.record.id)] == ["หนังสือ มท"]
    reset_row(store, "pay_day", "pay-day-2563", why="เข้าใจผิด")
    assert law_of(store).digest == shipped_allowance_law().digest
    assert [entry.reason for entry in store.history(saved.record.id)] == ["หนังสือ มท", "เข้าใจผิด"]
    assert own_row(store, "pay_day", "pay-day-2563") is None


def test_saying_what_is_shipped_is_no_row_of_its_own(store: Store) -> None:
    correct_row(store, "pay_day", "pay-day-2563", {"day": 8}, why="ก")
    correct_row(store, "pay_day", "pay-day-2563", {"day": 10}, why="ข")
    assert own_rows(store) == []


def test_corrections_of_one_row_come_together(store: Store) -> None:
    correct_row(store, "letter_deadline", "explain-overpayment", {"days": 30}, why="ก")
    correct_row(store, "letter_deadline", "explain-overpayment", {"legal_ref": "คำสั่งสำนักงาน"}, why="ข")
    law = law_of(store)
    assert law.days_to_answer(Letter.OVERPAYMENT_FACTS, date(2026, 11, 21)) == 30
    assert law.letter_deadlines[Letter.OVERPAYMENT_FACTS][0].legal_ref == "คำสั่งสำนักงาน"
    assert law.days_to_answer(Letter.OVERPAYMENT_DEMAND, date(2026, 11, 21)) == 15


def test_a_new_rate_follows_from_its_day_and_takes_over_what_is_not_said(store: Store) -> None:
    follow_row(store, "rates", LADDER, OCTOBER_2570, {"steps": RAISED, "legal_ref": "มติ ครม."}, why="มติ ครม.")
    assert (amounts(store, "2570-09"), amounts(store, "2570-10")) == ([600, 700, 800, 1000], [1000])
    added = law_of(store).rates[Scheme.OLD_AGE][-1]
    assert (added.effective_from, added.effective_to, added.legal_ref) == (OCTOBER_2570, None, "มติ ครม.")
    assert row_in_use(store, "rates", LADDER)["effective_to"] == "2027-09-30"


def test_taking_the_new_rate_away_opens_the_one_before_it_again(store: Store) -> None:
    saved = follow_row(store, "rates", LADDER, OCTOBER_2570, {"steps": RAISED}, why="มติ")
    reset_row(store, "rates", saved.record.key.removeprefix("law.rates."), why="ถูกยกเลิก")
    assert amounts(store, "2575-10") == [600, 700, 800, 1000]
    assert law_of(store).digest == shipped_allowance_law().digest


def test_a_row_that_another_follows_stays_until_that_is_gone(store: Store) -> None:
    first = follow_row(store, "rates", LADDER, OCTOBER_2570, {"steps": RAISED}, why="ก").record
    first_id = first.key.removeprefix("law.rates.")
    second = follow_row(
        store, "rates", first_id, date(2028, 10, 1), {"steps": [{"from_age": 60, "baht": 1250}]}, why="ข"
    )
    assert [amounts(store, month) for month in ("2571-09", "2571-10")] == [[1000], [1250]]
    with pytest.raises(Refused):
        reset_row(store, "rates", first_id, why="ค")
    reset_row(store, "rates", second.record.key.removeprefix("law.rates."), why="ค")
    reset_row(store, "rates", first_id, why="ค")
    assert own_rows(store) == []


@pytest.mark.parametrize(
    ("table", "row", "fields", "named"),
    [
        ("pay_day", "pay-day-2563", {"day": 31}, "pay-day-2563"),
        ("rates", LADDER, {"steps": [{"from_age": 60, "baht": 0}]}, LADDER),
        ("rates", LADDER, {"steps": [{"from_age": 70, "baht": 700}, {"from_age": 60, "baht": 600}]}, LADDER),
        ("rates", "old-age-flat-500", {"effective_to": "2011-10-15"}, LADDER),
        ("step_timing", "step-next-month-2567", {"timing": "someday"}, "step-next-month-2567"),
        ("letter_deadline", "appeal-suspension", {"days": None}, "appeal-suspension"),
    ],
)
def test_what_the_reader_of_the_tables_refuses_is_not_kept(
    store: Store, table: str, row: str, fields: dict[str, object], named: str
) -> None:
    with pytest.raises(LawDataError, match=named) as refused:
        correct_row(store, table, row, fields, why="ทดลอง")
    assert "ตารางหลักเกณฑ์" in refused.value.what
    assert own_rows(store) == []
    assert store.find(Setting) == []


def test_a_new_row_begins_within_the_time_of_the_one_it_follows(store: Store) -> None:
    for day in (date(2011, 10, 1), date(2011, 9, 1)):
        with pytest.raises(BadInput):
            follow_row(store, "rates", LADDER, day, {"steps": RAISED}, why="ก")
    with pytest.raises(BadInput):
        follow_row(store, "rates", "old-age-flat-500", OCTOBER_2570, {"steps": RAISED}, why="ก")
    assert own_rows(store) == []


def test_a_reason_a_known_row_and_a_known_field_are_needed(store: Store) -> None:
    for table, row, fields, why in (
        ("pay_day", "pay-day-2563", {"day": 8}, " "),
        ("pay_day", "no-such-row", {"day": 8}, "ก"),
        ("no_such_table", "pay-day-2563", {"day": 8}, "ก"),
        ("pay_day", "pay-day-2563", {"scheme": "hiv"}, "ก"),
    ):
        with pytest.raises(BadInput):
            correct_row(store, table, row, fields, why=why)
    with pytest.raises(BadInput):
        reset_row(store, "pay_day", "pay-day-2563", why="ก")


def test_what_has_a_place_of_its_own_is_said_there(store: Store) -> None:
    with pytest.raises(BelongsElsewhere):
        correct_row(store, "pay_source", "old-age-cgd-2563", {"source": "lao"}, why="ก")
    with pytest.raises(BelongsElsewhere):
        correct_row(store, "move", "disability-move", {"old_office_until": "end_of_fiscal_year"}, why="ก")


def test_the_choices_of_the_office_stand_beside_its_rows(store: Store) -> None:
    change_setting(store, DISABILITY_MOVE, "end_of_fiscal_year")
    correct_row(store, "move", "disability-move", {"legal_ref": "หนังสือซักซ้อม", "certainty": "verified"}, why="ก")
    rule = law_of(store).move_rule(Scheme.DISABILITY, date(2026, 11, 1))
    assert (rule.old_office_until, rule.legal_ref) == (OldOfficeUntil.END_OF_FISCAL_YEAR, "หนังสือซักซ้อม")


def test_own_rows_that_a_newer_program_cannot_take_are_told_and_can_be_taken_away(store: Store) -> None:
    with store.transaction() as tx:
        tx.insert(Setting(key="law.rates.gone-row", value='{"fields": {"steps": []}}'))
    with pytest.raises(LawDataError, match="gone-row"):
        law_of(store)
    reset_row(store, "rates", "gone-row", why="โปรแกรมรุ่นใหม่ไม่มีแถวนี้")
    assert law_of(store).digest == shipped_allowance_law().digest


def test_tables_of_petitions_are_said_otherwise_and_checked_by_their_own_reader(store: Store) -> None:
    correct_row(store, "clock_profiles", "permit-2558", {"answer": 10}, why="ประกาศของสำนักงาน")
    assert row_in_use(store, "clock_profiles", "permit-2558")["answer"] == 10
    assert law_of(store).digest == shipped_allowance_law().digest
    with pytest.raises(LawDataError, match="permit-2558"):
        correct_row(store, "clock_profiles", "permit-2558", {"answer": 0}, why="ก")
    follow_row(store, "clock_profiles", "complaint-2546", date(2027, 1, 1), {"answer": 30}, why="ก")
    clocks = load_petition_clocks(overlay_of(store, shipped_clock_tables()))
    days = (date(2026, 12, 31), date(2027, 1, 1))
    assert [clocks.profile_in_force("complaint", day).answer.amount for day in days] == [15, 30]


def added(store: Store) -> Service:
    row_id = add_row(
        store, "services", {"name": "ขอยืมเต็นท์", "division": "works", "amount": 2, "unit": "working-days"}, why="ประกาศ"
    ).record.key.rpartition(".")[2]
    found = catalogue(store).rows[row_id]
    assert len(found) == 1
    return found[0]


def catalogue(store: Store) -> ServiceCatalogue:
    return load_services(overlay_of(store, shipped_service_tables()))


def test_a_service_no_other_office_gives_is_added_changed_followed_and_taken_out_of_use(store: Store) -> None:
    service = added(store)
    assert (service.name, service.division, service.amount, service.profile) == ("ขอยืมเต็นท์", "works", 2, "service")
    assert service.effective_from == bangkok_today(store.clock)
    correct_row(store, "services", service.id, {"papers": [{"name": "บัตรประชาชน", "required": True}]}, why="เพิ่มเอกสาร")
    follow_row(store, "services", service.id, OCTOBER_2570, {"amount": 1}, why="ประกาศใหม่")
    first, second = catalogue(store).rows[service.key]
    assert (first.amount, second.amount) == (2, 1)
    assert [paper.name for paper in second.papers] == ["บัตรประชาชน"]
    with pytest.raises(Refused):
        reset_row(store, "services", service.id, why="ยังมีแถวต่อ")
    reset_row(store, "services", second.id, why="ยกเลิก")
    correct_row(store, "services", service.id, {"effective_to": "2026-12-31"}, why="เลิกให้บริการ")
    assert catalogue(store).service(service.key, date(2026, 12, 31))
    assert catalogue(store).service(service.key, date(2027, 1, 1)) is None
    reset_row(store, "services", service.id, why="เพิ่มผิด")
    assert service.key not in catalogue(store).rows


def test_what_a_form_asks_is_changed_under_the_keys_of_the_old_answers(store: Store) -> None:
    length, landmark = catalogue(store).rows["road"][0].fields
    said = {"fields": read_fields(f"{landmark.label}; ช่องจราจร: number: ช่อง *"), "chain": ["officer", "mayor"]}
    correct_row(store, "services", "road", said, why="แบบของสำนักงาน")
    (road,) = catalogue(store).rows["road"]
    assert [(each.key, each.required) for each in road.fields] == [(landmark.key, False), ("ช่องจราจร", True)]
    assert road.chain == (OpinionStep.OFFICER, OpinionStep.MAYOR)
    back = {"fields": read_fields(f"{length.label}: number: เมตร"), "chain": []}
    follow_row(store, "services", "road", OCTOBER_2570, back, why="แบบใหม่")
    _before, after = catalogue(store).rows["road"]
    assert [each.key for each in after.fields] == [length.key]
    assert after.chain == ()


def test_a_division_of_the_offices_own_can_get_services(store: Store) -> None:
    add_row(store, "divisions", {"name": "กองการเจ้าหน้าที่"}, row_id="staff", why="โครงสร้างใหม่")
    correct_row(store, "services", "certificate", {"division": "staff"}, why="โครงสร้างใหม่")
    assert catalogue(store).rows["certificate"][0].division == "staff"
    with pytest.raises(LawDataError):
        reset_row(store, "divisions", "staff", why="ยุบ")


@pytest.mark.parametrize(
    ("table", "fields", "error"),
    [
        ("services", {"name": " ", "division": "works"}, BadInput),
        ("services", {"name": "ขอยืมเก้าอี้"}, LawDataError),
        ("services", {"name": "ขอยืมเก้าอี้", "division": "nowhere"}, LawDataError),
        ("services", {"name": "ขอยืมเก้าอี้", "division": "works", "amount": 2}, LawDataError),
        ("services", {"name": "ขอยืมเก้าอี้", "division": "works", "colour": "red"}, BadInput),
        ("services", {"name": "ขอยืม  เต็นท์", "division": "works"}, Refused),
        ("rates", {"name": "x"}, BelongsElsewhere),
    ],
)
def test_what_does_not_hold_together_is_not_added(
    store: Store, table: str, fields: dict[str, object], error: type[Exception]
) -> None:
    add_row(store, "services", {"name": "ขอยืม เต็นท์", "division": "works"}, why="ประกาศ")
    before = own_rows(store)
    with pytest.raises(error):
        add_row(store, table, fields, why="ประกาศ")
    assert own_rows(store) == before
