"""The hub: sharing this office with its other computers on the local network, through one of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sai_thong.db.changes import ChangeSet
from sai_thong.db.store import Store
from sai_thong.ground.errors import SaiThongError
from sai_thong.ground.language import _
from sai_thong.sync.holdings import (
    Holdings,
    hand_over_to_hub,
    held_elsewhere,
    held_here,
    hub_station,
    take_over_months,
)
from sai_thong.ui import theme
from sai_thong.ui.kit import (
    ActionButton,
    Banner,
    Card,
    FieldSpec,
    FigureCard,
    FigureRow,
    RecordForm,
    Text,
    ThaiLabel,
    Tone,
)
from sai_thong.ui.pages.sync.section import Section
from sai_thong.ui.pages.sync.stick import choose_stick_folder
from sai_thong.ui.sync_words import moment_words

if TYPE_CHECKING:
    from sai_thong.ui.pages.sync.page import SyncPage
    from sai_thong.ui.work import Job


@dataclass(frozen=True)
class HubFacts:
    """What the section shows.

    Attributes:
        is_hub: Whether this computer is the hub.
        address: Where other computers reach it; empty where it is not.
        name: The computer that is the hub; empty where there is none.
        since: Since when, in UTC.
        why: The reason given.
        province: Whom the hub talks to; empty where there is nobody, or only sticks reach it.
        has_province: Whether there is somebody.
        gives_back: Whether this computer gave the order back by stick, and the province has not answered.
        here: What this computer holds of number series and months.
        elsewhere: What other computers hold.
        hub_elsewhere: Whether another computer is the hub.
    """

    is_hub: bool
    address: str
    name: str
    since: str
    why: str
    province: str
    has_province: bool
    gives_back: bool
    here: Holdings
    elsewhere: tuple[Holdings, ...]
    hub_elsewhere: bool


def read_hub(store: Store) -> HubFacts:
    """Read who is the hub."""
    from sai_thong.hub.giving_back import awaits_province
    from sai_thong.hub.keeping import kept_hub, lan_url, province_of
    from sai_thong.registers.hub_terms import HubTerm

    kept, province = kept_hub(store), province_of(store)
    terms = sorted(store.find(HubTerm), key=lambda each: (each.generation, each.key))
    term = terms[-1] if terms and terms[-1].key else None
    is_hub = kept is not None and kept.is_on
    return HubFacts(
        is_hub,
        lan_url(store) if is_hub else "",
        term.name if term else "",
        term.since if term else "",
        term.why if term else "",
        province.url if province else "",
        province is not None,
        awaits_province(store),
        held_here(store),
        tuple(held_elsewhere(store)),
        bool(hub_station(store)),
    )


class HubSection(Section):
    """Who is the hub, and how this computer becomes it."""

    def __init__(self, page: SyncPage) -> None:
        self.give_back_button = ActionButton(_("Let the province keep the order again…"), self.give_back)
        self.be_hub = ActionButton(_("Let this computer be the hub…"), self.switch_on, kind="primary")
        self.hand_over_button = ActionButton(_("Hand numbers and months to the hub…"), self.hand_over)
        super().__init__(page, [self.give_back_button, self.hand_over_button, self.be_hub])
        self._facts: HubFacts | None = None
        self.give_back_button.hide()
        self.hand_over_button.hide()
        self.who = FigureCard(_("Hub of the office"))
        self.here = FigureCard(_("This computer"))
        self.upwards = FigureCard(_("The hub talks to"))
        base = QWidget()
        column = QVBoxLayout(base)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(12))
        column.addWidget(FigureRow([self.who, self.here, self.upwards]))
        card = Card(margin=18, spacing=6)
        card.body.addWidget(ThaiLabel(_("What a hub is"), Text.SECTION, max_lines=1))
        for sentence in (
            _("The computers of the office exchange with the hub over the local network, without the internet."),
            _("The hub keeps the order of what happened, and it alone talks to the province or the stick."),
            _("If it breaks, every computer works on, and another one is made the hub here; nothing is lost."),
            _(
                "The other computers find it by themselves. If one does not, get a code here and type it there: it "
                "holds the address."
            ),
        ):
            card.body.addWidget(ThaiLabel(sentence))
        self.why = ThaiLabel("", Text.SMALL, muted=True)
        self.why.hide()
        card.body.addWidget(self.why)
        self.holders = ThaiLabel("", Text.SMALL, muted=True)
        self.holders.hide()
        card.body.addWidget(self.holders)
        column.addWidget(card)
        column.addStretch(1)
        self.put(base)
        page.desk.hub.changed.connect(self.load)

    def load(self) -> None:
        """Read who is the hub."""
        self.read(read_hub, done=self._show)

    def _show(self, facts: HubFacts) -> None:
        self._facts = facts
        since = _("since {when}").format(when=moment_words(facts.since, self.today)) if facts.since else ""
        self.who.set_figure(facts.name or _("None"), since)
        if facts.is_hub:
            serving = self.page.desk.hub.serving
            words = _("serves at {address}").format(address=facts.address)
            if not serving:
                words = _("does not serve now")
            self.here.set_figure(_("is the hub"), words, Tone.OK if serving else Tone.WARNING)
        else:
            self.here.set_figure(_("is not the hub"))
        by_stick = _("by USB stick") if facts.has_province else ""
        self.upwards.set_figure(_("The province") if facts.has_province else _("Nobody"), facts.province or by_stick)
        self.why.setVisible(bool(facts.why))
        self.why.set_text(_("Reason given: {why}").format(why=facts.why) if facts.why else "")
        held = _held_words(facts.elsewhere) if facts.is_hub else ""
        self.holders.setVisible(bool(held))
        self.holders.set_text(held)
        self.be_hub.setEnabled(not (facts.is_hub and self.page.desk.hub.serving))
        self._fit_actions()

    def _show_actions(self, covered: bool) -> None:
        super()._show_actions(covered)
        if not covered:
            self._fit_actions()

    def _fit_actions(self) -> None:
        facts = self._facts
        may_give_back = facts is not None and (facts.gives_back or (facts.is_hub and facts.has_province))
        self.give_back_button.setVisible(may_give_back)
        holds = facts is not None and facts.hub_elsewhere and bool(facts.here.names)
        self.hand_over_button.setVisible(holds)

    def switch_on(self) -> None:
        """Ask for the reason, and become the hub."""
        others = bool(self._facts and self._facts.name and not self._facts.is_hub)
        title = _("Take over as the hub") if others else _("Let this computer be the hub")
        elsewhere = self._facts.elsewhere if self._facts else ()
        fields = []
        if any(each.months for each in elsewhere):
            months = ", ".join(dict.fromkeys(month.month.name for each in elsewhere for month in each.months))
            words = _("Other computers hold {months}. The hand-over is recorded.").format(months=months)
            fields.append(FieldSpec("months", _("Take over their open months"), "tick", help=words))

        def switch_on(values: Mapping[str, Any]) -> Job:
            return self.page.desk.hub.switch_on(str(values["why"]))

        self._ask_why(title, switch_on, lambda _values: _("This computer is the hub now."), fields)

    def give_back(self) -> None:
        """Ask for the reason, and give the order back to the province: over the line, or by a stick."""
        facts, hub = self._facts, self.page.desk.hub
        has_line = facts is not None and bool(facts.province) and not facts.gives_back
        by_stick = FieldSpec("stick", _("Without a line: write it onto a stick"), "tick")
        written = _("The stick was written. Take it to the province, and take in what comes back under “USB stick”.")

        def give_back(values: Mapping[str, Any]) -> Job | None:
            if has_line and not values["stick"]:
                return hub.give_back(str(values["why"]))
            folder = choose_stick_folder(self)
            return hub.give_back_by_stick(str(values["why"]), folder) if folder is not None else None

        def told(values: Mapping[str, Any]) -> str:
            over_line = has_line and not values["stick"]
            return _("The province keeps the order of this office again.") if over_line else written

        title = _("Let the province keep the order again")
        self._ask_why(title, give_back, told, [by_stick] if has_line else [])

    def hand_over(self) -> None:
        """Ask for the reason, and give what this computer holds to the hub."""
        facts = self._facts
        if facts is None:
            return
        words = _("To {hub}, each by a recorded hand-over: {names}").format(
            hub=facts.name, names=", ".join(facts.here.names)
        )
        why = FieldSpec("why", _("Reason"), "notes", required=True, help=words)
        title = _("Hand numbers and months to the hub")
        form = RecordForm(title, [why], {}, today=self.today, save_text=_("Hand over"))

        def operation(values: Mapping[str, Any]) -> Callable[[], tuple[Holdings, ChangeSet]]:
            return partial(hand_over_to_hub, self.store, why=str(values["why"]))

        def done(result: tuple[Holdings, ChangeSet]) -> Banner:
            self._changed(result[1])
            return Banner(_("Handed over to the hub: {names}").format(names=", ".join(result[0].names)), Tone.OK)

        self.open_form(form, operation, done)

    def _take_months(self, why: str) -> None:
        """Hold here the open months of other computers, as was ticked when this one became the hub."""

        def done(result: tuple[object, ChangeSet]) -> None:
            self._changed(result[1])

        self.page.write(partial(take_over_months, self.store, why=why), done=done, busy=_("Saving…"))

    def _changed(self, changes: ChangeSet) -> None:
        self.page.desk.store_changed(changes)
        self.sync.count()
        self.load()

    def _ask_why(
        self,
        title: str,
        operation: Callable[[Mapping[str, Any]], Job | None],
        told: Callable[[Mapping[str, Any]], str],
        more: Sequence[FieldSpec] = (),
    ) -> None:
        fields = [
            FieldSpec("why", _("Reason"), "notes", required=True, help=_("It stands in the office's history.")),
            *more,
        ]
        form = RecordForm(title, fields, {}, today=self.today, save_text=title)

        def save(values: Mapping[str, Any]) -> None:
            job = operation(values)
            if job is None:
                return
            form.save_button.setEnabled(False)
            self.page.progress.follow(job, _("This may take a minute…"), can_cancel=False)
            job.done.connect(lambda _result: done(values))
            job.failed.connect(failed)

        def done(values: Mapping[str, Any]) -> None:
            self.over.uncover()
            self.load()
            held = [each for each in self._facts.elsewhere if each.series] if self._facts else []
            self.page.tell(Banner(told(values), Tone.OK, more=_held_words(held)))
            if values.get("months"):
                self._take_months(str(values["why"]))

        def failed(error: SaiThongError) -> None:
            form.save_button.setEnabled(True)
            form.show_error(error)

        form.save_asked.connect(save)
        self.over.show_form(form)


def _held_words(elsewhere: Sequence[Holdings]) -> str:
    """What other computers hold, and how it comes to the hub; empty where they hold nothing."""
    if not elsewhere:
        return ""
    told = [
        _("{computer} holds {names}.").format(computer=each.computer, names=", ".join(each.names)) for each in elsewhere
    ]
    how = _("There, this page hands it to the hub; of a computer that is lost, see the computers of the office.")
    return "\n".join([*told, how])
