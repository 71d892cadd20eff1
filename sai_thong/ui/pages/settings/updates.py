"""The version of the program: which is in use, which newer one can be had, and the way there and back."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from sai_thong.ground.clock import BANGKOK
from sai_thong.ground.errors import SaiThongError
from sai_thong.ground.language import _, current
from sai_thong.registers.office.settings import UPDATES_UP_TO, office_settings
from sai_thong.ui import theme
from sai_thong.ui.kit import ActionButton, ChipText, RecordPanel, RecordView, Tone
from sai_thong.ui.kit.columns import short_date
from sai_thong.ui.pages.settings.section import Section
from sai_thong.ui.updates_keeper import Agreed
from sai_thong.ui.updates_words import size_words

if TYPE_CHECKING:
    from sai_thong.ui.pages.settings.page import SettingsPage
    from sai_thong.updates.updater import Offer, Updater


_WIDEST: Final = 760
"""Pixels at 100 %: sentences are read no wider."""


class UpdatesSection(Section):
    """One panel that says how it stands, with what can be done about it."""

    def __init__(self, page: SettingsPage) -> None:
        super().__init__(page, _("Version of the program"))
        self._keeper = page.desk.updates
        self.panel = RecordPanel("")
        self.panel.setMaximumWidth(theme.current().px(_WIDEST))
        beside = QWidget()
        line = QHBoxLayout(beside)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.panel, 1)
        line.addStretch(0)
        self.put(beside)
        self._told_error: SaiThongError | None = None
        self._keeper.changed.connect(self._show)

    def load(self) -> None:
        """Show how it stands."""
        self._show()

    def _show(self) -> None:
        keeper = self._keeper
        if keeper.error is not None and keeper.error is not self._told_error:
            self.page.tell_error(keeper.error)
        self._told_error = keeper.error
        updater = keeper.updater
        if updater is None or keeper.refusal is not None:
            self._show_fixed()
            return
        view = RecordView(
            name=_("Version {version}").format(version=updater.running),
            line=_("In use on this computer"),
            chips=(self._chip(),),
            sentences=tuple(self._sentences(updater)),
            facts=tuple(self._facts(updater)),
        )
        self.panel.show_record(view, self._buttons(updater))

    def _show_fixed(self) -> None:
        """A copy that does not change itself."""
        from sai_thong import __version__

        refusal = self._keeper.refusal
        sentences = (refusal.what, refusal.do) if refusal is not None else ()
        view = RecordView(
            name=_("Version {version}").format(version=__version__),
            line=_("In use on this computer"),
            sentences=tuple(filter(None, sentences)),
        )
        self.panel.show_record(view)

    def _chip(self) -> ChipText:
        keeper, offer = self._keeper, self._keeper.offer
        if keeper.busy:
            done, in_all = keeper.progress
            words = _("Working… {percent} %").format(percent=done * 100 // in_all) if in_all else _("Working…")
            return ChipText(words, Tone.PLAIN)
        if keeper.came_back_from is not None:
            return ChipText(_("Came back from version {version}").format(version=keeper.came_back_from), Tone.WARNING)
        if offer is None or not offer.newer:
            return ChipText(_("Nothing newer is known"), Tone.OK)
        if keeper.ready:
            return ChipText(_("Version {version} lies ready").format(version=offer.release.version), Tone.OK)
        return ChipText(_("Version {version} can be had").format(version=offer.release.version), Tone.WARNING)

    def _sentences(self, updater: Updater) -> list[str]:
        keeper, offer = self._keeper, self._keeper.offer
        said = []
        if keeper.came_back_from is not None:
            words = _("Version {version} showed no window on this computer, so version {running} was taken up again.")
            said.append(words.format(version=keeper.came_back_from, running=updater.running))
        if offer is not None and offer.newer:
            said += offer.release.notes.get(current(), "").splitlines()
            said += offer.warnings()
        if keeper.ready and keeper.agreed is not None:
            said.append(_("It is started when the program is opened next."))
        elif keeper.ready:
            said.append(
                _("Nothing changes before you agree. If it shows no window, this version comes back by itself.")
            )
            said.append(_("Before it changes the office's file, it makes a backup and reads it back."))
        elif offer is not None and not offer.newer:
            said.append(_("What was found there is version {version}.").format(version=offer.release.version))
        said.append(
            _("The province is asked by itself; nothing is fetched or installed before you say so.")
            if keeper.asks_by_itself
            else _("This computer has no line to the province: newer versions come in a folder or on a stick.")
        )
        return said

    def _facts(self, updater: Updater) -> list[tuple[str, str]]:
        offer = self._keeper.offer
        facts = []
        if offer is not None and offer.newer:
            release = offer.release
            day = short_date(release.released.astimezone(BANGKOK).date())
            place = self._keeper.place
            facts.append((_("New version"), _("{version} of {day}").format(version=release.version, day=day)))
            facts.append((_("Lies at"), str(place) if place else _("At the province")))
            facts.append((_("To fetch"), size_words(offer.size_for(updater.running))))
        former = updater.installation.former
        if former is not None:
            facts.append((_("Former version"), str(former)))
        up_to = office_settings(self.store).version(UPDATES_UP_TO)
        if up_to is not None:
            facts.append((_("The office takes versions up to"), str(up_to)))
        return facts

    def _buttons(self, updater: Updater) -> list[ActionButton]:
        keeper, offer = self._keeper, self._keeper.offer
        if keeper.busy:
            return []
        if keeper.agreed is not None:
            return [ActionButton(_("Not yet"), partial(keeper.agree, None))]
        actions = []
        if keeper.ready:
            actions.append(ActionButton(_("Restart with it now"), partial(keeper.agree, Agreed.NOW), kind="primary"))
            actions.append(ActionButton(_("Use it from the next opening on"), partial(keeper.agree, Agreed.ON_CLOSING)))
        elif offer is not None and _may_be_had(offer):
            words = _("Fetch {size}").format(size=size_words(offer.size_for(updater.running)))
            actions.append(ActionButton(words, keeper.get, kind="primary"))
        if keeper.asks_by_itself:
            actions.append(ActionButton(_("Ask the province"), partial(keeper.look, None)))
        actions.append(ActionButton(_("From a folder or a stick…"), self.choose_folder))
        if updater.installation.former is not None:
            words = _("Back to version {version}").format(version=updater.installation.former)
            actions.append(ActionButton(words, keeper.go_back, kind="quiet"))
        return actions

    def choose_folder(self) -> None:
        """Ask where the files of an update lie, and look there."""
        folder = QFileDialog.getExistingDirectory(self, _("Where the files of the update lie"))
        if folder:
            self._keeper.look(Path(folder))


def _may_be_had(offer: Offer) -> bool:
    return offer.newer and offer.held_back is None
