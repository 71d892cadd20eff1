"""What the window says of newer versions of the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sai_thong.ground.language import _

if TYPE_CHECKING:
    from sai_thong.ui.updates_keeper import UpdatesKeeper

_MEGABYTE = 1_000_000


def update_words(keeper: UpdatesKeeper) -> str:
    """What Today says of the program's version; empty while there is nothing to decide."""
    if keeper.came_back_from is not None and keeper.updater is not None:
        return _("Version {version} of the program did not come up; version {running} is in use again.").format(
            version=keeper.came_back_from, running=keeper.updater.running
        )
    offer = keeper.offer
    if offer is None or not offer.newer or offer.held_back or offer.given_up or keeper.agreed:
        return ""
    if keeper.ready:
        return _("Version {version} of the program lies ready to be used.").format(version=offer.release.version)
    return _("Version {version} of the program can be had.").format(version=offer.release.version)


def size_words(size: int) -> str:
    """Bytes as people say them."""
    if size < _MEGABYTE:
        return _("{size} kB").format(size=f"{max(1, size // 1000):,}")
    return _("{size} MB").format(size=f"{size / _MEGABYTE:,.1f}")
