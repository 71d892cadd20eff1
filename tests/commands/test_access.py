"""Commands leave their looks in the access log, beside an open window too; proof and audit are told and printed."""

from __future__ import annotations

from typing import Any

from sai_thong.db.store import Store
from sai_thong.demo.office import PASSWORD


def kinds(living: Any, *words: str) -> list[tuple[str, str]]:
    return [(each["kind"], each["detail"]) for each in living("access", "list", *words)]


def test_what_is_shown_printed_and_exported_stands_in_the_log_with_its_person(living: Any) -> None:
    somebody = living("citizens", "list")[0]["id"]
    living("citizens", "show", somebody)
    living.run("export", "claims", "--unmask", "--reason", "สตง. ขอ", "-o", living.folder / "claims.xlsx")
    with Store.open(living.store, password=PASSWORD, clock=living.clock) as window:
        before = window.head()
        living("claims", "show", somebody)
        living("print", "payment-list", "--month", "2569-11", "-o", living.folder / "list.pdf")
        assert window.head() == before, "a command beside the window writes none of its journal"
    living("access", "list")
    living.run("users", "list")
    living("citizens", "amend", somebody, "--phone", "0800000009")
    told = kinds(living)
    for noted in (
        ("unmask", "citizens list"),
        ("unmask", "citizens show"),
        ("export-whole", "claims ordinary"),
        ("unmask", "claims show"),
        ("print", "payment-list"),
    ):
        assert noted in told
    assert ("print", "payment-list") not in kinds(living, "--who", somebody)
    assert ("unmask", "claims show") in kinds(living, "--who", somebody)
    (whole,) = living("access", "list", "--kind", "export-whole")
    assert whole["why"] == "สตง. ขอ"


def test_a_sensitive_set_is_noted_before_it_is_read(living: Any) -> None:
    living("claims", "list", "--set", "special")
    living("citizens", "list")
    living.run("settings", "list")
    with Store.open(living.store, password=PASSWORD, clock=living.clock):
        pass
    somebody = living("citizens", "list")[0]["id"]
    living("citizens", "amend", somebody, "--phone", "0800000008")
    sealed = living("access", "list", "--kind", "view-sealed")
    assert [(each["record"], each["detail"]) for each in sealed] == [("special", "claims")]


def test_a_whole_file_is_certified_and_an_auditor_is_answered(living: Any) -> None:
    paper = living.folder / "certificate.pdf"
    verified = living("verify", "--certificate", paper)
    assert verified["ok"]
    assert paper.read_bytes().startswith(b"%PDF")
    assert living("verify", "--anchor", verified["journal_head"])["ok"]
    year = living("audit", "year", "2569")
    assert all(each["brought"] + each["added"] - each["ended"] == each["standing"] for each in year["movements"])
    stood = living("audit", "list", "--on", "1/11/2569")
    assert stood
    evidence = living("audit", "person", stood[0]["person_id"])
    assert {"allowance_claims", "citizens"} <= {each["record_type"] for each in evidence}


def test_the_last_change_of_a_person_is_taken_back_with_its_reason(living: Any) -> None:
    somebody = living("citizens", "list")[0]
    living("citizens", "amend", somebody["id"], "--phone", "0800000007")
    undone = living("citizens", "undo", somebody["id"], "--why", "ผิดคน")
    assert undone["phone"] == (somebody["phone"] or "")
    assert living.run("citizens", "undo", somebody["id"]).code == 2
