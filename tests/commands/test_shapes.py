"""What programs read: the JSON of import, citizens and run has the promised keys and says what is true."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sai_thong.exchange.workbooks import read_workbook

CITIZEN_KEYS = {
    "citizen_id", "prefix", "first_name", "last_name", "birth_date", "birth_date_exact", "house_no", "moo", "alive",
}  # fmt: skip


def imported(fresh: Any, *more: str) -> dict[str, Any]:
    document: dict[str, Any] = fresh("import", "citizens", fresh.books / "elders.xlsx", "--scheme", "old-age", *more)
    return document


def test_import_tells_counts_and_each_rejected_row(fresh: Any) -> None:
    told = imported(fresh)
    truth = fresh.truth
    assert set(told) == {"created", "updated", "unchanged", "rejected", "findings"}
    assert (told["created"], told["updated"], told["unchanged"]) == (len(truth["elders"]), 0, 0)
    assert [set(each) for each in told["rejected"]] == [{"sheet", "row", "value", "reason"}] * len(truth["rejects"])
    assert [(each["sheet"], each["row"], each["value"]) for each in told["rejected"]] == [
        (each["sheet"], each["row"], each["cid"]) for each in truth["rejects"]
    ]
    assert truth["rejects"]


def test_the_same_file_read_twice_changes_nothing(fresh: Any) -> None:
    first = imported(fresh)
    head = fresh("office", "show")["journal_head"]
    again = imported(fresh)
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, first["created"])
    assert fresh("office", "show")["journal_head"] == head


def test_a_dry_run_tells_the_same_and_writes_nothing(fresh: Any) -> None:
    head = fresh("office", "show")["journal_head"]
    before = imported(fresh, "--dry-run")
    assert fresh("citizens", "list") == []
    assert fresh("office", "show")["journal_head"] == head
    assert imported(fresh) == before


def test_citizens_are_listed_as_a_careful_clerk_would(fresh: Any) -> None:
    imported(fresh)
    people = fresh("citizens", "list")
    assert all(set(each) >= CITIZEN_KEYS for each in people)
    told = {
        each["citizen_id"]: (
            each["prefix"],
            each["first_name"],
            each["last_name"],
            each["birth_date"],
            each["birth_date_exact"],
            each["house_no"],
            each["moo"],
            each["alive"],
        )
        for each in people
    }
    names = ("prefix", "first", "last", "born", "born_exact", "house", "moo", "alive")
    assert told == {cid: tuple(each[name] for name in names) for cid, each in fresh.truth["elders"].items()}
    assert len(people) == len(told)


def test_rejected_rows_are_written_to_be_mended(fresh: Any) -> None:
    out = fresh.folder / "rejects.xlsx"
    told = imported(fresh, "--rejects", str(out))
    rows = [row for sheet in read_workbook(out) for row in sheet.rows]
    for each in told["rejected"]:
        assert any(each["reason"] in map(str, row) for row in rows)


def test_rejects_that_cannot_be_written_stop_the_import(fresh: Any) -> None:
    ran = fresh.run("import", "citizens", fresh.books / "elders.xlsx", "--rejects", fresh.folder / "none" / "x.xlsx")
    assert (ran.code, ran.out) == (1, "")
    assert "ไม่มีข้อมูลใดเปลี่ยนแปลง" in ran.err
    assert fresh("citizens", "list") == []


def test_a_windows_874_list_is_read(fresh: Any) -> None:
    assert (fresh.books / "disabled.csv").read_bytes().decode("cp874")
    told = fresh("import", "citizens", fresh.books / "disabled.csv", "--scheme", "disability")
    assert told["created"] == len(fresh.truth["disabled"])
    assert {each["citizen_id"] for each in fresh("citizens", "list")} == {
        each["cid"] for each in fresh.truth["disabled"]
    }
    cards = fresh("cards", "list")
    assert {each["citizen_id"] for each in cards} == {each["cid"] for each in fresh.truth["disabled"]}


def test_a_run_has_lines_totals_and_findings_that_agree(living: Any) -> None:
    run = living("allowances", "run", "--month", "2569-11")
    assert set(run) >= {"month", "lines", "totals", "findings"}
    assert run["month"] == "2569-11"
    assert all(set(line) >= {"citizen_id", "scheme", "amount_satang", "step_reason"} for line in run["lines"])
    assert run["totals"]["count"] == len(run["lines"]) > 0
    assert run["totals"]["amount_satang"] == sum(line["amount_satang"] for line in run["lines"])
    by_scheme = {scheme: each["amount_satang"] for scheme, each in run["totals"]["by_scheme"].items()}
    for scheme, satang in by_scheme.items():
        assert satang == sum(line["amount_satang"] for line in run["lines"] if line["scheme"] == scheme)
    assert set(by_scheme) == {"old-age", "disability"}
    assert {type(each["blocking"]) for each in run["findings"]} == {bool}
    assert all(each["message"] for each in run["findings"])


def test_a_run_writes_nothing_and_stands_still_once_closed(living: Any) -> None:
    head = living("office", "show")["journal_head"]
    drafted = living("allowances", "run", "--month", "2569-11")
    assert living("office", "show")["journal_head"] == head
    closed = living("allowances", "close", "--month", "2569-11")
    assert sum(each["count"] for each in closed["closed"]) == drafted["totals"]["count"]
    assert {each["state"] for each in closed["closed"]} == {"closed"}
    after = living("allowances", "run", "--month", "2569-11")
    assert (after["lines"], after["totals"]) == (drafted["lines"], drafted["totals"])


def test_the_ordinary_run_holds_nothing_of_the_sealed_set(living: Any) -> None:
    assisted = set(living.truth["assisted"])
    sealed = living("allowances", "run", "--month", "2569-11", "--set", "special")
    assert {line["citizen_id"] for line in sealed["lines"]} <= assisted
    assert sealed["lines"]
    ordinary = living("allowances", "run", "--month", "2569-11")
    assert "hiv" not in {line["scheme"] for line in ordinary["lines"]}
    assert not living.run("allowances", "run", "--month", "2569-11", "--set", "special").out.count("เอดส์")


def test_entitlement_gives_an_amount_or_a_reason(living: Any) -> None:
    told = living("allowances", "entitled", "--month", "2569-11")
    assert all(each["amount_satang"] > 0 and each["reason"] for each in told["entitled"])
    assert all(each["amount_satang"] == 0 and each["reason"] for each in told["not_entitled"])
    assert told["entitled"]
    assert told["not_entitled"]


@pytest.mark.parametrize("month", ["2569-11", "๒๕๖๙-๑๑", "2569-1๑"])
def test_a_month_is_read_in_either_digits(living: Any, month: str) -> None:
    assert living("allowances", "run", "--month", month)["month"] == "2569-11"


def test_search_finds_by_any_part(living: Any) -> None:
    someone = living("citizens", "list")[0]
    for text in (someone["first_name"][1:], someone["citizen_id"][4:10], f"บ้านเลขที่ {someone['house_no']}"):
        assert someone["citizen_id"] in {each["citizen_id"] for each in living("citizens", "search", text)}


def test_a_paper_and_a_workbook_are_written(living: Any) -> None:
    paper, book = living.folder / "list.pdf", living.folder / "citizens.xlsx"
    told = living("print", "payment-list", "--month", "2569-11", "-o", paper)
    assert (told["paper"], told["pages"] > 0) == ("payment-list", True)
    assert paper.read_bytes().startswith(b"%PDF")
    assert living("export", "citizens", "-o", book)["rows"] == len(living("citizens", "list"))
    assert read_workbook(book)


def test_verify_says_the_file_is_whole_and_knows_its_anchor(living: Any) -> None:
    anchor = living("allowances", "close", "--month", "2569-11")["closed"][0]["anchor"]
    assert living("verify", "--anchor", anchor)["ok"] is True
    ran = living.run("--json", "verify", "--anchor", "zzzzzzzz.9 0123-4567-89ab-cdef")
    assert ran.code == 1
    assert '"ok": false' in ran.out
    assert ran.err.strip()


def test_a_registrars_list_is_read_with_its_date(fresh: Any) -> None:
    told = fresh("import", "citizens", fresh.books / "registrar.xlsx", "--listed-on", "1/11/2569")
    assert told["created"] == len(fresh.truth["registered"])
    coming = fresh("remind", "coming-of-age")
    assert coming["registry_list"]["listed_on"] == date(2026, 11, 1).isoformat()
