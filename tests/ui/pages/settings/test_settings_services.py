"""The office says its own promise, division and whether it gives a service; intake goes by it from then on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit
from pytestqt.qtbot import QtBot

from sai_thong.db.store import Store
from sai_thong.registers.law.service_terms import TermUnit
from sai_thong.registers.petitions.law_in_force import petition_law
from sai_thong.ui.kit import RecordForm
from sai_thong.ui.pages.petitions.intake_service import ServiceEntry
from sai_thong.ui.pages.settings import SettingsPage
from sai_thong.ui.pages.settings.services import ServicesSection
from sai_thong.ui.shell import Shell
from tests.ui.keyboard import type_text
from tests.ui.pages.settings.steps import open_section, save, texts, the_form, write


def services(page: SettingsPage) -> ServicesSection:
    section = open_section(page, "services")
    assert isinstance(section, ServicesSection)
    return section


def test_the_promise_and_the_division_of_a_service_are_the_offices_own(
    page: SettingsPage, shell: Shell, office_store: Store, qtbot: QtBot
) -> None:
    section = services(page)
    assert section.table.choose_id("water-support")
    section.change()
    form = the_form(section)
    write(form, "amount", "2")
    form.editor("unit").show_value(TermUnit.WORKING_DAYS.value)
    form.editor("division").show_value("office")
    write(form, "reason", "ประกาศของสำนักงาน")
    save(qtbot, shell, form)
    service = petition_law(office_store).services.service("water-support", section.today)
    assert service is not None
    assert (service.amount, service.unit, service.division) == (2, TermUnit.WORKING_DAYS, "office")
    section.table.choose_id("water-support")
    assert "ประกาศของสำนักงาน" in texts(section.record)


def test_a_service_the_office_does_not_give_is_offered_no_more_and_comes_back(
    page: SettingsPage, shell: Shell, office_store: Store, qtbot: QtBot
) -> None:
    section = services(page)
    for given in (False, True):
        assert section.table.choose_id("septic")
        section.turn()
        form = the_form(section)
        write(form, "reason", "ไม่มีรถ")
        save(qtbot, shell, form)
        assert (petition_law(office_store).services.service("septic", section.today) is not None) is given


def test_the_clocks_of_the_law_are_shown_each_with_its_article_and_can_be_said_otherwise(
    page: SettingsPage, shell: Shell, office_store: Store, qtbot: QtBot
) -> None:
    section = services(page)
    section.which.set_value("clock_profiles")
    section.load()
    assert section.table.choose_id("complaint-2546")
    assert "มาตรา 38" in texts(section.record)
    section.change()
    form = the_form(section)
    write(form, "answer", "10")
    write(form, "reason", "ประกาศของสำนักงาน")
    save(qtbot, shell, form)
    profile = petition_law(office_store).clocks.profile_in_force("complaint", section.today)
    assert profile.answer is not None
    assert profile.answer.amount == 10


def test_a_service_is_found_as_one_types(page: SettingsPage) -> None:
    section = services(page)
    section.search.setText("ไฟฟ้า")
    assert [row["id"] for row in section.table.rows()] == ["street-light"]
    section.search.setText("ไม่มีบริการนี้")
    assert not section.table.rows()


def test_a_service_no_other_office_gives_is_added_and_offered_at_the_counter(
    page: SettingsPage, shell: Shell, office_store: Store, qtbot: QtBot
) -> None:
    section = services(page)
    qtbot.keyClick(shell, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    form = the_form(section)
    write(form, "name", "ขอยืมเต็นท์และเก้าอี้")
    form.editor("division").show_value("office")
    write(form, "amount", "1")
    form.editor("unit").show_value(TermUnit.WORKING_DAYS.value)
    write(form, "papers", "สำเนาบัตรประชาชน *; แผนที่บ้านงาน")
    write(form, "reason", "ประกาศ อบต.")
    save(qtbot, shell, form)
    catalogue = petition_law(office_store).services
    (service,) = [each for each in catalogue.in_force(section.today) if each.name == "ขอยืมเต็นท์และเก้าอี้"]
    assert (service.division, service.amount, service.unit) == ("office", 1, TermUnit.WORKING_DAYS)
    assert [(paper.name, paper.required) for paper in service.papers] == [
        ("สำเนาบัตรประชาชน", True),
        ("แผนที่บ้านงาน", False),
    ]
    assert section.table.choose_id(service.id)
    section.reset()
    form = the_form(section)
    write(form, "reason", "เพิ่มผิด")
    save(qtbot, shell, form)
    assert service.key not in petition_law(office_store).services.rows


def write_lines(qtbot: QtBot, form: RecordForm, key: str, *lines: str) -> None:
    """Type lines in place of what stands in a field of several lines."""
    text = form.editor(key).focus_target()
    assert isinstance(text, QPlainTextEdit)
    text.setFocus()
    text.selectAll()
    for number, line in enumerate(lines):
        if number:
            qtbot.keyClick(text, Qt.Key.Key_Return)
        type_text(text, line)


def test_what_a_form_asks_and_whose_opinion_is_asked_are_the_offices_own(
    page: SettingsPage, shell: Shell, office_store: Store, qtbot: QtBot
) -> None:
    section = services(page)
    assert section.table.choose_id("road")
    qtbot.keyClick(shell, Qt.Key.Key_F2)
    form = the_form(section)
    assert form.editor("fields").read() == "length = ความยาวโดยประมาณ: ตัวเลข: เมตร\nlandmark = จุดสังเกต: ข้อความ"
    assert form.editor("chain").read() == ("officer", "head", "clerk", "mayor")
    head = form.editor("chain").findChildren(QCheckBox)[1]
    head.setFocus()
    qtbot.keyClick(head, Qt.Key.Key_Space)
    write_lines(qtbot, form, "fields", "จุดสังเกต", "ความกว้าง: ตัวเลข: เมตร *", "อาการ: ตัวเลือก: ทรุด | เป็นหลุม")
    write(form, "reason", "แบบของสำนักงาน")
    save(qtbot, shell, form)
    road = petition_law(office_store).services.service("road", section.today)
    assert road is not None
    assert [(each.key, each.kind.value, each.required) for each in road.fields] == [
        ("landmark", "text", False),
        ("ความกว้าง", "number", True),
        ("อาการ", "choice", False),
    ]
    assert [step.value for step in road.chain] == ["officer", "clerk", "mayor"]
    entry = ServiceEntry(petition_law(office_store), section.today, stage=shell)
    qtbot.addWidget(entry)
    entry.choose("road")
    assert list(entry.extra.rows)[:3] == ["landmark", "ความกว้าง", "อาการ"]
    entry.extra.editor("ความกว้าง").show_value("4")
    assert entry.answers()["ความกว้าง"] == "4"


def test_what_no_form_can_ask_is_told_and_the_form_stays(
    page: SettingsPage, shell: Shell, office_store: Store, qtbot: QtBot
) -> None:
    section = services(page)
    assert section.table.choose_id("road")
    before = petition_law(office_store).services
    section.change()
    form = the_form(section)
    write_lines(qtbot, form, "fields", "อาการ: ตัวเลือก")
    write(form, "reason", "ทดลอง")
    save(qtbot, shell, form)
    assert section.over.form() is form
    assert "services.toml" in texts(form)
    assert "road" in texts(form)
    assert petition_law(office_store).services == before
