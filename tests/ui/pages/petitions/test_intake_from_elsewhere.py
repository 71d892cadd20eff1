"""The intake opened for a citizen asks for the service next, and Tab goes through it as the eye does."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sai_thong.db.store import Store
from sai_thong.registers.citizens.listing import CitizenFilter, citizen_list
from sai_thong.ui.pages.citizens import CitizensPage
from sai_thong.ui.pages.petitions import PetitionsPage
from sai_thong.ui.pages.petitions.intake import IntakeView
from tests.ui.pages.conftest import OpenShell
from tests.ui.pages.settling import settled


def test_the_menu_of_a_citizen_leads_to_the_intake_for_them(desk: OpenShell, office_store: Store, qtbot: QtBot) -> None:
    person = citizen_list(office_store, "", CitizenFilter(alive=True), 1)[0]
    shell = desk("citizens")
    settled(qtbot, shell)
    citizens = shell.page()
    assert isinstance(citizens, CitizensPage)
    assert citizens.people.choose(person.id)
    citizens.take_petition()
    settled(qtbot, shell)
    page = shell.page()
    assert isinstance(page, PetitionsPage)
    view = page.over.top()
    assert isinstance(view, IntakeView)
    assert view.form.person.citizen is not None
    assert view.form.person.citizen.id == person.id
    assert view.form.service.finder.line.hasFocus()


def test_tab_goes_as_the_eye_does_through_fields_that_came_later(
    desk: OpenShell, office_store: Store, qtbot: QtBot
) -> None:
    person = citizen_list(office_store, "", CitizenFilter(alive=True), 1)[0]
    shell = desk("petitions")
    settled(qtbot, shell)
    page = shell.page()
    assert isinstance(page, PetitionsPage)
    page.take_petition(person.id)
    view = page.over.top()
    assert isinstance(view, IntakeView)
    view.form.service.choose("water-support")
    view.form.more.show_open(True)
    settled(qtbot, shell)
    view.form.person.take_focus()
    places = []
    while (focused := QApplication.focusWidget()) is not None and view.form.isAncestorOf(focused):
        places.append(focused.mapTo(view.form, focused.rect().topLeft()))
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert len(places) > 20
    assert [(place.y(), place.x()) for place in places] == sorted((place.y(), place.x()) for place in places)
    assert focused is view.save_button
