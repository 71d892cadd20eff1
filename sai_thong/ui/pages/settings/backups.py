"""Backups of this computer: the places they go to, when, and how old the newest copy in each is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QFileDialog

from sai_thong.db.backup_plan import BackupPlan, PlaceState, own_folder
from sai_thong.db.backup_standing import BackupStanding, PlaceStanding
from sai_thong.db.backup_thinning import DAILY, MONTHLY, WEEKLY
from sai_thong.ground.errors import SaiThongError
from sai_thong.ground.language import _
from sai_thong.ui.backup_words import backup_trouble, copy_words, outcome_words, unsaved_words
from sai_thong.ui.kit import (
    ActionButton,
    Banner,
    ChipText,
    Column,
    ListTable,
    ListWithRecord,
    RecordPanel,
    RecordView,
    Row,
    Tone,
    keys,
)
from sai_thong.ui.pages.settings.section import Section

if TYPE_CHECKING:
    from sai_thong.ui.pages.settings.page import SettingsPage

_TONES: Final = {PlaceState.FAILED: Tone.BAD, PlaceState.ABSENT: Tone.WARNING}


class BackupsSection(Section):
    """The places as a list, and what holds for all of them beside it."""

    def __init__(self, page: SettingsPage) -> None:
        self.add = ActionButton(_("Add a place…"), self.choose_place, key=keys.NEW)
        self.now = ActionButton(_("Back up now"), self.back_up, kind="primary")
        super().__init__(page, _("Backups"), [self.add, self.now])
        self._keeper = page.desk.backups
        self._asked = False
        self.table = ListTable(
            [
                Column("place", _("Where backups go"), strong=True),
                Column("state", _("State"), 170, kind="chip"),
                Column("newest", _("Newest copy"), 170),
                Column("copies", _("Copies kept"), 100, kind="number"),
            ],
            name=_("Backups"),
        )
        self.record = RecordPanel("")
        self.table.row_chosen.connect(self._show)
        self.table.row_opened.connect(lambda _row: self.record.take_keys())
        self.put(ListWithRecord(self.table, self.record))
        self._keeper.changed.connect(self._show_places)
        self._keeper.ended.connect(self._tell_ended)

    def load(self) -> None:
        """Look at the places anew; until they answer, what was known of them stands there."""
        self._show_places()
        if not self._keeper.busy:
            self._keeper.look()

    def _show_places(self) -> None:
        self.now.setEnabled(not self._keeper.busy)
        self.now.setText(_("Backing up…") if self._keeper.busy else _("Back up now"))
        standing = self._keeper.standing
        if standing is None:
            self.table.show_loading()
            return
        chosen = self.table.chosen()
        if standing.places:
            self.table.set_rows([_row(each) for each in standing.places])
        else:
            self.table.show_empty(
                _("No backup is made anywhere."),
                _("Choose a folder, best on a stick or another disk than the office's file."),
                _("Add a place…"),
                self.choose_place,
            )
        if chosen is not None:
            self.table.choose_id(chosen["id"])
        self._show(self.table.chosen())

    def _show(self, row: Row | None) -> None:
        standing = self._keeper.standing
        if standing is None:
            self.record.show_nothing()
        elif row is None:
            self._show_plan(standing)
        else:
            self._show_place(next(each for each in standing.places if str(each.place) == row["id"]))

    def _show_plan(self, standing: BackupStanding) -> None:
        """What holds for every place."""
        plan = self._plan()
        when = (
            _("On the first opening of a day and on closing.")
            if plan.on_closing
            else _("On the first opening of a day.")
        )
        kept = _("Of each place the newest copy of {days} days, {weeks} weeks and {months} months stays.").format(
            days=DAILY, weeks=WEEKLY, months=MONTHLY
        )
        sentences = [when, _("Each copy is encrypted, and read back before it counts."), kept]
        if standing.places and all(each.same_disk for each in standing.places if each.is_there):
            sentences.append(_("Every copy lies on the disk of the office's file, and is lost with it: add a stick."))
        trouble = backup_trouble(self._keeper)
        chip = ChipText(_("Too old"), Tone.BAD) if trouble else ChipText(_("In order"), Tone.OK)
        view = RecordView(
            name=_("Backups of this computer"),
            line=unsaved_words(standing.entries_since),
            chips=(chip,),
            sentences=tuple(sentences),
        )
        words = _("Not on closing") if plan.on_closing else _("Also on closing")
        self.record.show_record(view, [ActionButton(words, self.switch_closing)])

    def _show_place(self, place: PlaceStanding) -> None:
        told = [_place_sentence(place)]
        if place.same_disk:
            told.append(_("It lies on the same disk as the office's file: it does not help when that disk is lost."))
        newest = place.newest
        facts = []
        if newest is not None:
            facts = [
                (_("Newest copy"), copy_words(newest)),
                (_("File"), newest.path.name),
                (_("Journal head"), f"{newest.manifest.file_id}.{newest.manifest.counter}"),
            ]
        last = next((each for each in self._keeper.outcomes if each.place == place.place), None)
        if last is not None:
            facts.append((_("Last backup"), outcome_words(last)))
        view = RecordView(name=str(place.place), sentences=tuple(told), facts=tuple(facts))
        self.record.show_record(view, [ActionButton(_("Remove from the plan"), self.remove_chosen)])

    # what is done

    def _plan(self) -> BackupPlan:
        return self._keeper.plan or BackupPlan((own_folder(self.store.path),))

    def _keep(self, plan: BackupPlan, told: str) -> None:
        try:
            self._keeper.keep_plan(plan)
        except SaiThongError as error:
            self.page.tell_error(error)
        else:
            self.page.tell(Banner(told, Tone.OK))

    def choose_place(self) -> None:
        """Ask for one more folder."""
        folder = QFileDialog.getExistingDirectory(self, _("Where backups shall go"))
        if folder:
            self._keep(self._plan().with_place(Path(folder)), _("Backups go here too: {place}").format(place=folder))

    def remove_chosen(self) -> None:
        """Back up into the chosen place no more; its copies stay."""
        chosen = self.table.chosen()
        if chosen is not None:
            plan = self._plan().without_place(Path(str(chosen["id"])))
            words = _("No more backups go here: {place}").format(place=chosen["id"])
            self._keep(plan, words)

    def switch_closing(self) -> None:
        """Back up on closing, or no more."""
        plan = replace(self._plan(), on_closing=not self._plan().on_closing)
        words = (
            _("The window backs up when it closes.") if plan.on_closing else _("The window closes without a backup.")
        )
        self._keep(plan, words)

    def back_up(self) -> None:
        """Back up at once."""
        self._asked = True
        self._keeper.back_up_now()

    def _tell_ended(self) -> None:
        """Say what came of the backup that was asked for here, place by place."""
        if not self._asked:
            return
        self._asked = False
        if self._keeper.error is not None:
            self.page.tell_error(self._keeper.error)
            return
        for outcome in self._keeper.outcomes:
            words = f"{outcome.place}: {outcome_words(outcome)}"
            self.page.tell(Banner(words, _TONES.get(outcome.state, Tone.OK)))

    # the page

    def state(self) -> dict[str, Any]:
        """The chosen place."""
        chosen = self.table.chosen()
        return {"chosen": chosen["id"]} if chosen else {}


def _place_sentence(place: PlaceStanding) -> str:
    if place.trouble is not None:
        return str(place.trouble)
    if not place.is_there:
        return _("The folder is not there now. Plug in the stick; the next backup goes there by itself.")
    if place.newest is None:
        return _("No copy lies there yet.")
    return _("What is copied here opens on any computer with a password of the office or its recovery sheet.")


def _row(place: PlaceStanding) -> Row:
    if place.trouble is not None:
        chip = ChipText(_("Cannot be read"), Tone.BAD)
    elif not place.is_there:
        chip = ChipText(_("Not there now"), Tone.WARNING)
    elif place.newest is None:
        chip = ChipText(_("No copy yet"), Tone.WARNING)
    else:
        chip = ChipText(_("Whole"), Tone.OK)
    return {
        "id": str(place.place),
        "place": str(place.place),
        "state": chip,
        "newest": copy_words(place.newest) if place.newest else "",
        "copies": place.copies if place.is_there else None,
    }
