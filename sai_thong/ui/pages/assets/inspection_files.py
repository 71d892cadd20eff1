"""Sightings of an inspection between machines: saved as a file, and taken in from one or from a typed tick list."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from sai_thong.ground.language import _, ngettext
from sai_thong.registers.assets.records import InspectionRound
from sai_thong.ui.kit import Banner, Tone
from sai_thong.ui.pages.assets.step import Door

if TYPE_CHECKING:
    from sai_thong.exchange.assets.sightings_file import FileTakenIn
    from sai_thong.ui.pages.assets.inspection import InspectionSection

_SHOWN = 5
"""Rows told by their numbers where some were not taken in."""


def file_doors(section: InspectionSection, found: InspectionRound) -> list[Door]:
    """What is done with files while a round is walked."""
    return [
        Door(_("Save what was seen for another machine…"), partial(save_sightings, section, found)),
        Door(_("Take in what another machine saw…"), partial(take_in_sightings, section, found)),
    ]


def save_sightings(section: InspectionSection, found: InspectionRound) -> None:
    """Ask where, and save every sighting of the round."""
    from sai_thong.exchange.assets.sightings_file import write_sightings

    name = _("sightings {year}").format(year=found.fiscal_year_be) + ".csv"
    pattern = _("Files of sightings ({pattern})").format(pattern="*.csv")
    path, _kind = QFileDialog.getSaveFileName(section, _("Save what was seen"), name, pattern)
    if not path:
        return
    file = Path(path)

    def tell(count: int) -> None:
        words = ngettext("{count} sighting was saved in {file}.", "{count} sightings were saved in {file}.", count)
        section.page.tell_done(words.format(count=f"{count:,}", file=file.name))

    section.page.write(write_sightings, section.store, found.id, file, done=tell, busy=_("Saving…"))


def take_in_sightings(section: InspectionSection, found: InspectionRound) -> None:
    """Ask for the file, and take in what is not here yet."""
    from sai_thong.exchange.assets.sightings_file import take_in_file

    pattern = _("Files of sightings ({pattern})").format(pattern="*.csv *.xlsx *.xls *.ods")
    path, _kind = QFileDialog.getOpenFileName(section, _("Take in what was seen"), "", pattern)
    if path:
        operation = partial(take_in_file, section.store, found.id, Path(path), on=section.today)
        section.page.write(operation, done=partial(_tell_taken_in, section), busy=_("Reading the file…"))


def _tell_taken_in(section: InspectionSection, read: FileTakenIn) -> None:
    taken = read.taken
    new = ngettext("{count} sighting is new", "{count} sightings are new", taken.new).format(count=f"{taken.new:,}")
    known = ngettext("{count} was here already", "{count} were here already", taken.known)
    words = _("{new}; {known}.").format(new=new, known=known.format(count=f"{taken.known:,}"))
    more = []
    if taken.unknown_tags:
        more.append(_("Tags nobody knows: {tags}.").format(tags=", ".join(taken.unknown_tags[:_SHOWN])))
    more += [_("Row {row}: {reason}").format(row=row, reason=reason) for row, reason in read.rejected[:_SHOWN]]
    if len(read.rejected) > _SHOWN:
        more.append(_("and {count} rows more").format(count=len(read.rejected) - _SHOWN))
    tone = Tone.WARNING if read.rejected else Tone.OK
    section.page.tell(Banner(words, tone, more=" ".join(more)))
