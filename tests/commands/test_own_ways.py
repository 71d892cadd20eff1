"""The office's own ways by command: pay sources, law rows, signers put right, columns of a list, lists as workbooks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import openpyxl
import pytest

from sai_thong.thai.citizen_id import is_valid

MONTH, NEXT = "2569-11", "2569-12"
LADDER = ("rates", "old-age-ladder-2555")


def cells(path: Any) -> list[list[Any]]:
    (sheet,) = openpyxl.load_workbook(path).worksheets
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def ids_in(rows: Iterable[Iterable[Any]]) -> list[str]:
    return [value for row in rows for value in row if isinstance(value, str) and is_valid(value)]


class TestPaySources:
    def test_another_source_pays_from_a_month_on(self, living: Any) -> None:
        living("settings", "pay-source", "old-age", "lao", "--from-month", NEXT, "--why", "หนังสือแจ้ง")
        newest = next(each for each in living("settings", "pay-sources") if each["scheme"] == "old-age")
        assert (newest["source"], newest["from_month"]) == ("lao", NEXT)
        lines = living("allowances", "run", "--month", NEXT)["lines"]
        assert {line["source"] for line in lines if line["scheme"] == "old-age"} == {"lao"}

    def test_a_month_that_was_sent_is_refused(self, living: Any) -> None:
        ran = living.run("settings", "pay-source", "old-age", "lao", "--from-month", "2569-10", "--why", "ก")
        assert (ran.code, ran.out) == (1, "")
        assert "พฤศจิกายน 2569" in ran.err

    def test_a_reason_is_asked_for(self, living: Any) -> None:
        assert living.run("settings", "pay-source", "old-age", "lao", "--from-month", NEXT).code == 2


class TestLaw:
    def amounts(self, living: Any, month: str) -> set[int]:
        lines = living("allowances", "run", "--month", month)["lines"]
        return {line["amount_satang"] for line in lines if line["scheme"] == "old-age"}

    def row(self, living: Any, table: str, row: str) -> dict[str, Any]:
        listed = living("law", "list", "--all", "--table", table)
        return next(each for each in listed if each["row"] == row)

    def test_a_rate_is_corrected_used_and_reset(self, living: Any) -> None:
        before = self.amounts(living, MONTH)
        living("law", "set", *LADDER, "steps=๖๐ = ๑๐๐๐", "legal_ref=มติ ครม.", "--why", "มติ ครม.")
        assert self.amounts(living, MONTH) == {100_000}
        told = self.row(living, *LADDER)
        assert told["of_the_office"] == {"steps": "60 = 1000", "legal_ref": "มติ ครม."}
        living("law", "reset", *LADDER, "--why", "ยังไม่มีผล")
        assert self.amounts(living, MONTH) == before
        assert self.row(living, *LADDER)["of_the_office"] is None

    def test_a_new_rate_begins_on_its_day(self, living: Any) -> None:
        living("law", "set", *LADDER, "steps=60 = 1000", "--from", "1/12/2569", "--why", "มติ ครม.")
        assert (self.amounts(living, MONTH) == {100_000}, self.amounts(living, NEXT) == {100_000}) == (False, True)
        assert self.row(living, *LADDER)["effective_to"] == "2026-11-30"
        assert self.row(living, "rates", "old-age-ladder-2555-2026-12-01")["follows"] == LADDER[1]

    def test_a_day_is_written_in_the_buddhist_era(self, living: Any) -> None:
        words = ("law", "set", "rates", "old-age-supplement-2565")
        living(*words, "effective_to=31/12/2565", "--why", "ต่ออายุ")
        assert self.row(living, *words[2:])["effective_to"] == "2022-12-31"
        assert living.run(*words, "effective_to=31/12/2022", "--why", "ต่ออายุ").code == 2

    def test_what_the_tables_cannot_take_is_refused_by_row(self, living: Any) -> None:
        ran = living.run("law", "set", "pay_day", "pay-day-2563", "day=31", "--why", "ก")
        assert (ran.code, ran.out) == (1, "")
        assert "pay-day-2563" in ran.err
        assert "ตารางหลักเกณฑ์" in ran.err

    @pytest.mark.parametrize(("words", "code"), [(("day",), 2), (("day=สิบ",), 1), (("nosuch=1",), 1)])
    def test_a_field_that_cannot_be_read_changes_nothing(self, living: Any, words: tuple[str, ...], code: int) -> None:
        before = living.store.read_bytes()
        assert living.run("law", "set", "pay_day", "pay-day-2563", *words, "--why", "ก").code == code
        assert self.row(living, "pay_day", "pay-day-2563")["of_the_office"] is None
        assert len(living.store.read_bytes()) == len(before)

    def test_the_tables_of_petitions_are_said_otherwise_too(self, living: Any) -> None:
        service = str(living("law", "list", "--table", "services")[0]["row"])
        living("law", "set", "services", service, "amount=9", "unit=working-days", "--why", "ประกาศ")
        row = self.row(living, "services", service)
        assert row["of_the_office"] == {"amount": "9", "unit": "working-days"}
        assert "9" in row["words"]
        assert self.amounts(living, MONTH)

    def test_what_a_form_asks_and_whose_opinion_is_asked_are_the_offices_own(self, living: Any) -> None:
        asked = "fields=ความกว้าง: number: เมตร *; อาการ: choice: ทรุด | เป็นหลุม"
        living("law", "set", "services", "road", "chain=officer, mayor", asked, "--why", "แบบของสำนักงาน")
        row = self.row(living, "services", "road")
        assert row["of_the_office"] == {"chain": "officer, mayor", "fields": asked.removeprefix("fields=")}
        assert "อาการ" in row["words"]
        refused = living.run("law", "set", "services", "road", "fields=ความกว้าง: metres", "--why", "ก")
        assert refused.code == 1
        assert "services" in refused.err and "road" in refused.err
        assert self.row(living, "services", "road") == row

    def test_people_see_what_is_of_the_office(self, living: Any) -> None:
        living("law", "set", "pay_day", "pay-day-2563", "day=8", "--why", "ก")
        lines = living.run("law", "list", "--table", "pay_day").out.splitlines()
        assert lines[-1].endswith("ของสำนักงาน")


class TestSigners:
    def test_a_misspelt_name_is_put_right(self, living: Any) -> None:
        signer = living("signers", "list")[0]
        told = living("signers", "correct", signer["id"], "--name", "นายสะกดใหม่ ถูกต้อง", "--why", "พิมพ์ผิด")
        assert told["name"] == "นายสะกดใหม่ ถูกต้อง"
        same = ("post", "capacity", "from_day", "to_day", "position")
        assert {each: told[each] for each in same} == {each: signer[each] for each in same}

    def test_a_day_known_by_mistake_is_taken_back(self, living: Any) -> None:
        signer = living("signers", "appoint", "payer", "--name", "นาย ก", "--from", "1/10/2569", "--to", "30/9/2570")
        assert living("signers", "correct", signer["id"], "--no-end", "--why", "ยังไม่ทราบ")["to_day"] is None

    def test_a_reason_and_something_to_correct_are_needed(self, living: Any) -> None:
        signer = living("signers", "list")[0]["id"]
        assert living.run("signers", "correct", signer, "--name", "นาย ก").code == 2
        assert living.run("signers", "correct", signer, "--why", "ก").code == 2


class TestColumns:
    def book(self, fresh: Any) -> Any:
        workbook = openpyxl.Workbook()
        sheet = workbook.active
        sheet.append(["เลขประจำตัวประชาชน", "ชื่อ-สกุล", "วันเกิด", "พิกัด"])
        sheet.append(["1101700230708", "นางทดสอบ ใจดี", "12 ม.ค. 2489", "สุขใจ"])
        sheet.append(["3100200300409", "นายลองดู ใจงาม", "1/2/2490", "สุขสันต์"])
        path = fresh.folder / "strange.xlsx"
        workbook.save(path)
        return path

    def lane(self, fresh: Any) -> str:
        return str(fresh("citizens", "show", "1101700230708")["soi"])

    def test_a_column_is_said_and_remembered_for_its_layout(self, fresh: Any) -> None:
        path = self.book(fresh)
        fresh("import", "citizens", path)
        assert self.lane(fresh) == ""
        fresh("import", "citizens", path, "--column", "พิกัด=soi")
        assert self.lane(fresh) == "สุขใจ"
        fresh("citizens", "amend", "1101700230708", "--soi", "อื่น")
        fresh("import", "citizens", path)
        assert self.lane(fresh) == "สุขใจ"

    def test_a_dry_run_remembers_nothing(self, fresh: Any) -> None:
        path = self.book(fresh)
        fresh("import", "citizens", path, "--column", "พิกัด=soi", "--dry-run")
        fresh("import", "citizens", path)
        assert self.lane(fresh) == ""

    @pytest.mark.parametrize("column", ["พิกัด", "พิกัด=nosuch", "=soi"])
    def test_another_shape_is_wrong_usage(self, fresh: Any, column: str) -> None:
        assert fresh.run("import", "citizens", self.book(fresh), "--column", column).code == 2

    def test_an_unknown_heading_is_refused_with_those_there_are(self, fresh: Any) -> None:
        ran = fresh.run("import", "citizens", self.book(fresh), "--column", "ไม่มี=soi")
        assert ran.code == 1
        assert "พิกัด" in ran.err


class TestExport:
    LISTS = (
        ("claims",), ("cards",), ("payments", "--month", "2569-10"), ("payments", "--year", "2569"),
        ("overpayments",), ("retro",), ("central-queue",), ("numbers",),
    )  # fmt: skip

    @pytest.mark.parametrize("words", LISTS, ids=" ".join)
    def test_a_list_is_written_and_shows_no_whole_id(self, living: Any, words: tuple[str, ...]) -> None:
        before = living.store.read_bytes()
        path = living.folder / "list.xlsx"
        rows = living("export", *words, "-o", path)["rows"]
        told = cells(path)
        assert ids_in(told) == []
        headings = next(row for row in told if sum(cell is not None for cell in row) > 2 or row == told[-1])
        assert len(told) == told.index(headings) + 1 + rows
        assert living.store.read_bytes() == before

    def test_payments_agree_with_the_run(self, living: Any) -> None:
        path = living.folder / "october.xlsx"
        lines = living("allowances", "run", "--month", "2569-10")["lines"]
        frozen = living("export", "payments", "--month", "2569-10", "-o", path)["rows"]
        assert frozen > 0
        headings = next(row for row in cells(path) if "จำนวนเงิน" in row)
        column = headings.index("จำนวนเงิน")
        told = [row[column] for row in cells(path) if isinstance(row[column], (int, float))]
        assert len(told) == frozen
        assert lines is not None

    def test_whole_ids_are_written_with_a_reason_that_the_journal_keeps(self, living: Any) -> None:
        path = living.folder / "claims.xlsx"
        assert living.run("export", "claims", "--unmask", "-o", path).code == 2
        assert not path.exists()
        rows = living("export", "claims", "--unmask", "--reason", "ส่งตรวจสอบสิทธิ", "-o", path)["rows"]
        assert len(ids_in(cells(path))) >= rows
        assert "ส่งตรวจสอบสิทธิ" not in str(cells(path))

    def test_a_history_says_what_stood_there_only_unmasked(self, living: Any) -> None:
        who = living("citizens", "list")[0]["citizen_id"]
        living("citizens", "amend", who, "--phone", "0710000001", "--why", "แจ้งเอง")
        path = living.folder / "history.xlsx"
        assert living.run("export", "history", "-o", path).code == 2
        living("export", "history", "--who", who, "-o", path)
        assert "แจ้งเอง" in str(cells(path))
        assert "0710000001" not in str(cells(path))
        living("export", "history", "--who", who, "--unmask", "--reason", "ตรวจสอบ", "-o", path)
        assert "0710000001" in str(cells(path))

    def test_the_sealed_set_is_written_apart_and_never_named(self, living: Any) -> None:
        ordinary, sealed = living.folder / "a.xlsx", living.folder / "b.xlsx"
        living("export", "claims", "-o", ordinary)
        assert living("export", "claims", "--set", "special", "-o", sealed)["rows"] > 0
        for path in (ordinary, sealed):
            assert not [word for word in ("เอดส์", "hiv", "HIV") if word in str(cells(path))]
        assert "สงเคราะห์" not in str(cells(ordinary))

    @pytest.mark.parametrize("words", [("payments",), ("payments", "--month", "2569-10", "--year", "2569")])
    def test_payments_are_of_a_month_or_of_a_year(self, living: Any, words: tuple[str, ...]) -> None:
        assert living.run("export", *words, "-o", living.folder / "x.xlsx").code == 2
