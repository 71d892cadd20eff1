"""The registers of documents through keys and clicks: what is entered stands in the store under its number."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from sai_thong.db import access_log
from sai_thong.db.access_log import Access, Wanted
from sai_thong.db.store import Store
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.attachments.operations import Subject, attachments_of
from sai_thong.registers.saraban import incoming, keeping, outgoing
from sai_thong.registers.saraban.destruction import destruction_lists
from sai_thong.registers.saraban.records import IncomingDocument, OutgoingDocument
from sai_thong.registers.saraban.sealing import seal
from sai_thong.registers.saraban.series import Numbering
from sai_thong.registers.saraban.terms import DestructionState, ItemDecision, Register
from sai_thong.registers.sensitive_sets import COMPLAINTS
from sai_thong.ui.kit import ActionButton, RecordForm, ThaiLabel, keys
from sai_thong.ui.pages.saraban import SarabanPage
from sai_thong.ui.pages.saraban.destruction import DestructionSection
from sai_thong.ui.pages.saraban.documents import DocumentSection
from sai_thong.ui.pages.saraban.incoming import IncomingSection
from sai_thong.ui.pages.saraban.outgoing import OutgoingSection
from sai_thong.ui.pages.saraban.section import Section
from sai_thong.ui.pages.saraban.views import subject_of
from sai_thong.ui.preview import PrintPreview
from sai_thong.ui.shell import Shell
from tests.registers.attachments.conftest import pdf
from tests.ui.keyboard import type_text
from tests.ui.pages.conftest import OpenShell
from tests.ui.pages.saraban.conftest import TODAY, YEAR
from tests.ui.pages.settling import settled

CONTROL = Qt.KeyboardModifier.ControlModifier


def the_form(section: Section) -> RecordForm:
    form = section.over.form()
    assert form is not None
    return form


def write(form: RecordForm, key: str, text: str) -> None:
    line = form.editor(key).focus_target()
    line.setFocus()
    if isinstance(line, QLineEdit):
        line.selectAll()
    type_text(line, text)


def save(qtbot: QtBot, shell: Shell, form: RecordForm) -> None:
    qtbot.keyClick(form, Qt.Key.Key_S, CONTROL)
    settled(qtbot, shell)


def told(page: SarabanPage) -> str:
    return "\n".join(f"{each.text()} {each.more_label.text()}" for each in page.banners.banners())


def panel_texts(section: DocumentSection | DestructionSection) -> str:
    return "\n".join(label.text() for label in section.record.findChildren(ThaiLabel))


def press(qtbot: QtBot, shell: Shell, section: Section, words: str) -> None:
    """Click the button of the panel that says `words`."""
    settled(qtbot, shell)
    (button,) = [
        each
        for each in section.findChildren(ActionButton)
        if each.isVisibleTo(section) and each.text().replace("\u200b", "").startswith(words)
    ]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settled(qtbot, shell)


def open_tab(page: SarabanPage, key: str) -> Section:
    page.tabs.open(key)
    return page.section()


@pytest.fixture
def came(page: SarabanPage) -> IncomingSection:
    section = page.section()
    assert isinstance(section, IncomingSection)
    return section


@pytest.fixture
def left(page: SarabanPage) -> OutgoingSection:
    section = open_tab(page, "outgoing")
    assert isinstance(section, OutgoingSection)
    return section


def test_a_document_is_received_by_keyboard_alone(
    came: IncomingSection, page: SarabanPage, shell: Shell, store: Store, qtbot: QtBot
) -> None:
    qtbot.keyClick(shell, Qt.Key.Key_N, CONTROL)
    form = the_form(came)
    for text in ("การไฟฟ้าส่วนภูมิภาค", "แจ้งดับกระแสไฟฟ้า", "มท 5300/12", "2/11/2569"):
        focused = form.focusWidget()
        assert isinstance(focused, QLineEdit)
        type_text(focused, text)
        qtbot.keyClick(focused, Qt.Key.Key_Return)
    save(qtbot, shell, form)
    (kept,) = store.find(IncomingDocument, number=125)
    assert (kept.sender, kept.subject, kept.their_number) == (
        "การไฟฟ้าส่วนภูมิภาค", "แจ้งดับกระแสไฟฟ้า", "มท 5300/12",
    )  # fmt: skip
    assert (kept.dated_on, kept.received_at) == (date(2026, 11, 2), store.clock.now())
    assert kept.addressee.startswith("นายกองค์การบริหารส่วนตำบล")
    assert came.chosen_id() == kept.id
    assert "125/2569" in told(page)


def test_what_is_missing_is_told_in_the_form_and_costs_no_number(
    came: IncomingSection, shell: Shell, store: Store, qtbot: QtBot
) -> None:
    came.receive()
    form = the_form(came)
    write(form, "sender", "อำเภอ")
    write(form, "received_time", "25:00")
    save(qtbot, shell, form)
    assert form.problem("subject")
    assert form.problem("received_time")
    write(form, "subject", "ขอข้อมูล")
    write(form, "received_time", "23.59")
    save(qtbot, shell, form)
    assert form.banners.banners(), "received in the future"
    write(form, "received_time", "๐๘.๓๐")
    save(qtbot, shell, form)
    (kept,) = store.find(IncomingDocument, number=125)
    assert kept.received_at == datetime(2026, 11, 3, 1, 30, tzinfo=UTC)


def test_a_number_on_the_paper_counts_before_the_next_one(
    came: IncomingSection, shell: Shell, store: Store, qtbot: QtBot
) -> None:
    came.receive()
    form = the_form(came)
    for key, text in (("sender", "ก"), ("subject", "ข"), ("number", "90")):
        write(form, key, text)
    save(qtbot, shell, form)
    assert [each.number for each in store.find(IncomingDocument)] == [124, 90]
    assert came.over.top() is None


def test_a_search_goes_through_every_year_and_leaves_nothing_over(
    came: IncomingSection, shell: Shell, store: Store, qtbot: QtBot
) -> None:
    earlier = datetime(2025, 6, 1, 3, 0, tzinfo=UTC)
    incoming.receive(
        store,
        incoming.Receipt(sender="วัดโนนปู่ทวด", subject="ขอยืมเต็นท์", received_at=earlier),
        numbering=Numbering.BY_HAND,
        number=7,
    )
    page = shell.page()
    assert page is not None
    page.refresh()
    type_text(came.search, "เต็นท์")
    settled(qtbot, shell)
    qtbot.keyClick(came.search, Qt.Key.Key_Down)
    row = came.table.chosen()
    assert row is not None
    assert (row["number"], row["sender"]) == ("7/2568", "วัดโนนปู่ทวด")
    came.search.setText("ไม่มีเรื่องนี้")
    settled(qtbot, shell)
    assert came.chosen_id() == ""
    assert "เลือกหนังสือ" in panel_texts(came)


def test_what_was_done_is_kept_and_the_panel_tells_everything(
    came: IncomingSection, shell: Shell, store: Store, qtbot: QtBot
) -> None:
    came.table.choose(0)
    press(qtbot, shell, came, "การปฏิบัติ")
    form = the_form(came)
    write(form, "action", "ทราบ")
    write(form, "division", "กองช่าง")
    save(qtbot, shell, form)
    (kept,) = store.find(IncomingDocument)
    assert (kept.action, kept.division) == ("ทราบ", "กองช่าง")
    shown = panel_texts(came)
    for words in ("ขอเชิญประชุม", "เลขรับ 124/2569", "อำเภอโนนทรายคำ", "ทราบ", "กองช่าง", "31 ธันวาคม 2579"):
        assert words in shown


def test_f2_corrects_with_a_reason(came: IncomingSection, shell: Shell, store: Store, qtbot: QtBot) -> None:
    came.table.choose(0)
    qtbot.keyClick(shell, Qt.Key.Key_F2)
    form = the_form(came)
    write(form, "subject", "ขอเชิญอบรม")
    save(qtbot, shell, form)
    assert form.problem("why")
    write(form, "why", "พิมพ์ผิด")
    save(qtbot, shell, form)
    (kept,) = store.find(IncomingDocument)
    assert (kept.subject, kept.number) == ("ขอเชิญอบรม", 124)
    assert store.history(kept.id)[-1].reason == "พิมพ์ผิด"


def test_a_void_document_stays_in_the_list_with_its_reason(
    came: IncomingSection, shell: Shell, store: Store, qtbot: QtBot
) -> None:
    came.table.choose(0)
    came.make_void()
    form = the_form(came)
    write(form, "why", "ลงซ้ำ")
    save(qtbot, shell, form)
    assert "ลงซ้ำ" in panel_texts(came)
    buttons = [each for each in came.record.findChildren(ActionButton) if each.isVisible()]
    assert [each.key for each in buttons] == [keys.HISTORY]
    came.correct()
    assert came.over.form() is None
    (kept,) = store.find(IncomingDocument)
    assert kept.voided_on == TODAY


def test_a_machine_that_gives_no_numbers_keys_what_the_central_one_told(
    desk: OpenShell, empty_store: Callable[[], Store], qtbot: QtBot
) -> None:
    store = empty_store()
    shell = desk("saraban", store)
    page = shell.page()
    assert isinstance(page, SarabanPage)
    section = page.section()
    assert isinstance(section, IncomingSection)
    section.receive()
    form = the_form(section)
    write(form, "sender", "ก")
    write(form, "subject", "ข")
    save(qtbot, shell, form)
    (kept,) = store.find(IncomingDocument)
    assert kept.number is None
    assert "ยังไม่มีเลข" in panel_texts(section)
    press(qtbot, shell, section, "ออกเลข")
    form = the_form(section)
    write(form, "number", "31")
    save(qtbot, shell, form)
    assert store.get(IncomingDocument, kept.id).number == 31
    section.open_series()
    form = the_form(section)
    write(form, "next_number", "32")
    save(qtbot, shell, form)
    assert section.gives_numbers("letters-in")
    section.open_series()
    assert section.over.form() is None


def test_a_letter_gets_its_number_and_an_order_the_one_of_its_register(
    left: OutgoingSection, page: SarabanPage, shell: Shell, store: Store, qtbot: QtBot
) -> None:
    qtbot.keyClick(shell, Qt.Key.Key_N, CONTROL)
    form = the_form(left)
    write(form, "subject", "ขอความอนุเคราะห์")
    save(qtbot, shell, form)
    assert "99901/58" in told(page)
    left.register.set_value(Register.ORDERS.value)
    left.load()
    left.enter()
    form = the_form(left)
    write(form, "subject", "แต่งตั้งเวรยาม")
    save(qtbot, shell, form)
    (order,) = store.find(OutgoingDocument, register=Register.ORDERS)
    assert order.printed_number == "57/2569"
    assert left.chosen_id() == order.id


def test_a_draft_waits_for_its_number_and_gets_it_by_one_click(
    left: OutgoingSection, page: SarabanPage, shell: Shell, store: Store, qtbot: QtBot
) -> None:
    draft = outgoing.draft_outgoing(store, outgoing.Draft(subject="ร่างหนังสือ", dated_on=TODAY)).record
    page.refresh()
    left.waiting.set_value("waiting")
    left.load()
    left.table.choose(0)
    assert left.chosen_id() == draft.id
    press(qtbot, shell, left, "ออกเลข")
    assert store.get(OutgoingDocument, draft.id).number == 58
    assert left.chosen_id() == ""


def test_an_inserted_number_needs_its_reason(
    left: OutgoingSection, page: SarabanPage, shell: Shell, store: Store, qtbot: QtBot
) -> None:
    draft = outgoing.draft_outgoing(store, outgoing.Draft(subject="ตกหล่น", dated_on=TODAY)).record
    page.refresh()
    left.table.choose_id(draft.id)
    left.insert_number()
    form = the_form(left)
    write(form, "number", "57")
    write(form, "why", "ตกหล่น")
    save(qtbot, shell, form)
    assert store.get(OutgoingDocument, draft.id).printed_number.endswith("/57.1")


def test_a_confidential_letter_is_shown_whole_only_to_who_holds_the_key(
    left: OutgoingSection, page: SarabanPage, store: Store, qtbot: QtBot
) -> None:
    made = outgoing.issue_document(
        store, outgoing.Draft(subject="ร้องเรียน ก", dated_on=TODAY), set_name=COMPLAINTS
    ).record
    page.refresh()
    left.table.choose_id(made.id)
    row = left.table.chosen()
    assert row is not None
    assert row["subject"] == "ลับ"
    assert "ร้องเรียน ก" not in panel_texts(left)
    qtbot.waitUntil(lambda: "ร้องเรียน ก" in panel_texts(left), timeout=20_000)
    (look,) = access_log.accesses(store, Wanted(kinds=frozenset({Access.VIEW_SEALED})))
    assert look.record_id == made.id
    assert "แนบแฟ้ม…" not in [action.text() for action in left.more_menu(made).actions()]


def test_a_sealed_letter_that_came_is_shown_whole_only_to_who_holds_the_key(
    came: IncomingSection, store: Store, qtbot: QtBot
) -> None:
    (document, *_others) = store.find(IncomingDocument, number=124)
    with store.transaction() as tx:
        line = seal(tx, document, Subject("", "", COMPLAINTS), on_day=TODAY)
    came.page.refresh()
    came.table.choose_id(line.id)
    row = came.table.chosen()
    assert row is not None
    assert (row["sender"], row["subject"]) == ("ลับ", "ลับ")
    assert document.subject not in panel_texts(came)
    qtbot.waitUntil(lambda: document.subject in panel_texts(came), timeout=20_000)
    (look,) = access_log.accesses(store, Wanted(kinds=frozenset({Access.VIEW_SEALED})))
    assert look.record_id == line.id
    assert "แนบแฟ้ม…" not in [action.text() for action in came.more_menu(line).actions()]
    came.correct()
    assert "เป็นของเรื่องลับ" in told(came.page)


def test_a_scan_is_attached_and_shown(
    came: IncomingSection, shell: Shell, store: Store, tmp_path: Path, qtbot: QtBot
) -> None:
    scan = tmp_path / "สแกน.pdf"
    scan.write_bytes(pdf())
    came.table.choose(0)
    document = came.shown()
    assert document is not None
    came.attach_path(document, scan)
    qtbot.waitUntil(lambda: "สแกน.pdf" in told(came.page), timeout=20_000)
    (kept,) = attachments_of(store, subject_of(document))
    assert kept.name == "สแกน.pdf"
    assert "1 แฟ้ม" in panel_texts(came)
    press(qtbot, shell, came, "ตรารับบนสแกน")
    qtbot.waitUntil(lambda: shell.findChild(PrintPreview) is not None, timeout=20_000)
    shell.findChild(PrintPreview).closed.emit()
    offered = came.more_menu(document).actions()
    (stamped,) = [each for each in offered if each.text() == "สแกน.pdf พร้อมตรารับหนังสือ"]
    stamped.trigger()
    qtbot.waitUntil(lambda: shell.findChild(PrintPreview) is not None, timeout=20_000)
    shell.findChild(PrintPreview).closed.emit()
    offered[0].trigger()
    qtbot.waitUntil(lambda: shell.findChild(PrintPreview) is not None, timeout=20_000)


def test_the_stamp_and_the_register_come_to_the_preview(came: IncomingSection, shell: Shell, qtbot: QtBot) -> None:
    came.table.choose(0)
    press(qtbot, shell, came, "ตรารับหนังสือ")
    qtbot.waitUntil(lambda: shell.findChild(PrintPreview) is not None, timeout=30_000)


def test_documents_are_held_back_and_kept_longer(
    came: IncomingSection, shell: Shell, store: Store, qtbot: QtBot
) -> None:
    came.table.choose(0)
    came.hold_back()
    form = the_form(came)
    write(form, "why", "สตง. ขอตรวจ")
    save(qtbot, shell, form)
    assert "สตง. ขอตรวจ" in panel_texts(came)
    came.release()
    form = the_form(came)
    write(form, "why", "เสร็จ")
    save(qtbot, shell, form)
    came.classify()
    form = the_form(came)
    form.editor("retention_class").show_value("routine")
    write(form, "why", "เรื่องประจำ")
    save(qtbot, shell, form)
    (kept,) = store.find(IncomingDocument)
    assert (kept.hold, kept.retain_until) == ("", date(2027, 12, 31))


def test_documents_past_their_time_go_all_the_way_by_the_one_next_step(
    page: SarabanPage, shell: Shell, store: Store, qtbot: QtBot
) -> None:
    more = [incoming.receive(store, incoming.Receipt(sender="ก", subject=f"เรื่อง {n}")).record for n in range(2)]
    for document in [*store.find(IncomingDocument, number=124), *more]:
        keeping.classify(store, store.get(IncomingDocument, document.id), "routine", why="เรื่องประจำ")
    for clock in (store.clock, shell.clock):
        assert isinstance(clock, FixedClock)
        clock.moment = datetime(2028, 1, 12, 3, 0, tzinfo=UTC)
    section = open_tab(page, "destruction")
    assert isinstance(section, DestructionSection)
    section.survey()
    settled(qtbot, shell)
    assert "ปี 2570" in panel_texts(section)
    press(qtbot, shell, section, "ใส่รายชื่อคณะกรรมการ")
    form = the_form(section)
    for key, name in (("chair", "นาย ก"), ("second", "นาง ข"), ("third", "นาย ค"), ("order_no", "12/2571")):
        write(form, key, name)
    save(qtbot, shell, form)
    section.table.choose(0)
    press(qtbot, shell, section, "ขยายเวลาการเก็บ")
    form = the_form(section)
    write(form, "until", "31/12/2575")
    save(qtbot, shell, form)
    press(qtbot, shell, section, "ที่เหลือทั้งหมด")
    press(qtbot, shell, section, "พิจารณาครบแล้ว")
    press(qtbot, shell, section, "ส่งหอจดหมายเหตุแห่งชาติแล้ว")
    form = the_form(section)
    write(form, "letter_no", "กส 99901/5")
    save(qtbot, shell, form)
    section.table.choose(1)
    press(qtbot, shell, section, "หอจดหมายเหตุขอ")
    press(qtbot, shell, section, "ทำลายแล้ว")
    form = the_form(section)
    write(form, "answer", "เห็นชอบ")
    write(form, "way", "ย่อยกระดาษ")
    save(qtbot, shell, form)
    (kept,) = destruction_lists(store)
    assert (kept.year_be, kept.state) == (YEAR + 1, DestructionState.DESTROYED)
    decided = {each.item.decision: each.document.destroyed_on for each in section._lines.values()}
    assert decided == {
        ItemDecision.KEEP_LONGER: None,
        ItemDecision.TO_ARCHIVES: None,
        ItemDecision.DESTROY: date(2028, 1, 12),
    }


def test_an_open_form_asks_before_it_is_lost_and_the_state_survives(
    left: OutgoingSection, page: SarabanPage, shell: Shell
) -> None:
    left.register.set_value(Register.LETTERS.value)
    left.load()
    left.table.choose(0)
    state = page.state()
    assert (state["section"], state["register"]) == ("outgoing", "letters")
    page.restore({"section": "incoming"})
    page.restore(state)
    assert page.section() is left
    assert left.chosen_id() == state["chosen"] != ""
    left.enter()
    assert page.go_back()
    assert left.over.form() is None
    assert shell.page() is page
