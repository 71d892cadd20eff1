"""What the window says of backups: whether the office should hear of them today, and how each place stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sai_thong.ground.clock import BANGKOK
from sai_thong.ground.language import _, ngettext
from sai_thong.ui.kit.columns import short_date

if TYPE_CHECKING:
    from sai_thong.db.backup_copies import Copy
    from sai_thong.db.backup_plan import PlaceOutcome
    from sai_thong.ui.backup_keeper import BackupKeeper


def backup_trouble(keeper: BackupKeeper) -> str:
    """What Today says of the backups; empty while the newest good one is as new as it should be.

    A place that is not there is no trouble while another has what was written.
    """
    from sai_thong.db.errors import DamagedFile

    if keeper.only_read:
        return _("The office's file is damaged and is only read. The next opening brings it back from a backup.")
    met = (keeper.error, *(outcome.error for outcome in keeper.outcomes))
    if any(isinstance(error, DamagedFile) for error in met):
        return _("The office's file is damaged. Close the window: the next opening brings it back from a backup.")
    standing = keeper.standing
    if standing is None or not standing.overdue or keeper.busy:
        return ""
    entries = unsaved_words(standing.entries_since)
    if standing.newest is None:
        return _("There is no backup of this office yet: {entries}.").format(entries=entries)
    day = short_date(standing.newest.day)
    return _("The newest backup is of {day}: {entries}.").format(day=day, entries=entries)


def unsaved_words(entries: int) -> str:
    """How much no backup holds."""
    words = ngettext("{count} change stands in no backup", "{count} changes stand in no backup", entries)
    return words.format(count=f"{entries:,}")


def copy_words(copy: Copy) -> str:
    """When a copy was made, by the clock of then."""
    made = copy.manifest.created.astimezone(BANGKOK)
    return f"{short_date(made.date())} " + _("{time} hrs").format(time=f"{made:%H:%M}")


def outcome_words(outcome: PlaceOutcome) -> str:
    """What came of a backup in one place."""
    from sai_thong.db.backup_plan import PlaceState

    if outcome.error is not None:
        return str(outcome.error)
    if outcome.state is PlaceState.ABSENT:
        return _("The folder is not there now.")
    if outcome.state is PlaceState.HELD:
        return _("The newest copy holds everything already.")
    return _("The copy was made and read back.")
