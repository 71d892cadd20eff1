"""What settles a finding of the month: the deeds that stand below its sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from sai_thong.ground.language import _
from sai_thong.registers.allowances.findings import Action, Finding, FindingCode
from sai_thong.registers.allowances.records import Claim, MonthState, PaymentMonth, SharedKind
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.allowances.stops import stops_of
from sai_thong.thai.calendar import Month
from sai_thong.ui.pages.allowances.list_section import Deed
from sai_thong.ui.pages.allowances.looking_into import legitimate_step
from sai_thong.ui.pages.allowances.proxy_steps import proxy_death_step
from sai_thong.ui.pages.allowances.stop_steps import stop_step

if TYPE_CHECKING:
    from sai_thong.ui.pages.allowances.month import MonthSection

ACTION_WORDS: Mapping[Action, Callable[[], str]] = {
    Action.CORRECT_PERSON: lambda: _("Correct the person…"),
    Action.SET_CHANNEL: lambda: _("How it is paid…"),
    Action.SET_PROXY: lambda: _("Proxy…"),
    Action.RECORD_PROXY_DEATH: lambda: _("The proxy has died…"),
    Action.RECORD_DEATH: lambda: _("Record the death…"),
    Action.RECORD_MOVE: lambda: _("Record the move…"),
    Action.RENEW_CARD: lambda: _("Renew the card…"),
    Action.REVIEW_INCOME: lambda: _("Look into the income…"),
    Action.SETTLE_DUPLICATE: lambda: _("Settle the case…"),
    Action.REVIEW_CLAIM: lambda: _("Look at the claim…"),
    Action.SETTLE_RETRO: lambda: _("Look at the claim…"),
    Action.TELL_STOP: lambda: _("Record the stop…"),
    Action.BALANCE_CASH: lambda: _("Count the cash…"),
    Action.CLOSE_PREVIOUS: lambda: _("Go to that month"),
    Action.CHOOSE_CLOSE: lambda: _("See both"),
    Action.COMPARE_CENTRAL: lambda: _("Compare…"),
}
"""Words of the button that does the action of a finding."""

_ON_THE_PERSON = frozenset({Action.CORRECT_PERSON, Action.RECORD_DEATH, Action.RECORD_MOVE})
"""Settled on the citizens' page; what stands in no table here, at the claim."""

_SECTION_OF = {Action.BALANCE_CASH: "cash", Action.COMPARE_CENTRAL: "central"}
"""The section that settles a finding about nobody alone."""


def deeds_of(section: MonthSection, finding: Finding) -> Iterator[Deed]:
    """What can be done about a finding in the window, the likeliest first."""
    if finding.shared is not None:
        yield from _of_shared(section, finding)
        return
    if finding.claim_ids:
        yield _("Show in the list"), partial(section.list.show_people_of, [finding])
    deed = _see_both(section) if finding.action is Action.CHOOSE_CLOSE else _deed(section, finding)
    if deed is not None:
        yield ACTION_WORDS[finding.action](), deed


def _see_both(section: MonthSection) -> Callable[[], object]:
    return partial(section.page.desk.go, "sync", section="conflicts")


def _deed(section: MonthSection, finding: Finding) -> Callable[[], object] | None:
    """What the finding's own action does; none where it is told of many whom the list shows."""
    action, page = finding.action, section.page
    if action is Action.CLOSE_PREVIOUS:
        return lambda: page.show_month(_open_before(section))
    if action is Action.TELL_STOP:
        return partial(_open_stop, section, finding.claim_id)
    if action in _SECTION_OF:
        return partial(page.open_section, _SECTION_OF[action], action=action.value)
    if finding.claim_ids and finding.code is not FindingCode.BROUGHT_OVER:
        return None
    if action in _ON_THE_PERSON:
        return partial(page.desk.go, "citizens", chosen=finding.person_id)
    return partial(page.open_section, "people", claim=finding.claim_id, action=action.value)


def _of_shared(section: MonthSection, finding: Finding) -> Iterator[Deed]:
    """Look at the people; confirm that they rightly share; of a proxy, that the proxy has died."""
    shared = finding.shared
    assert shared is not None
    yield _("Show in the list"), partial(section.list.show_people_of, [finding])
    legitimate = legitimate_step(section.store, section.scheme_set, finding, shared, section.today)
    yield legitimate.words, partial(section.open_step, legitimate)
    if shared.kind is SharedKind.PROXY:
        yield _("The proxy has died…"), partial(_open_proxy_death, section, shared.claim_ids)


def _open_proxy_death(section: MonthSection, claim_ids: tuple[str, ...]) -> None:
    claims = shelf_of(section.store, section.scheme_set).find(Claim, id=claim_ids)
    section.open_step(proxy_death_step(section.store, claims))


def _open_stop(section: MonthSection, claim_id: str) -> None:
    for view in stops_of(section.store, section.scheme_set):
        if view.line.claim_id == claim_id:
            section.open_step(stop_step(section.store, section.scheme_set, view, section.page.desk.clock.now()))
            return


def _open_before(section: MonthSection) -> Month:
    """The earliest month before this one that is not closed."""
    months = shelf_of(section.store, section.scheme_set).find(PaymentMonth)
    known = [each for each in months if each.month < section.month]
    still_open = [each.month for each in known if each.state is not MonthState.CLOSED]
    if still_open:
        return min(still_open)
    return max(each.month for each in known).next() if known else section.month.previous()
