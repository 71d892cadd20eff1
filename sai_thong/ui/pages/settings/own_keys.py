"""The parts of the register with a key of their own: which this user may open, and keys an older file still lacks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sai_thong.db.changes import ChangeSet
from sai_thong.db.recovery import RecoverySheet
from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.registers.sensitive_sets import SENSITIVE_SETS, add_missing_sets, missing_sets
from sai_thong.ui.entrance.recovery_sheets import RecoverySheetsScreen, part_title
from sai_thong.ui.kit import ActionButton, Banner, ChipText, Column, ListTable, Row, Tone
from sai_thong.ui.pages.settings.section import Section

if TYPE_CHECKING:
    from sai_thong.ui.pages.settings.page import SettingsPage


@dataclass(frozen=True)
class MadeKeys:
    """New keys, and their sheets; every page then reads again what it may show."""

    sheets: tuple[RecoverySheet, ...]
    changes: ChangeSet


class OwnKeysSection(Section):
    """Each part by its number alone: this page may be seen over a shoulder."""

    def __init__(self, page: SettingsPage) -> None:
        self.make = ActionButton(_("Make the missing keys…"), self.make_keys, kind="primary")
        super().__init__(page, _("Separate keys"), [self.make])
        self.table = ListTable(
            [
                Column("part", _("Part of the register"), strong=True),
                Column("state", _("Key"), 220, kind="chip"),
            ],
            name=_("Separate keys"),
        )
        self.put(self.table)

    def load(self) -> None:
        """Read which keys there are."""
        known, held = self.store.known_sets(), self.store.keys.set_keys
        self.table.set_rows([_row(name, known=name in known, held=name in held) for name in SENSITIVE_SETS])
        self.make.setEnabled(bool(missing_sets(self.store)))

    def make_keys(self) -> None:
        """Give the file the keys it lacks, and show their recovery sheets until they are sealed."""
        self.page.write(_made_keys, self.store, done=self._show_sheets, busy=_("Saving…"))

    def _show_sheets(self, made: MadeKeys) -> None:
        self.load()
        if not made.sheets:
            return
        screen = RecoverySheetsScreen(made.sheets)
        screen.print_asked.connect(self._print)
        screen.finished.connect(self._sealed)
        # Their codes are kept nowhere: nothing takes the sheets away before somebody says they are sealed.
        self.over.show_over(screen, leave=screen.sealed.isChecked, may_leave=screen.sealed.isChecked)

    def _print(self, sheets: tuple[RecoverySheet, ...]) -> None:
        # ReportLab is loaded only where a paper is printed.
        from sai_thong.forms.office.recovery_sheet import recovery_sheets

        pdf = recovery_sheets(sheets, clock=self.page.desk.clock).pdf()
        self.page.desk.preview(pdf, title=_("Recovery sheets"), file_name=_("Recovery sheets"))

    def _sealed(self) -> None:
        self.over.uncover()
        self.page.tell(Banner(_("The keys were made. Others get them from you in the users' commands."), Tone.OK))


def _made_keys(store: Store) -> MadeKeys:
    return MadeKeys(tuple(add_missing_sets(store)), ChangeSet())


def _row(name: str, *, known: bool, held: bool) -> Row:
    if held:
        chip = ChipText(_("You hold it"), Tone.OK)
    elif known:
        chip = ChipText(_("Others hold it"), Tone.PLAIN)
    else:
        chip = ChipText(_("There is none yet"), Tone.WARNING)
    return {"id": name, "part": part_title(name), "state": chip}
