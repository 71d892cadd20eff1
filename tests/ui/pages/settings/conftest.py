"""The settings page, open on the living office."""

from __future__ import annotations

import pytest

from sai_thong.ui.pages.settings import SettingsPage
from sai_thong.ui.shell import Shell
from tests.ui.pages.conftest import OpenShell


@pytest.fixture
def shell(desk: OpenShell) -> Shell:
    return desk("settings")


@pytest.fixture
def page(shell: Shell) -> SettingsPage:
    page = shell.page()
    assert isinstance(page, SettingsPage)
    return page
