"""The saraban page, open on an office whose machine gives the numbers, with a letter in and a letter out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from sai_thong.db.store import Store
from sai_thong.registers.saraban import incoming, outgoing
from sai_thong.registers.saraban.series import INCOMING_SERIES, open_register, series_of
from sai_thong.registers.saraban.terms import Register
from sai_thong.ui.pages.saraban import SarabanPage
from sai_thong.ui.shell import Shell
from tests.ui.pages.conftest import OpenShell

YEAR = 2569
TODAY = date(2026, 11, 3)


@pytest.fixture
def store(empty_store: Callable[[], Store]) -> Store:
    """The central station, after the first letters of the year were given by hand."""
    made = empty_store()
    open_register(made, INCOMING_SERIES, YEAR, next_number=124)
    for register in Register:
        open_register(made, series_of(made, register), YEAR, next_number=57)
    incoming.receive(made, incoming.Receipt(sender="อำเภอโนนทรายคำ", subject="ขอเชิญประชุม"))
    outgoing.issue_document(made, outgoing.Draft(subject="แจ้งผลการพิจารณา", addressee="นางทองใบ", dated_on=TODAY))
    return made


@pytest.fixture
def shell(desk: OpenShell, store: Store) -> Shell:
    return desk("saraban", store)


@pytest.fixture
def page(shell: Shell) -> SarabanPage:
    found = shell.page()
    assert isinstance(found, SarabanPage)
    return found
