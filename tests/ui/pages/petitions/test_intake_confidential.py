"""Whether a petition is a confidential one follows its service, and what was ticked by hand."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from sai_thong.ui.pages.petitions import PetitionsPage
from sai_thong.ui.pages.petitions.intake import IntakeView
from tests.ui.pages.conftest import OpenShell
from tests.ui.pages.settling import settled


def test_a_service_chosen_by_mistake_leaves_the_petition_no_confidential_one(desk: OpenShell, qtbot: QtBot) -> None:
    shell = desk("petitions")
    settled(qtbot, shell)
    page = shell.page()
    assert isinstance(page, PetitionsPage)
    page.take_petition()
    view = page.over.top()
    assert isinstance(view, IntakeView)
    for service, secret in (("corruption", True), ("street-light", False)):
        view.form.service.choose(service)
        assert view.form.is_confidential is secret
    assert view.form.more.part.isVisible(), "who is complained of was asked for"
    view.form.more.part.show_values({"confidential": True})
    view.form.service.choose("road")
    assert view.form.is_confidential, "what was ticked by hand stays"
