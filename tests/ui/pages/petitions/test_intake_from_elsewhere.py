"""Who stands before the clerk on the citizens' page is served from there, with the service as the next thing asked."""

from __future__ import annotations

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
