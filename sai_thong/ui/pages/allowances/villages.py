"""หมู่บ้าน: a list for each village head every month, printed, and keyed back in one grid."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sai_thong.db.store import Store
from sai_thong.ground.language import _, ngettext
from sai_thong.registers.allowances.labels import label_of
from sai_thong.registers.allowances.records import VillageAnswer, VillageCheck, VillageReply
from sai_thong.registers.allowances.saved import Saved, SavedMany
from sai_thong.registers.allowances.village_checks import (
    VillageView,
    accept_answer,
    make_village_checks,
    record_answers,
    village_view,
)
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.office.records import Village
from sai_thong.thai.calendar import Month, thai_date_short
from sai_thong.thai.text import search_form
from sai_thong.ui.kit import (
    ActionButton,
    ChipText,
    Column,
    FieldSpec,
    HistoryLine,
    MonthPicker,
    PageHeader,
    RecordView,
    Row,
    Tone,
    keys,
    month_name,
)
from sai_thong.ui.pages.allowances.list_section import Deed, ListSection
from sai_thong.ui.pages.allowances.stepped import Step
from sai_thong.ui.pages.allowances.village_answers import VillageAnswers
from sai_thong.ui.pages.paper_prints import print_paper
from sai_thong.ui.pages.record_history import history_shown

if TYPE_CHECKING:
    from sai_thong.registers.allowances.village_checks import VillageEntry
    from sai_thong.ui.pages.allowances.page import AllowancesPage


def read_villages(store: Store, month: Month) -> list[Row]:
    """The month's lists with what came back."""
    checks = sorted(store.find(VillageCheck, month=month), key=lambda check: check.moo)
    names = {village.moo: village.name for village in store.find(Village)}
    return [_row(village_view(store, check), names) for check in checks]


def _row(view: VillageView, names: dict[int, str]) -> Row:
    check = view.check
    people = {person.id: person for person in view.people}
    waiting = [reply for reply in view.replies.values() if not _recorded(reply, people[reply.person_id])]
    if check.returned_on is None:
        chip = ChipText(_("Not returned yet"), Tone.WARNING)
    elif waiting:
        words = ngettext("{count} answer to record", "{count} answers to record", len(waiting))
        chip = ChipText(words.format(count=len(waiting)), Tone.BAD)
    else:
        chip = ChipText(_("Returned"), Tone.OK)
    name = names.get(check.moo, "")
    return {
        "id": check.id,
        "view": view,
        "waiting": waiting,
        "moo": check.moo,
        "village": f"{_('Village {number}').format(number=check.moo)} {name}".strip(),
        "headman": check.headman,
        "people": len(check.person_ids),
        "returned": thai_date_short(check.returned_on) if check.returned_on else "",
        "state": chip,
        "search": search_form(f"หมู่ {check.moo} ม.{check.moo} {name} {check.headman}"),
    }


def _recorded(reply: VillageReply, person: Citizen) -> bool:
    """Whether nothing is left to do about an answer."""
    if reply.answer is VillageAnswer.DIED:
        return person.deceased
    if reply.answer is VillageAnswer.MOVED:
        return person.deceased or person.away_since is not None
    return True


