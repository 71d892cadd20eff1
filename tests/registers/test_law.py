"""The law tables: what they say is what the notes say, and a bad row is refused by name."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sai_thong.registers.law import LawDataError, Scheme, load_allowance_law, shipped_allowance_law
from sai_thong.registers.law.allowance_tables import RATES_FILE, read_allowance_law, shipped_tables
from sai_thong.registers.law.holidays import read_holidays
from sai_thong.registers.law.rows import lay_over, parse_tables
from sai_thong.registers.law.terms import Certainty, DeathTest, OldOfficeUntil, PaySource, StepTiming
from sai_thong.thai.calendar import Month


def month(text: str) -> Month:
    return Month.parse_be(text)


def amounts(scheme: Scheme, when: str) -> dict[int, int]:
    in_month = shipped_allowance_law().for_month(scheme, month(when))
    assert in_month is not None
    return {step.from_age: step.amount_satang // 100 for step in in_month.rate.steps}


@pytest.mark.parametrize(
    ("scheme", "when", "expected"),
    [
        (Scheme.OLD_AGE, "2554-09", {60: 500}),
        (Scheme.OLD_AGE, "2554-10", {60: 600, 70: 700, 80: 800, 90: 1000}),
        (Scheme.OLD_AGE, "2569-11", {60: 600, 70: 700, 80: 800, 90: 1000}),
        (Scheme.DISABILITY, "2557-09", {0: 500}),
        (Scheme.DISABILITY, "2557-10", {0: 800}),
        (Scheme.DISABILITY, "2563-09", {0: 800}),
        (Scheme.DISABILITY, "2563-10", {0: 1000, 18: 800}),
        (Scheme.HIV, "2569-11", {0: 500}),
    ],
)
def test_rates_of_the_notes(scheme, when, expected):
    assert amounts(scheme, when) == expected


@pytest.mark.parametrize(
    ("when", "expected"),
    [("2565-03", []), ("2565-04", [100, 150, 200, 250]), ("2565-09", [100, 150, 200, 250]), ("2565-10", [])],
)
def test_supplement_of_2565_lasts_six_months(when, expected):
    in_month = shipped_allowance_law().for_month(Scheme.OLD_AGE, month(when))
    assert [step.amount_satang // 100 for extra in in_month.supplements for step in extra.steps] == expected


def test_the_unverified_step_of_the_supplement_says_so():
    (supplement,) = shipped_allowance_law().supplements[Scheme.OLD_AGE]
    assert supplement.certainty is not Certainty.VERIFIED
    assert "80–89" in supplement.note


def test_money_on_the_welfare_card_is_never_counted():
    law = shipped_allowance_law()
    assert [row.steps[0].amount_satang for row in law.paid_elsewhere[Scheme.DISABILITY]] == [200_00]
    assert law.for_month(Scheme.DISABILITY, month("2569-11")).supplements == ()


def test_step_timing_changes_with_fiscal_year_2567():
    timings = {rule.timing: rule for rule in shipped_allowance_law().step_timing[Scheme.OLD_AGE]}
    assert timings[StepTiming.NEXT_FISCAL_YEAR].effective_to == date(2023, 9, 30)
    assert timings[StepTiming.NEXT_MONTH].effective_from == date(2023, 10, 1)


@pytest.mark.parametrize("scheme", [Scheme.DISABILITY, Scheme.HIV])
def test_moves_the_notes_do_not_settle_are_marked_unconfirmed(scheme):
    rule = shipped_allowance_law().move_rule(scheme, date(2026, 11, 1))
    assert rule.certainty is Certainty.UNVERIFIED


def test_old_office_pays_old_age_to_the_end_of_the_fiscal_year():
    rule = shipped_allowance_law().move_rule(Scheme.OLD_AGE, date(2026, 11, 1))
    assert (rule.old_office_until, rule.confirm_by_month) == (OldOfficeUntil.END_OF_FISCAL_YEAR, 9)


def test_everybody_must_be_alive_on_the_pay_date():
    law = shipped_allowance_law()
    found = {law.for_month(scheme, month("2569-11")).death_test.test for scheme in Scheme}
    assert found == {DeathTest.ALIVE_ON_PAY_DATE}


@pytest.mark.parametrize(
    ("scheme", "when", "source"),
    [
        (Scheme.OLD_AGE, "2562-12", PaySource.LAO),
        (Scheme.OLD_AGE, "2563-01", PaySource.CGD),
        (Scheme.DISABILITY, "2563-01", PaySource.CGD),
        (Scheme.HIV, "2569-11", PaySource.LAO),
    ],
)
def test_pay_source_by_scheme_and_month(scheme, when, source):
    assert shipped_allowance_law().pay_source(scheme, month(when)) is source


def test_card_reminders_come_farthest_first():
    assert shipped_allowance_law().card_reminder_days(date(2026, 11, 21)) == (90, 60, 30)


def test_no_rate_before_the_first_period():
    assert shipped_allowance_law().for_month(Scheme.OLD_AGE, month("2540-01")) is None


def test_every_row_names_its_source():
    for tables in shipped_tables().values():
        for name, rows in tables.items():
            for row in rows:
                assert row["legal_ref"].strip(), (name, row["id"])


# -- The office's own rows ------------------------------------------------------------------------------------------


def test_a_new_rate_of_the_office_follows_the_shipped_one():
    law = load_allowance_law(
        {
            "rates": [
                {"id": "old-age-ladder-2555", "effective_to": "2027-09-30"},
                {
                    "id": "old-age-flat-2571",
                    "scheme": "old-age",
                    "kind": "base",
                    "payer": "office",
                    "effective_from": "2027-10-01",
                    "legal_ref": "มติคณะรัฐมนตรี",
                    "certainty": "verified",
                    "steps": [{"from_age": 60, "baht": 1000}],
                },
            ]
        }
    )
    assert [step.amount_satang for step in law.for_month(Scheme.OLD_AGE, month("2570-10")).rate.steps] == [100_000]
    assert len(law.for_month(Scheme.OLD_AGE, month("2570-09")).rate.steps) == 4
    assert law.digest != shipped_allowance_law().digest


def test_an_unverified_setting_can_be_settled_by_the_office():
    law = load_allowance_law({"move": [{"id": "disability-move", "old_office_until": "end_of_fiscal_year"}]})
    assert law.move_rule(Scheme.DISABILITY, date(2026, 1, 1)).old_office_until is OldOfficeUntil.END_OF_FISCAL_YEAR


def test_an_overlay_that_says_the_same_changes_nothing():
    same = load_allowance_law({"move": [{"id": "disability-move", "old_office_until": "month_of_move"}]})
    assert same.digest == shipped_allowance_law().digest


def test_a_row_can_be_taken_away_and_the_shipped_tables_stay_whole():
    tables = {"t": [{"id": "a", "value": 1}, {"id": "b", "value": 2}]}
    assert lay_over(tables, {"t": [{"id": "a", "removed": True}]}) == {"t": [{"id": "b", "value": 2}]}
    assert tables["t"][0] == {"id": "a", "value": 1}


# -- Bad rows ---------------------------------------------------------------------------------------------------------

GOOD_RATE: dict[str, Any] = {
    "id": "new",
    "scheme": "old-age",
    "kind": "supplement",
    "payer": "office",
    "effective_from": "2027-01-01",
    "effective_to": "2027-06-30",
    "legal_ref": "มติคณะรัฐมนตรี",
    "certainty": "verified",
    "steps": [{"from_age": 60, "baht": 100}],
}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"scheme": "pension"}, "scheme"),
        ({"kind": "bonus"}, "kind"),
        ({"legal_ref": "  "}, "legal_ref"),
        ({"legal_ref": None}, "legal_ref"),
        ({"certainty": "sure"}, "certainty"),
        ({"effective_from": "1 ต.ค. 2569"}, "effective_from"),
        ({"effective_from": None}, "effective_from"),
        ({"effective_to": "2026-12-31"}, "new"),
        ({"steps": []}, "steps"),
        ({"steps": [{"from_age": 70, "baht": 1}, {"from_age": 60, "baht": 2}]}, "new"),
        ({"steps": [{"from_age": 60, "baht": 0}]}, "baht"),
        ({"steps": [{"from_age": 60, "baht": True}]}, "baht"),
        ({"steps": [{"from_age": 60, "baht": 10, "until": 70}]}, "until"),
        ({"amout": 5}, "amout"),
    ],
)
def test_a_malformed_row_is_refused_by_name(change, told):
    with pytest.raises(LawDataError) as caught:
        load_allowance_law({"rates": [GOOD_RATE | change]})
    assert "new" in caught.value.what
    assert RATES_FILE in caught.value.what
    assert told in caught.value.what
    assert caught.value.kept
    assert caught.value.do


def test_the_good_row_itself_is_taken():
    law = load_allowance_law({"rates": [GOOD_RATE]})
    assert law.for_month(Scheme.OLD_AGE, month("2570-03")).supplements[0].id == "new"


def test_overlapping_periods_are_refused():
    with pytest.raises(LawDataError, match="old-age-flat-500"):
        load_allowance_law({"rates": [{"id": "old-age-flat-500", "effective_to": "2011-10-01"}]})


def test_a_gap_between_periods_is_refused():
    with pytest.raises(LawDataError, match="old-age-ladder-2555"):
        load_allowance_law({"rates": [{"id": "old-age-flat-500", "effective_to": "2011-09-29"}]})


def test_two_supplements_may_leave_months_between_them():
    law = load_allowance_law({"rates": [GOOD_RATE]})
    assert len(law.supplements[Scheme.OLD_AGE]) == 2


def test_a_scheme_without_its_rule_is_refused():
    with pytest.raises(LawDataError, match="hiv"):
        load_allowance_law({"death_test": [{"id": "hiv-alive-on-pay-date", "removed": True}]})


def test_an_unknown_table_of_an_overlay_is_refused():
    with pytest.raises(LawDataError, match="ratez"):
        load_allowance_law({"ratez": []})


def test_an_id_used_twice_is_refused():
    shipped = shipped_tables()
    rows = shipped[RATES_FILE]["rates"]
    with pytest.raises(LawDataError, match="hiv-500"):
        read_allowance_law({**shipped, RATES_FILE: {"rates": [*rows, rows[-1]]}})


@pytest.mark.parametrize("text", ["rates = [", "rates = 3", "[rates]\nid = 1"])
def test_a_file_that_is_no_table_of_rows_is_refused(text):
    with pytest.raises(LawDataError, match=r"office\.toml"):
        parse_tables(text, "office.toml")


# -- Holidays ---------------------------------------------------------------------------------------------------------

YEAR: dict[str, Any] = {
    "year_be": 2569,
    "certainty": "verified",
    "source": "มติคณะรัฐมนตรี",
    "days": [{"on": date(2026, 12, 10), "kind": "fixed", "name": "วันรัฐธรรมนูญ"}],
}


def test_a_holiday_takes_the_certainty_and_source_of_its_year():
    (holiday,) = read_holidays({"years": [YEAR]})
    assert (holiday.certainty, holiday.source) == (Certainty.VERIFIED, "มติคณะรัฐมนตรี")


@pytest.mark.parametrize(
    ("years", "told"),
    [
        ([YEAR, YEAR], "2569"),
        ([YEAR | {"days": [{"on": date(2025, 12, 10), "kind": "fixed", "name": "x"}]}], "days 1"),
        ([YEAR | {"days": YEAR["days"] * 2}], "2026-12-10"),
        ([YEAR | {"days": [{"on": date(2026, 12, 10), "kind": "moon", "name": "x"}]}], "kind"),
        ([YEAR | {"days": []}], "days"),
    ],
)
def test_a_bad_holiday_table_is_refused_by_name(years, told):
    with pytest.raises(LawDataError, match=told):
        read_holidays({"years": years})


@given(st.integers(2553 * 12, 2590 * 12).map(lambda count: Month(count // 12 - 543, count % 12 + 1)))
def test_every_month_since_2553_has_the_law_of_every_scheme(when):
    for scheme in Scheme:
        in_month = shipped_allowance_law().for_month(scheme, when)
        assert in_month is not None
        assert in_month.rate.holds_on(when.first_day)
