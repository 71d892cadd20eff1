"""The central system's totals, typed by scheme, stand beside the month's; a difference is a warning of its scheme."""

from __future__ import annotations

import pytest

from sai_thong.registers.allowances.central_totals import TotalsBeside, record_central_totals, totals_beside
from sai_thong.registers.allowances.findings import FindingCode
from sai_thong.registers.allowances.month_view import month_view
from sai_thong.registers.allowances.records import CentralTotal
from sai_thong.registers.allowances.refusals import NotPossible
from sai_thong.registers.law.terms import Scheme, SchemeSet
from sai_thong.thai.calendar import Month

NOV = Month(2026, 11)
ORDINARY = SchemeSet.ORDINARY


@pytest.fixture
def paid(office):
    """Two elders of 80 and one of them disabled."""
    people = [office.person(), office.person()]
    for person in people:
        office.accepted(person)
    office.accepted(people[0], Scheme.DISABILITY)
    return people


def messages(office):
    findings = month_view(office.store, ORDINARY, NOV).findings
    return [each.message for each in findings if each.code is FindingCode.CENTRAL_DIFFERS]


@pytest.mark.usefixtures("paid")
@pytest.mark.parametrize("sent", [False, True], ids=["draft", "sent"])
def test_each_scheme_stands_beside_what_was_typed(office, sent):
    if sent:
        office.send(NOV)
    assert totals_beside(office.store, ORDINARY, NOV) == (
        TotalsBeside(Scheme.OLD_AGE, (2, 160000), None),
        TotalsBeside(Scheme.DISABILITY, (1, 80000), None),
    )
    shown = {Scheme.OLD_AGE: (3, 220000), Scheme.DISABILITY: (1, 80000)}
    record_central_totals(office.store, ORDINARY, NOV, shown)
    old_age, disability = totals_beside(office.store, ORDINARY, NOV)
    assert (old_age.more_there, old_age.differ) == ((1, 60000), True)
    assert (disability.more_there, disability.differ) == ((0, 0), False)
    (message,) = messages(office)
    assert "2,200.00" in message
    assert "1,600.00" in message


@pytest.mark.usefixtures("paid")
def test_typing_again_corrects_what_was_typed(office):
    record_central_totals(office.store, ORDINARY, NOV, {Scheme.OLD_AGE: (3, 220000)})
    assert messages(office)
    record_central_totals(office.store, ORDINARY, NOV, {Scheme.OLD_AGE: (2, 160000)})
    assert messages(office) == []
    assert len(office.store.find(CentralTotal)) == 1


@pytest.mark.usefixtures("paid")
def test_a_scheme_that_nobody_typed_differs_in_nothing(office):
    assert messages(office) == []
    record_central_totals(office.store, ORDINARY, NOV, {Scheme.DISABILITY: (1, 80000)})
    assert messages(office) == []


@pytest.mark.usefixtures("paid")
@pytest.mark.parametrize("theirs", [(2, 160001), (3, 160000)], ids=["amount", "count"])
def test_either_figure_alone_is_a_difference(office, theirs):
    record_central_totals(office.store, ORDINARY, NOV, {Scheme.OLD_AGE: theirs})
    assert len(messages(office)) == 1


def test_a_month_with_nobody_here_differs_from_somebody_there(office):
    record_central_totals(office.store, ORDINARY, NOV, {Scheme.OLD_AGE: (1, 60000)})
    assert len(messages(office)) == 1


@pytest.mark.parametrize(
    "shown", [{Scheme.OLD_AGE: (-1, 0)}, {Scheme.OLD_AGE: (1, -5)}, {Scheme.HIV: (1, 50000)}], ids=str
)
def test_what_cannot_be_shown_is_refused(office, shown):
    with pytest.raises(NotPossible):
        record_central_totals(office.store, ORDINARY, NOV, shown)
    assert office.store.find(CentralTotal) == []


def test_the_sealed_sets_totals_are_kept_under_its_own_key(office):
    office.accepted(office.person(), Scheme.HIV)
    record_central_totals(office.store, SchemeSet.SPECIAL, NOV, {Scheme.HIV: (1, 50000)})
    assert office.store.find(CentralTotal) == []
    (beside,) = totals_beside(office.store, SchemeSet.SPECIAL, NOV)
    assert (beside.ours, beside.theirs) == ((1, 50000), (1, 50000))