class VillagesSection(ListSection):
    """The villages of a month."""

    def __init__(self, page: AllowancesPage) -> None:
        super().__init__(
            page,
            [
                Column("village", _("Village"), strong=True, sort_value=lambda row: row["moo"]),
                Column("headman", _("Village head"), 190),
                Column("people", _("People"), 76, kind="number"),
                Column("returned", _("Returned on"), 90, muted=True, spare=True),
                Column("state", _("State"), 150, kind="chip"),
            ],
            name=_("Villages"),
            hint=_("Choose a village to print its list, or to key what came back."),
            search_hint=_("Find by village or village head"),
        )
        self.picker = MonthPicker(self.month)
        self.picker.month_chosen.connect(self.page.show_month)
        self.print_button = ActionButton(_("Print all lists"), self._print_all, key=keys.PRINT)
        self.make_button = ActionButton(_("Make this month's lists"), self._make, key=keys.NEW, kind="primary")
        self.header = PageHeader(_("Village checks"), "", [self.print_button, self.make_button], beside=[self.picker])
        self.header_buttons = [self.print_button, self.make_button]

    def load(self) -> None:
        """Read the month's lists."""
        self.picker.set_month(self.month)
        self.show_reading()
        self.read(read_villages, self.month, done=self._show, failed=self.tell_failed)

    def _show(self, rows: list[Row]) -> None:
        self.print_button.setEnabled(bool(rows))
        self.show_rows(rows)

    def show_empty(self) -> None:
        """No lists were made yet."""
        self.table.show_empty(
            _("No lists were made for {month}.").format(month=month_name(self.month)),
            _("Each village head gets a list of who is paid, and signs who is still there."),
            _("Make this month's lists"),
            self._make,
        )

    def _make(self) -> None:
        def done(made: SavedMany[VillageCheck]) -> None:
            count = len(made.records)
            words = ngettext("{count} list is made.", "{count} lists are made.", count)
            self.page.tell_done(words.format(count=count))

        def operation() -> SavedMany[VillageCheck]:
            return make_village_checks(self.store, self.month, printed_on=self.today)

        self.page.write(operation, done=done, busy=_("Making the lists…"))

    def _print_all(self) -> None:
        self._print("village-check", None)

    def _print(self, key: str, moo: int | None) -> None:
        from sai_thong.forms.paper_kinds import PaperRequest

        print_paper(self.page, key, PaperRequest(month=self.month, moo=moo))

    def show_record(self, row: Row) -> None:
        """A village's list with its answers."""
        view: VillageView = row["view"]
        deeds: list[Deed] = [(_("Key the answers…"), partial(self._open_answers, view))]
        deeds += [self.deed(self._accepting(view, reply)) for reply in row["waiting"]]
        deeds.append((_("Print the list"), partial(self._print, "village-check", view.check.moo)))
        deeds.append((_("Print the covering letter"), partial(self._print, "village-check-letter", view.check.moo)))
        people = {person.id: person.full_name for person in view.people}
        told = [
            HistoryLine(label_of(reply.answer), f"{people[reply.person_id]} {_when(reply)}".strip())
            for reply in view.replies.values()
        ]
        self.tell(
            RecordView(
                name=row["village"],
                line=row["headman"],
                chips=(row["state"],),
                sentences=(
                    _("{count} people stand on the list of {month}.").format(
                        count=row["people"], month=month_name(self.month)
                    ),
                ),
                history=tuple(told),
                history_title=_("Answers that are not “still there”"),
            ),
            deeds,
            whole_history=history_shown(self.page, view.check),
        )

    def _accepting(self, view: VillageView, reply: VillageReply) -> Step:
        name = next(person.full_name for person in view.people if person.id == reply.person_id)
        return Step(
            words=_("Record {answer}: {name}…").format(answer=label_of(reply.answer), name=name),
            title=_("Record {answer}: {name}").format(answer=label_of(reply.answer), name=name),
            operation=lambda values: _Accepted(accept_answer(self.store, reply, event_on=values["event_on"])),
            done=_("It is recorded, with the village head's list as its source."),
            says=_("Check the date with the registrar before it is recorded."),
            fields=(FieldSpec("event_on", _("Date"), "partial-date"),),
            values={"event_on": reply.event_on},
        )

    # answers

    def _open_answers(self, view: VillageView) -> None:
        grid = VillageAnswers(view, self.today)
        grid.left.connect(self.close_inside)
        grid.save_asked.connect(lambda entries, day: self._save(view, entries, day))
        self.open_inside(grid)
        grid.take_focus()

    def _save(self, view: VillageView, entries: list[VillageEntry], day: object) -> None:
        def done(_saved: Saved[VillageCheck]) -> None:
            self.close_inside()
            self.page.tell_done(_("The list of village {number} is keyed.").format(number=view.check.moo))

        def operation() -> Saved[VillageCheck]:
            from datetime import date

            assert isinstance(day, date)
            return record_answers(self.store, view.check, entries, returned_on=day)

        self.page.write(operation, done=done)


class _Accepted:
    """What recording an answer changed, as an outcome."""

    def __init__(self, changes: object) -> None:
        self.changes = changes


def _when(reply: VillageReply) -> str:
    return " ".join(part for part in (reply.event_on.full_text if reply.event_on else "", reply.note) if part)
