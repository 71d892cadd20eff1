"""Every job of the window is done by command too: claims, months, cash, retro, debts, villages, queue, year, office."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

MONTH = "2569-11"
NEXT = "2569-12"


def elder(living: Any, place: int = 0) -> str:
    """Somebody who is paid the old-age allowance this month."""
    lines = living("allowances", "run", "--month", MONTH)["lines"]
    return str([line["citizen_id"] for line in lines if line["scheme"] == "old-age"][place])


def newcomer(living: Any) -> str:
    """Somebody of age, just entered, without a claim."""
    entered = living(
        "citizens", "add", "--citizen-id", "1101700230708", "--prefix", "นาง", "--first-name", "ทดสอบ",
        "--last-name", "ใจดี", "--birth", "2500", "--house-no", "9", "--moo", "1",
    )  # fmt: skip
    assert entered["birth"] == {"date": "1957-01-01", "exact": False, "written": "พ.ศ. 2500"}
    return str(entered["citizen_id"])


class TestCitizens:
    def test_a_person_is_corrected_and_the_history_tells(self, living: Any) -> None:
        who = elder(living)
        assert living("citizens", "amend", who, "--phone", "0710000001", "--why", "แจ้งเอง")["phone"] == "0710000001"
        assert living("citizens", "show", who)["phone"] == "0710000001"
        newest = living("citizens", "history", who)[0]
        assert newest["why"] == "แจ้งเอง"
        assert any("0710000001" in detail for detail in newest["details"])

    def test_saying_nothing_to_correct_is_wrong_usage(self, living: Any) -> None:
        assert living.run("citizens", "amend", elder(living)).code == 2

    def test_a_death_ends_the_pay_and_can_be_taken_back(self, living: Any) -> None:
        who = elder(living)
        dead = living("citizens", "death", who, "--on", "1/11/2569", "--source", "ผู้ใหญ่บ้าน")
        assert (dead["deceased"], dead["death"]["date"]) == (True, "2026-11-01")
        paid = {line["citizen_id"] for line in living("allowances", "run", "--month", MONTH)["lines"]}
        assert who not in paid
        assert living.run("citizens", "withdraw-death", who).code == 2
        assert living("citizens", "withdraw-death", who, "--why", "คนละคน")["deceased"] is False
        assert who in {line["citizen_id"] for line in living("allowances", "run", "--month", MONTH)["lines"]}

    def test_moves_are_noted(self, living: Any) -> None:
        who = elder(living)
        assert living("citizens", "move-out", who, "--on", "5/11/2569", "--to", "ก")["moved_out_on"] == "2026-11-05"
        assert who in {each["citizen_id"] for each in living("remind", "movers")}
        told = living("claims", "move-letters", who, "--person-no", "5", "--person-on", "6/11/2569")
        assert (told["move_letter_no"], told["move_letter_on"]) == ("5", "2026-11-06")
        assert living.run("claims", "move-letters", who, "--office-no", "6").code == 1
        living("claims", "confirmed-elsewhere", who)
        assert who not in {each["citizen_id"] for each in living("remind", "movers")}
        back = living("citizens", "move-in", who, "--on", "9/11/2569")
        assert (back["moved_out_on"], back["moved_in_on"]) == ("2026-11-05", "2026-11-09"), "both days tell the gap"
        assert who in {line["citizen_id"] for line in living("allowances", "run", "--month", MONTH)["lines"]}

    def test_two_records_of_one_person_become_one_with_their_claims(self, living: Any) -> None:
        who = elder(living)
        first = living("citizens", "show", who)
        birth = living("citizens", "list")
        written = next(each for each in birth if each["citizen_id"] == who)
        year, month, day = written["birth_date"].split("-")
        other = living(
            "citizens", "add", "--prefix", first["prefix"], "--first-name", first["first_name"],
            "--last-name", first["last_name"], "--birth", f"{int(day)}/{int(month)}/{int(year) + 543}",
        )  # fmt: skip
        before = living("citizens", "history", who)
        groups = living("citizens", "duplicates")
        assert {first["id"], other["id"]} in [{each["id"] for each in group["citizens"]} for group in groups]
        living("claims", "apply", other["id"], "--on", "3/11/2569")
        living("citizens", "merge", who, other["id"], "--why", "คนเดียวกัน")
        assert living("citizens", "duplicates") == []
        told = living("citizens", "history", who)
        assert len(told) > len(before) + 1
        assert "คนเดียวกัน" in {each["why"] for each in told}
        claims = [each for each in living("claims", "list") if each["person_id"] == first["id"]]
        assert sorted(each["state"] for each in claims) == ["accepted", "ended"]
        assert next(each for each in claims if each["state"] == "ended")["end_reason"] == "duplicate"


class TestClaims:
    def test_a_claim_goes_from_the_application_to_the_register(self, living: Any) -> None:
        who = newcomer(living)
        living("numbers", "open", "old-age-register", "2570", "--next", "41")
        taken = living("claims", "apply", who, "--on", "3/11/2569", "--draft", "--occupation", "ทำนา")
        assert (taken["state"], taken["occupation"]) == ("draft", "ทำนา")
        assert living("claims", "submit", who)["state"] == "submitted"
        assert living("claims", "amend", who, "--income", "1,500.50")["monthly_income_satang"] == 150050
        assert living("claims", "opinion", who, "--opinion", "qualified")[0]["state"] == "checking"
        advised = living("claims", "committee", who, "--report", "1/2569", "--approve")
        assert advised[0]["state"] == "committee-approves"
        ordered = living("claims", "order", who, "--accept", "--by", "นายก")[0]
        assert (ordered["state"], ordered["citizen_id"]) == ("accepted", who)
        numbers = living("numbers", "list", "old-age-register", str(ordered["serves_fiscal_year_be"]))
        assert [each["given_to"] for each in numbers] == ([ordered["id"]] if ordered["register_no"] else [])
        assert living("claims", "list", "--state", "accepted")[-1]["citizen_id"] == who

    def test_a_refusal_needs_its_reason(self, living: Any) -> None:
        who = newcomer(living)
        living("claims", "apply", who, "--on", "3/11/2569")
        living("claims", "opinion", who, "--opinion", "to-check")
        assert living.run("claims", "committee", who, "--report", "1", "--reject").code == 1
        rejected = living("claims", "committee", who, "--report", "1", "--reject", "--reason", "ข้าราชการบำนาญ")
        assert rejected[0]["state"] == "committee-rejects"
        refused = living("claims", "order", who, "--refuse", "--by", "นายก", "--reason", "ข้าราชการบำนาญ")
        assert refused[0]["state"] == "refused"

    def test_an_application_outside_the_windows_is_kept_for_the_next(self, living: Any) -> None:
        living.clock.moment = living.clock.moment.replace(month=12, day=15)
        told = living.run("claims", "apply", newcomer(living))
        assert told.code == 0
        assert "2027-01-01" in told.out

    def test_brought_over_claims_are_reviewed_with_a_reason(self, living: Any) -> None:
        waiting = living("claims", "list", "--review")
        who = elder(living)
        assert living.run("claims", "review", who).code == 2
        assert living("claims", "review", who, "--why", "ดูแฟ้มแล้ว")[0]["needs_review"] is False
        assert len(living("claims", "list", "--review")) == len(waiting) - 1

    def test_a_person_is_explained(self, living: Any) -> None:
        shown = living("claims", "show", elder(living), "--month", MONTH)["allowances"][0]
        assert shown["amount_satang"] >= 60000
        assert shown["explanation"]
        assert next(each["line"]["paid_for"] for each in shown["payments"]) == "2569-10"

    def test_a_right_ends_and_stands_again(self, living: Any) -> None:
        who, other = elder(living), elder(living, 1)
        assert living("claims", "waive", who, "--why", "หนังสือสละสิทธิ")["end_reason"] == "waived"
        ended = living("claims", "end", other, "--reason", "unqualified", "--on", "31/10/2569", "--why", "ตรวจพบ")
        assert ended["state"] == "ended"
        assert living("claims", "reopen", other, "--why", "ตรวจผิด")["state"] == "accepted"
        assert living.run("claims", "end", other, "--reason", "died", "--on", "1/11/2569", "--why", "ก").code == 1

    def test_payment_is_suspended_and_goes_on(self, living: Any) -> None:
        who = elder(living)
        order = ("--reason", "ก", "--facts", "ข", "--checked-on", "1/11/2569", "--order-no", "5/2569")
        assert living.run("claims", "resume", who, "--last-month", MONTH, "--reason", "ก").code == 1
        living("claims", "suspend", who, "--from-month", MONTH, *order)
        assert who not in {line["citizen_id"] for line in living("allowances", "run", "--month", MONTH)["lines"]}
        living("claims", "resume", who, "--last-month", "2569-10", "--reason", "คลาดเคลื่อน")
        assert who in {line["citizen_id"] for line in living("allowances", "run", "--month", MONTH)["lines"]}

    def test_the_way_of_payment_and_the_proxy(self, living: Any) -> None:
        who = elder(living)
        bank = ("--bank", "ออมสิน", "--account-no", "020-1-23456-7", "--account-name", "ก ข")
        chosen = living("claims", "channel", who, "--channel", "bank-self", "--from-month", MONTH, *bank)
        assert (chosen["bank_code"], chosen["account_no"]) == ("030", "0201234567")
        line = next(
            each for each in living("allowances", "run", "--month", MONTH)["lines"] if each["citizen_id"] == who
        )
        assert line["channel"] == "bank-self"
        assert living.run("claims", "channel", who, "--channel", "cash-proxy", "--from-month", NEXT).code == 1
        assert living("claims", "proxy", who, "--name", "นายก ข", "--until", "31/12/2569")["proxy_name"] == "นายก ข"
        assert who in {each["citizen_id"] for each in living("remind", "authorities")}
        living("claims", "channel", who, "--channel", "cash-proxy", "--from-month", NEXT)
        assert living("claims", "proxy-died", who, "--on", "2/11/2569")["proxy_died_on"] == "2026-11-02"
        assert living("claims", "no-proxy", who)["proxy_name"] == ""
        assert (
            living.run("claims", "channel", who, "--channel", "bank-self", "--from-month", NEXT, "--bank", "ก").code
            == 2
        )


class TestFactsOfAPerson:
    def test_a_card_is_renewed_or_paid_in_spite_of_its_end(self, living: Any) -> None:
        ended = [each for each in living("remind", "cards") if each["days_left"] < 0]
        assert ended
        who = ended[0]["citizen_id"]
        living("cards", "pay-despite", who, "--until", MONTH, "--reason", "อยู่ระหว่างต่อบัตร")
        assert living("cards", "add", who, "--card-no", "1", "--lifelong")["expiry"] == "lifelong"
        assert who not in {each["citizen_id"] for each in living("remind", "cards")}

    def test_an_income_suspends_until_its_end_is_reviewed(self, living: Any) -> None:
        who = elder(living)
        living("incomes", "add", who, "--kind", "post", "--from", "1/11/2569", "--source", "ประกาศ")
        assert who not in {line["citizen_id"] for line in living("allowances", "run", "--month", MONTH)["lines"]}
        living("incomes", "end", who, "--kind", "post", "--on", "2/11/2569")
        assert who in {each["citizen_id"] for each in living("remind", "incomes")}
        living("incomes", "review", who, "--kind", "post")
        assert living("remind", "incomes") == []
        assert living("incomes", "list")[-1]["reviewed_on"] == "2026-11-03"
        assert living.run("incomes", "end", who, "--kind", "post", "--on", "2/11/2569").code == 1

    def test_a_proof_of_life_is_asked_for_and_given(self, living: Any) -> None:
        who = elder(living)
        living("life-checks", "ask", who)
        assert [each["citizen_id"] for each in living("life-checks", "list")] == [who]
        living("life-checks", "seen", who, "--by", "ผู้ใหญ่บ้าน หมู่ 1")
        assert living("life-checks", "list") == []
        assert living.run("life-checks", "seen", who, "--by", "ก").code == 1

    def test_people_on_another_list_are_cases(self, living: Any) -> None:
        book = living.books / "pensions.xlsx"
        opened = living("import", "found-elsewhere", book, "--list", "กรมบัญชีกลาง")
        assert len(opened["opened"]) == len(living.truth["pensioners"])
        cases = living("found-elsewhere", "list")
        assert {each["citizen_id"] for each in cases} == set(living.truth["pensioners"])
        again = living("import", "found-elsewhere", book, "--list", "กรมบัญชีกลาง")
        assert (again["opened"], again["known"]) == ([], len(cases))
        living("found-elsewhere", "settle", cases[0]["id"], "--conclusion", "คนละคน")
        assert len(living("found-elsewhere", "list")) == len(cases) - 1


class TestMonths:
    def test_a_month_goes_its_way_step_by_step(self, living: Any) -> None:
        assert living("allowances", "month", "--month", MONTH)["state"] == "preparing"
        assert living("allowances", "send", "--month", MONTH, "--cut-off", "5/11/2569")["sent"]
        assert living("allowances", "month", "--month", MONTH)["state"] == "sent"
        assert living("allowances", "paid", "--month", MONTH)["paid"][0]["state"] == "paid"
        who = elder(living)
        wrong = living.run("allowances", "result", who, "--month", MONTH, "--outcome", "stopped")
        assert wrong.code == 1
        failed = ("--outcome", "transfer-failed", "--reason", "บัญชีปิด")
        lines = living("allowances", "run", "--month", MONTH)["lines"]
        banked = next(line["citizen_id"] for line in lines if line["channel"] == "bank-self")
        assert living("allowances", "result", banked, "--month", MONTH, *failed)["outcome"] == "transfer-failed"
        assert [each["line"]["citizen_id"] for each in living("allowances", "results", "--month", MONTH)] == [banked]
        living("allowances", "finish", "--month", MONTH)
        assert {each["state"] for each in living("allowances", "close", "--month", MONTH)["closed"]} == {"closed"}
        candidate = next(each for each in living("retro", "list") if each["citizen_id"] == banked)
        assert (candidate["cause"], candidate["reason"]) == ("returned", "บัญชีปิด")

    def test_an_urgent_stop_is_told_and_settled(self, living: Any) -> None:
        living.clock.moment = living.clock.moment.replace(day=6)
        living("allowances", "send", "--month", MONTH)
        who = elder(living)
        living("citizens", "death", who, "--on", "5/11/2569", "--source", "ญาติ")
        stop = living("allowances", "stops")[0]["stop"]["id"]
        assert living.run("allowances", "stop-settle", stop, "--stopped").code == 1
        told = living("allowances", "stop-told", stop, "--whom", "คลังจังหวัด", "--how", "โทรศัพท์", "--time", "14:30")
        assert told["told_at"].startswith("2026-11-06T")
        assert living("allowances", "stop-settle", stop, "--stopped")["stopped"] is True
        assert living("allowances", "stops") == []

    def test_a_month_is_taken_over_with_a_reason(self, living: Any) -> None:
        living("allowances", "send", "--month", MONTH)
        assert living.run("allowances", "take-over", "--month", MONTH).code == 2
        assert living("allowances", "take-over", "--month", MONTH, "--why", "เครื่องเดิมเสีย")["taken_over"]

    def test_a_cash_day_balances(self, living: Any) -> None:
        living("allowances", "send", "--month", MONTH)
        point = living("cash", "list", "--month", MONTH)[0]
        at = ("--month", MONTH, "--pay-point", point["pay_point"])
        assert living.run("cash", "draw", *at, "--amount", "1", "--by", "ฎ.1").code == 1
        members = ("--member", "นาย ก", "--member", "นาย ข")
        living("cash", "order", *at, "--on", "10/11/2569", "--ordered-on", "9/11/2569", "--order-no", "1", *members)
        baht = f"{point['amount_satang'] / 100:.2f}"
        living("cash", "draw", *at, "--amount", baht, "--by", "ฎีกา 1/2570")
        living("allowances", "paid", "--month", MONTH)
        assert living.run("cash", "settle", *at, "--returned", "1").code == 1
        assert living("cash", "settle", *at)["settled"] is True
        assert living("cash", "reopen", *at, "--why", "นับใหม่")["settled"] is False
        assert living.run("cash", "order", "--month", MONTH, "--pay-point", "ไม่มี", "--on", "10/11/2569", "--order-no",
                          "1", *members).code == 1  # fmt: skip

    def test_a_missed_month_is_ordered_and_the_order_taken_back(self, living: Any) -> None:
        who = newcomer(living)
        living("claims", "apply", who, "--on", "1/10/2568")
        living("claims", "opinion", who, "--opinion", "qualified")
        living("claims", "committee", who, "--report", "1", "--approve")
        living("claims", "order", who, "--accept", "--by", "นายก")
        missed = next(each for each in living("retro", "list") if each["citizen_id"] == who)
        order = ("--month", missed["month"], "--pay-in", MONTH, "--reason", "ลงทะเบียนล่าช้า")
        living("retro", "order", who, *order)
        assert living.run("retro", "order", who, *order).code == 1
        run = living("allowances", "run", "--month", MONTH)
        assert missed["month"] in {line["paid_for"] for line in run["lines"] if line["kind"] == "retro"}
        living("retro", "cancel", who, "--month", missed["month"], "--why", "ผิดคน")
        assert living.run("retro", "cancel", who, "--month", missed["month"], "--why", "ผิดคน").code == 1

    def test_an_overpayment_goes_from_the_facts_to_the_receipt(self, living: Any) -> None:
        who = elder(living)
        living("citizens", "death", who, "--on", "1/10/2569", "--source", "ญาติ")
        case = next(each for each in living("overpayments", "list") if each["citizen_id"] == who)
        assert case["months"] == ["2569-10"]
        assert living.run("overpayments", "demand", case["id"]).code == 1
        living("overpayments", "ask", case["id"], "--addressee", "นายทายาท", "--letter-no", "7")
        living("overpayments", "explained", case["id"], "--text", "ใช้จัดงานศพ")
        living("overpayments", "decide", case["id"], "--decision", "เรียกคืน", "--number", "9/2569")
        living("overpayments", "demand", case["id"])
        lettered = living("overpayments", "letters", case["id"], "--demand-no", "8")
        assert (lettered["facts_letter_no"], lettered["demand_letter_no"]) == ("7", "8")
        living("overpayments", "instalments", case["id"], "--amount", "100", "--from-month", NEXT)
        living("overpayments", "repay", case["id"], "--amount", "100", "--receipt", "1/1")
        left = living("overpayments", "show", case["id"])["outstanding_satang"]
        assert left == case["amount_satang"] - 10000
        ended = living("overpayments", "conclude", case["id"], "--outcome", "lawsuit", "--number", "2")
        assert ended["state"] == "closed"
        assert case["id"] not in {each["id"] for each in living("overpayments", "list")}
        assert case["id"] in {each["id"] for each in living("overpayments", "list", "--all")}

    def test_a_village_list_is_made_answered_and_followed(self, living: Any) -> None:
        made = living("village-checks", "make", "--month", MONTH)
        moo = made[0]["moo"]
        at = ("--month", MONTH, "--moo", moo)
        people = living("village-checks", "show", *at)["people"]
        answers = living.folder / "answers.csv"
        answers.write_text(
            f"citizen_id,answer,on,note\n{people[0]['citizen_id']},died,1/11/2569,\n{people[1]['citizen_id']},away,,\n",
            encoding="utf-8-sig",
        )
        assert living("village-checks", "answers", answers, *at)["returned_on"] == "2026-11-03"
        assert living("village-checks", "show", *at)["people"][0]["reply"]["answer"] == "died"
        assert living("village-checks", "list")[0]["returned_on"] == "2026-11-03"
        dead = living("village-checks", "accept", people[0]["citizen_id"], "--month", MONTH)
        assert dead["death"]["date"] == "2026-11-01"
        assert living.run("village-checks", "accept", people[2]["citizen_id"], "--month", MONTH).code == 1
        assert living.run("village-checks", "show", "--month", "2569-01", "--moo", "1").code == 1

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("", "answers.csv"),
            ("ก,ข\n1,2\n", "citizen_id"),
            ("citizen_id,answer\n1101700230708,alive\n", "citizen_id"),
            ("citizen_id,answer\n1,maybe\n", "citizen_id"),
        ],
        ids=["empty", "other headings", "nobody here", "no answer"],
    )
    def test_answers_that_cannot_be_read_are_refused_whole(self, living: Any, text: str, told: str) -> None:
        moo = living("village-checks", "make", "--month", MONTH)[0]["moo"]
        answers = living.folder / "answers.csv"
        answers.write_text(text, encoding="utf-8")
        ran = living.run("village-checks", "answers", answers, "--month", MONTH, "--moo", moo)
        assert (ran.code, told in ran.err) == (1, True)
        assert living("village-checks", "list")[0]["returned_on"] is None

    def test_the_queue_is_refreshed_ticked_and_compared(self, living: Any) -> None:
        noted = living("queue", "refresh", "--month", MONTH)
        assert {each["id"] for each in living("queue", "list")} == {each["id"] for each in noted}
        living("queue", "tick", noted[0]["id"])
        assert [each["id"] for each in living("queue", "list", "--keyed")] == [noted[0]["id"]]
        living("queue", "untick", noted[0]["id"])
        assert living("queue", "list", "--keyed") == []
        found = living("queue", "compare", living.books / "central.csv", "--month", MONTH)
        missing = {each["citizen_id"] for each in found["differences"] if each["kind"] == "missing-there"}
        differing = {each["citizen_id"] for each in found["differences"] if each["kind"] == "amount"}
        paid = {line["citizen_id"] for line in living("allowances", "run", "--month", MONTH)["lines"]}
        assert missing >= set(living.truth["missing_in_central"]) & paid
        assert differing >= set(living.truth["differing_in_central"]) & paid
        typed = ("--scheme", "old-age", "--count", 10, "--amount", "6,000")
        beside = {each["scheme"]: each for each in living("queue", "totals", "--month", MONTH, *typed)}
        assert (beside["old-age"]["theirs"], beside["disability"]["theirs"]) == ([10, 600000], None)
        messages = [each["code"] for each in living("allowances", "run", "--month", MONTH)["findings"]]
        assert messages.count("central-differs") == 1

    def test_those_who_share_an_account_are_listed_and_confirmed(self, living: Any) -> None:
        (shared,) = living("shared-use", "list", "--month", MONTH)
        assert (shared["kind"], len(shared["people"]) >= 3) == ("account", True)
        looked = ("--month", MONTH, "--kind", "account", "--ending", shared["ending"], "--reason", "ครอบครัวเดียวกัน")
        assert living("shared-use", "confirm", *looked)["reason"] == "ครอบครัวเดียวกัน"
        assert living("shared-use", "list", "--month", MONTH) == []
        assert living.run("shared-use", "confirm", *looked).code == 1


class TestYear:
    def test_the_year_is_told_registered_and_closed(self, living: Any) -> None:
        notice = living("year", "notice", "2570")
        assert [(each["first_day"], each["last_day"]) for each in notice["windows"]] == [
            ("2025-10-01", "2025-11-30"),
            ("2026-01-01", "2026-09-30"),
        ]
        assert living("year", "estimate", "๒๕๗๑")["total_satang"] > 0
        numbered = living("year", "register", "2570")["numbered"]
        assert len(living("year", "list", "2570")) == numbered > 0
        assert living("year", "register", "2570")["numbered"] == 0
        standing = living("year", "standing", "2569")
        assert (standing["unclosed"], standing["closed"]) == (0, None)
        assert living("year", "close", "2569")["fiscal_year_be"] == 2569
        assert living.run("year", "close", "2569").code == 1

    def test_today_and_the_reminders(self, living: Any) -> None:
        due = living("today")
        assert due["day"] == "2026-11-03"
        assert all(each["count"] > 0 and each["text"] for each in due["duties"])
        assert MONTH in {each["month"] for each in due["months"]}
        for name in ("of-age", "arrivals", "movers", "authorities", "cards", "incomes"):
            assert isinstance(living("remind", name), list)
        assert living("remind", "coming-of-age", "--year", "2571")["fiscal_year_be"] == 2571


class TestOffice:
    def test_settings_villages_signers_and_holidays(self, living: Any) -> None:
        assert living("settings", "set", "papers.digits", "arabic")["value"] == "arabic"
        chosen = {each["key"]: each["value"] for each in living("settings", "list")}
        assert chosen["papers.digits"] == "arabic"
        assert living.run("settings", "set", "papers.digits", "โรมัน").code == 1
        assert living("villages", "set", 1, "--headman", "นายใหม่")["headman"] == "นายใหม่"
        village = living("villages", "list")[0]
        assert (village["headman"], bool(village["name"])) == ("นายใหม่", True)
        signer = living("signers", "appoint", "clerk", "--name", "นายปลัด ใหม่", "--from", "21/11/2569")
        living("signers", "end", signer["id"], "--on", "30/11/2569")
        assert next(e for e in living("signers", "list") if e["id"] == signer["id"])["to_day"] == "2026-11-30"
        living("holidays", "add", "--on", "10/12/2569", "--name", "งานตำบล")
        living("holidays", "add", "--on", "9/12/2569", "--name", "งานตำบล")
        assert living("allowances", "run", "--month", NEXT)["pay_on"] == "2026-12-08"
        living("holidays", "remove", "--on", "9/12/2569")
        assert living("allowances", "run", "--month", NEXT)["pay_on"] == "2026-12-09"
        assert "งานตำบล" not in {each["name"] for each in living("holidays", "list", "--year", "2568")}

    def test_the_office_says_who_it_is(self, living: Any) -> None:
        before = living("office", "show")
        assert living("office", "set", "--phone", "0710000000")["phone"] == "0710000000"
        after = living("office", "show")
        assert after["name"] == before["name"]
        not_there = living.run("office", "garuda", living.folder / "none.png")
        assert (not_there.code, not_there.out) == (1, "")

    def test_numbers_are_opened_taken_by_hand_and_made_void(self, living: Any) -> None:
        living("numbers", "open", "letters-out", "2569", "--next", "12")
        assert living.run("numbers", "open", "letters-out", "2569").code == 1
        living("numbers", "by-hand", "letters-out", "2569", "3", "--on", "5/1/2569")
        living("numbers", "void", "letters-out", "2569", "5", "--reason", "พิมพ์ผิด")
        states = {each["number"]: each["state"] for each in living("numbers", "list", "letters-out", "2569")}
        assert states == {3: "by-hand", 5: "void"}
        assert living("numbers", "gaps", "letters-out", "2569") == [4]
        assert "letters-out" in {each["name"] for each in living("numbers", "series")}

    def test_users_come_and_go_and_come_back_by_the_sheet(self, living: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SAI_THONG_NEW_PASSWORD", "คนที่สอง")
        living("users", "add", "สมศรี", "--role", "general-clerk")
        assert living.run("users", "grant", "สมศรี", "--for-set", "special").code == 1
        names = living("users", "list")
        assert names[1:] == ["สมศรี"]
        as_first = ("--user", names[0])
        assert living.run("citizens", "list").code == 1
        assert living.run(*as_first, "users", "grant", "สมศรี", "--for-set", "special").code == 0
        sheet = living.run("--json", *as_first, "users", "new-sheet").document["recovery"][0]
        monkeypatch.setenv("SAI_THONG_NEW_PASSWORD", "ลืมแล้ว")
        living("users", "recover", "สมศรี", "--code", sheet["code"])
        monkeypatch.setenv("SAI_THONG_PASSWORD", "ลืมแล้ว")
        as_second = ("--user", "สมศรี")
        assert living.run("--json", *as_second, "citizens", "list").document
        monkeypatch.setenv("SAI_THONG_NEW_PASSWORD", "เปลี่ยนเอง")
        assert living.run(*as_second, "users", "password").code == 0
        assert living.run(*as_second, "citizens", "list").code == 1
        monkeypatch.setenv("SAI_THONG_PASSWORD", "saithong-demo")
        assert living.run(*as_first, "users", "disable", "สมศรี", "--why", "ลาออก").code == 0
        assert living.run("users", "disable", names[0], "--why", "ลาออก").code == 1

    def test_a_backup_is_made_checked_and_restored(self, living: Any) -> None:
        made = living("backup", "make")
        assert living("backup", "verify", made["file"])["journal_head"] == made["journal_head"]
        people = living("citizens", "list")
        assert living.run("backup", "restore", made["file"]).code == 1
        elsewhere = living.folder / "elsewhere"
        elsewhere.mkdir()
        living.store.rename(elsewhere / "old")
        for beside in living.folder.glob("office.saithong*"):
            if beside.suffix != ".saithong-backup" and ".saithong-backup" not in beside.name:
                beside.rename(elsewhere / beside.name)
        living("backup", "restore", made["file"])
        assert living("citizens", "list") == people
        whole = bytearray(Path(made["file"]).read_bytes())
        whole[len(whole) // 2] ^= 1
        broken = living.folder / "broken.saithong-backup"
        broken.write_bytes(whole)
        assert living.run("backup", "verify", broken).code == 1
