"""The computers of the office: connecting this one, a code for one more, striking one off, and what a lost one held."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from sai_thong.db.store import Store
from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.sync.codes import OfferedCode, offer_code, qr_png, read_line
from sai_thong.sync.device_messages import ListedDevice
from sai_thong.sync.devices import listed_devices, revoke_device
from sai_thong.sync.lost import LostReport, TakenOver, lost_report
from sai_thong.sync.rotation import rotate_device, rotate_office
from sai_thong.ui import theme
from sai_thong.ui.enrolment_fields import computer_name_field, enrolment_fields
from sai_thong.ui.kit import (
    ActionButton,
    Banner,
    Card,
    ChipText,
    Column,
    FieldSpec,
    ListTable,
    RecordForm,
    Row,
    Text,
    ThaiLabel,
    Tone,
    confirm_loss,
    keys,
)
from sai_thong.ui.pages.sync.section import Section
from sai_thong.ui.pages.sync.stick import choose_stick_folder
from sai_thong.ui.pages.sync.stick_work import ask_to_be_enrolled
from sai_thong.ui.pages.sync.taking_over import take_over_confirmed, take_over_form
from sai_thong.ui.sync_words import moment_words

if TYPE_CHECKING:
    from datetime import date

    from sai_thong.ground.clock import Clock
    from sai_thong.sync.enrolment import Enrolled
    from sai_thong.ui.pages.sync.page import SyncPage

_QR_SIDE = 240


@dataclass(frozen=True)
class _ShownCode:
    """A code, and its picture."""

    code: OfferedCode
    picture: bytes


class ComputersSection(Section):
    """The list as the other side has it; read when the section is opened, or anew by the button."""

    def __init__(self, page: SyncPage) -> None:
        self.connect_button = ActionButton(_("Connect this computer…"), self.connect_this, kind="primary")
        self.by_stick_button = ActionButton(_("Connect by stick…"), self.connect_by_stick)
        self.report_button = ActionButton(_("What a lost one held…"), self.report_lost)
        self.revoke_button = ActionButton(_("Strike off…"), self.revoke)
        self.code_button = ActionButton(_("Code for one more computer…"), self.offer, key=keys.NEW, kind="primary")
        self.take_over_button = ActionButton(_("Take over from it…"), self.take_over)
        self.keys_button = ActionButton(_("Keys of this computer…"), self.renew_keys)
        actions = [
            self.keys_button,
            self.take_over_button,
            self.report_button,
            self.revoke_button,
            self.code_button,
            self.by_stick_button,
            self.connect_button,
        ]
        super().__init__(page, actions)
        self.keys_button.hide()
        self.take_over_button.hide()
        self._devices: dict[str, ListedDevice] = {}
        self._enrolled = False
        self.table = ListTable(
            [
                Column("name", _("Computer"), strong=True),
                Column("since", _("Connected since"), 170, spare=True),
                Column("contact", _("Last contact"), 170),
                Column("state", "", 150, kind="chip"),
            ],
            name=_("Computers of the office"),
        )
        self.table.row_chosen.connect(lambda _row: self._fit_actions())
        self.put(self.table)
        self.sync.changed.connect(self._follow_standing)

    # the list

    def load(self) -> None:
        """Ask the other side for its list."""
        standing = self.sync.standing
        self._enrolled = standing is not None and standing.enrolled
        self._fit_actions()
        if not self._enrolled:
            self.table.show_empty(
                _("This computer is connected with nobody."),
                _("An enrolment code comes from the province, or from another computer of the office."),
                _("Connect this computer…"),
                self.connect_this,
            )
            return
        if not self._devices:
            self.table.show_loading(_("The other side is asked."))
        self.ask(listed_devices, self.store, done=self._show, failed=self._show_unread)

    def _show_unread(self, error: Any) -> None:  # noqa: ANN401 - an error of any kind
        if not self._devices:
            self.table.show_error(error, _("Try again"), self.load)

    def _show(self, devices: Sequence[ListedDevice]) -> None:
        own = self.sync.standing.device if self.sync.standing else ""
        in_order = sorted(devices, key=lambda each: (each.device != own, bool(each.revoked_at), each.name, each.device))
        self._devices = {each.device: each for each in in_order if not each.replaced_by}
        self.table.set_rows([_row(each, own, self.today) for each in self._devices.values()])
        self._fit_actions()

    def _follow_standing(self) -> None:
        standing = self.sync.standing
        if standing is not None and standing.enrolled is not self._enrolled and not self.isHidden():
            self.load()

    def _chosen(self) -> ListedDevice | None:
        row = self.table.chosen()
        return self._devices.get(str(row["id"])) if row else None

    def _show_actions(self, covered: bool) -> None:
        super()._show_actions(covered)
        if not covered:
            self._fit_actions()

    def _fit_actions(self) -> None:
        if self.over.top() is not None:
            return
        self.connect_button.setVisible(not self._enrolled)
        self.by_stick_button.setVisible(not self._enrolled)
        self.code_button.setVisible(self._enrolled)
        chosen = self._chosen()
        own = self.sync.standing.device if self.sync.standing else ""
        other = chosen is not None and chosen.device != own
        self.revoke_button.setEnabled(other and chosen is not None and not chosen.revoked_at)
        self.report_button.setEnabled(other)
        struck_off = other and chosen is not None and bool(chosen.revoked_at)
        here = chosen is not None and not other
        self.keys_button.setVisible(self._enrolled and here)
        self.report_button.setVisible(self._enrolled and not here)
        self.revoke_button.setVisible(self._enrolled and not here and not struck_off)
        self.take_over_button.setVisible(self._enrolled and struck_off)

    # connecting this one

    def connect_this(self) -> None:
        """The form of the enrolment code."""
        form = RecordForm(_("Connect this computer"), enrolment_fields(), {}, today=self.today, save_text=_("Connect"))

        def connect(values: Mapping[str, Any]) -> Callable[[], Enrolled]:
            return partial(_enrol, self.store, values["line"], values["name"])

        def done(told: Enrolled) -> None:
            self.sync.count()
            self.page.tell(
                Banner(_("This computer is connected for {office}.").format(office=told.office_name), Tone.OK)
            )

        self._ask_by(form, connect, done, busy=_("Connecting…"))

    def connect_by_stick(self) -> None:
        """The form of the enrolment code where there is no line: the request goes onto a stick."""
        code_help = _("As given out; with or without the address before it.")
        fields = [
            FieldSpec("line", _("Enrolment code"), required=True, width=560, help=code_help),
            computer_name_field(),
        ]
        form = RecordForm(_("Connect by stick"), fields, {}, today=self.today, save_text=_("Write the request…"))

        def write(values: Mapping[str, Any]) -> Callable[[], Path] | None:
            folder = choose_stick_folder(self)
            return partial(ask_to_be_enrolled, self.store, values["line"], values["name"], folder) if folder else None

        def done(written: Path) -> None:
            words = _("The request was written: {name}.").format(name=written.name)
            more = _("Take it to whoever gave out the code, and take in what comes back under “USB stick”.")
            self.page.tell(Banner(words, Tone.OK, more=more))

        self._ask_by(form, write, done, busy=_("Writing the stick…"))

    def _ask_by(
        self,
        form: RecordForm,
        operation: Callable[[Mapping[str, Any]], Callable[[], Any] | None],
        done: Callable[[Any], object],
        *,
        busy: str,
    ) -> None:
        """Show a form that saves between two rounds; what was typed stays where that is refused, or nothing is done."""

        def save(values: Mapping[str, Any]) -> None:
            job = operation(values)
            if job is not None:
                form.save_button.setEnabled(False)
                self.ask(job, done=saved, failed=failed, busy=busy)

        def saved(result: object) -> None:
            self.over.uncover()
            done(result)

        def failed(error: Any) -> None:  # noqa: ANN401 - an error of any kind
            form.save_button.setEnabled(True)
            form.show_error(error)

        form.save_asked.connect(save)
        self.over.show_form(form)

    # one more

    def offer(self) -> None:
        """Get a code for one more computer, and show it."""
        self.ask(_offer, self.store, done=self._show_code, busy=_("A code is asked for…"))

    def _show_code(self, shown: _ShownCode) -> None:
        self.over.show_over(CodeCard(shown.code, shown.picture, self.today, self.over.uncover))

    # striking off, and what was lost

    def revoke(self) -> None:
        """Strike the chosen computer off."""
        chosen = self._chosen()
        if chosen is None or not confirm_loss(
            self,
            _("Strike off {name}?").format(name=chosen.name),
            _(
                "It can no longer send or fetch. What it sent before stays, and what is still on it stays there. "
                "If it was lost, give the office a new key as well."
            ),
            _("Strike off"),
        ):
            return

        def done(devices: Sequence[ListedDevice]) -> None:
            self._show(devices)
            more = _("Was it lost or stolen? Then give the office a new key, which that computer never gets.")
            words = _("{name} was struck off.").format(name=chosen.name)
            banner = Banner(words, Tone.OK, more=more, action=_("Give the office a new key"), run=self.give_new_key)
            self.page.tell(banner)

        self.ask(revoke_device, self.store, chosen.device, done=done, busy=_("Saving…"))

    def give_new_key(self) -> None:
        """What is sent from now on is sealed with a key that struck off computers never get."""

        def done(_generation: int) -> None:
            words = _("The office has a new key. What is sent from now on is sealed with it.")
            self.page.tell(Banner(words, Tone.OK))

        self.ask(rotate_office, self.store, done=done, busy=_("Saving…"))

    def take_over(self) -> None:
        """Go on here with what the chosen computer held, once its last numbers are confirmed on paper."""
        chosen = self._chosen()
        if chosen is None:
            return

        def open_form(report: LostReport) -> None:
            if not report.series and not report.months:
                words = _("{name} held no number series and no open month.").format(name=report.name)
                self.page.tell(Banner(words, Tone.OK))
                return

            def operation(values: Mapping[str, Any]) -> Callable[[], TakenOver]:
                return partial(take_over_confirmed, self.store, report, values)

            self.open_form(take_over_form(report, self.today), operation, self._taken_over)

        self.ask(_read_report, self.store, chosen.device, done=open_form, busy=_("The other side is asked."))

    def _taken_over(self, taken: TakenOver) -> Banner:
        self.page.desk.store_changed(taken.changes)
        self.sync.count()
        months = dict.fromkeys(each.month.name for each in taken.months)
        names = ", ".join((*(each.label for each in taken.series), *months)) or "–"
        words = _("This computer goes on with: {names}").format(names=names)
        more = _("Still with the lost computer: {names}").format(names=", ".join(each.label for each in taken.left))
        return Banner(words, Tone.OK, more=more if taken.left else "")

    # the keys of this one

    def renew_keys(self) -> None:
        """Give this computer new keys, where somebody may have seen the old ones."""
        question = _("Give this computer new keys?")
        consequence = _(
            "Do it where somebody may have copied the file of this computer. It goes on under a new id; the old keys "
            "are heard no longer, and what they signed stays good."
        )
        if not confirm_loss(self, question, consequence, _("Give new keys")):
            return

        def done(_device: object) -> None:
            self.sync.count()
            self.load()
            self.page.tell(Banner(_("This computer has new keys."), Tone.OK))

        self.ask(rotate_device, self.store, done=done, busy=_("Saving…"))

    def report_lost(self) -> None:
        """The paper on what the chosen computer held and what of its work never arrived."""
        chosen = self._chosen()
        if chosen is None:
            return

        def show(pdf: bytes) -> None:
            title = _("Report of a lost computer")
            self.page.desk.preview(pdf, title=title, file_name=title)

        reading = (_report, self.store, self.page.desk.clock, self.today, chosen.device)
        self.ask(*reading, done=show, busy=_("The report is being made…"))


class CodeCard(Card):
    """A code, large enough to be read across a desk and by a scanner."""

    def __init__(self, code: OfferedCode, picture: bytes, today: date, leave: Any) -> None:  # noqa: ANN401 - any call
        super().__init__(margin=20, spacing=6)
        look = theme.current()
        self.body.addWidget(ThaiLabel(_("Code for one more computer"), Text.RECORD, max_lines=1))
        self.body.addWidget(
            ThaiLabel(_("On the new computer choose “Join an office that exists”, and type or scan this line."))
        )
        pixmap = QPixmap()
        pixmap.loadFromData(picture)
        label = QLabel()
        side = look.px(_QR_SIDE)
        label.setPixmap(pixmap.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio))
        label.setAccessibleName(_("The line as a picture for a scanner"))
        self.body.addWidget(label)
        self.line = QLineEdit(code.line)
        self.line.setReadOnly(True)
        self.line.setCursorPosition(0)
        self.line.setAccessibleName(_("Address and code"))
        self.body.addWidget(self.line)
        until = moment_words(code.good_until, today)
        self.body.addWidget(
            ThaiLabel(_("Good once, until {when}. Give it to nobody else.").format(when=until), Text.SMALL, muted=True)
        )
        foot = QWidget()
        column = QVBoxLayout(foot)
        column.setContentsMargins(0, look.px(8), 0, 0)
        column.addWidget(ActionButton(keys.with_key(_("Back"), keys.BACK), leave), 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(foot)
        self.body.addStretch(1)


def _row(each: ListedDevice, own: str, today: date) -> Row:
    if each.device == own:
        chip = ChipText(_("This computer"), Tone.ACCENT)
    elif each.revoked_at:
        chip = ChipText(_("Struck off"), Tone.BAD)
    else:
        chip = ChipText(_("Connected"), Tone.OK)
    return {
        "id": each.device,
        "name": each.name,
        "since": moment_words(each.enrolled_at, today),
        "contact": moment_words(each.last_contact, today),
        "state": chip,
    }


def _enrol(store: Store, line: str, name: str) -> Enrolled:
    """Enrol this computer by a line of address and code."""
    from sai_thong.sync.enrolling import code_of, enrol
    from sai_thong.sync.transports.http import HttpTransport

    url, code = read_line(line)
    if not url:
        raise BadInput(_("The address is missing."), do=_("Write http://HOST:PORT, a space, and the code."))
    with HttpTransport(url, code_of(code).fits) as line_there:
        return enrol(store, code, url, name.strip(), line_there)


def _offer(store: Store) -> _ShownCode:
    from sai_thong.hub.keeping import kept_hub, lan_url

    code, hub = offer_code(store), kept_hub(store)
    if hub is not None and hub.is_on:
        # Other computers do not find this one under the address it asks itself at.
        code = replace(code, url=lan_url(store))
    return _ShownCode(code, qr_png(code.line))


def _read_report(store: Store, device: str) -> LostReport:
    return lost_report(store, device, listed_devices(store))


def _report(store: Store, clock: Clock, today: date, device: str) -> bytes:
    # ReportLab is loaded only where a paper is printed.
    from sai_thong.forms.office.lost_computer import LostComputerSheet, lost_computer_report
    from sai_thong.forms.office.office_on_paper import gather_office
    from sai_thong.forms.office.preferences import paper_settings

    report = _read_report(store, device)
    sheet = LostComputerSheet(gather_office(store), report, today)
    return lost_computer_report(sheet, paper_settings(store), clock).pdf()
