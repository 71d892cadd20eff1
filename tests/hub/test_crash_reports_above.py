"""What people behind a hub let go of the program's mistakes reaches the province."""

from __future__ import annotations

from sai_thong.hub.crash_reports_above import pass_on
from sai_thong.hub.switching import switch_on
from sai_thong.hub.upstream import opened_book
from sai_thong.server.answering import Question
from sai_thong.server.crash_reports import answer_crash_reports, reports_of
from sai_thong.server.database import of_office
from sai_thong.sync.crash_messages import MOST_AT_ONCE, pack_reports
from sai_thong.sync.crash_reports import let_go, waiting_to_go
from tests.hub.by_stick import CLOCK, Office
from tests.sync.real_stations import OFFICE


def report(engine, *texts: str) -> None:
    with of_office(engine, OFFICE) as connection:
        answer_crash_reports(Question(connection, OFFICE, "pc2", pack_reports(texts), b"", CLOCK))


def held(engine) -> list[str]:
    with of_office(engine, OFFICE) as connection:
        return sorted(each.text for each in reports_of(connection, OFFICE))


def test_reports_of_every_computer_behind_a_hub_reach_the_province_by_stick(office_by_stick: Office) -> None:
    office, store = office_by_stick, office_by_stick.hub.store
    switch_on(store, why="ไม่มีเครือข่าย")
    with opened_book(store.path) as book:
        report(book, "จากอีกเครื่อง")
        let_go(store, ["จากเครื่องนี้"])
        office.export()
        assert waiting_to_go(store) == ("จากเครื่องนี้", "จากอีกเครื่อง"), "until an answer says that they are held"
        assert held(book) == []
        office.meet()
    assert waiting_to_go(store) == ()
    assert held(office.engine) == ["จากอีกเครื่อง", "จากเครื่องนี้"]


def test_what_finds_no_room_beside_what_waits_stays_in_the_book(office_by_stick: Office) -> None:
    store = office_by_stick.hub.store
    switch_on(store, why="ไม่มีเครือข่าย")
    let_go(store, [f"ก่อน {number}" for number in range(MOST_AT_ONCE - 1)])
    with opened_book(store.path) as book:
        report(book, "หนึ่ง", "สอง")
        pass_on(store, book, OFFICE)
        assert len(waiting_to_go(store)) == MOST_AT_ONCE
        assert len(held(book)) == 1
