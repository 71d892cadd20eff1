"""What can go wrong with the store: trouble of the machine, told to people, and mistakes of ours, which are bugs.

SQLCipher's own exception classes are mapped to these two families once, in `sai_thong.db.connection`.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sai_thong.db.holder import Holder
from sai_thong.ground.clock import BANGKOK
from sai_thong.ground.errors import BadInput, EnvironmentTrouble, Refused
from sai_thong.ground.language import _


class StoreMistake(RuntimeError):
    """The program asked the store for something senseless: a bug of ours, never the machine's fault."""


def _rebuild(cls: type[Exception], args: tuple[Any, ...], state: dict[str, Any]) -> Exception:
    error = cls.__new__(cls, *args)
    error.__dict__.update(state)
    return error


class StoreTrouble(EnvironmentTrouble):
    """Trouble with the store file or its keys. It survives the way home from a worker process (pickle)."""

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self.args, self.__dict__)


def _clock_time(moment: str) -> str:
    """Hours and minutes in Thailand of an ISO moment, or the text itself if it is none."""
    try:
        return datetime.fromisoformat(moment).astimezone(BANGKOK).strftime("%H:%M")
    except ValueError:
        return moment


def _untouched() -> str:
    return _("Nothing was changed.")


class StoreMissing(StoreTrouble):
    """There is no store where one was looked for."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _("The office's file {name} was not found.").format(name=path.name),
            kept=_untouched(),
            do=_("Check the folder {folder}, or restore a backup into it.").format(folder=path.parent),
        )


class StoreExists(StoreTrouble):
    """A file already lies where a new one should be written; nothing is ever overwritten."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _("There is already a file {name}.").format(name=path.name),
            kept=_("The existing file was kept as it was."),
            do=_("Choose another name or folder."),
        )


class NotAStore(StoreTrouble):
    """The file belongs to another program."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _("{name} is not a Sai Thong file.").format(name=path.name),
            kept=_untouched(),
            do=_("Choose the office's file, or restore a backup."),
        )


class NewerFile(StoreTrouble):
    """The file was written by a newer program.

    Attributes:
        found: Format or schema number in the file.
        known: The newest number this program reads.
    """

    def __init__(self, path: Path, found: int, known: int) -> None:
        super().__init__(
            _("{name} was made by a newer version of Sai Thong.").format(name=path.name),
            kept=_untouched(),
            do=_("Install the newest version on this machine, then open the file again."),
        )
        self.found = found
        self.known = known


class DamagedFile(StoreTrouble):
    """The bytes of the file are not what was written."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _("The file {name} is damaged.").format(name=path.name),
            kept=_("It was left as it was found."),
            do=_("Keep a copy of it, restore the latest backup, and check the disk."),
        )


class WrongKey(StoreTrouble):
    """The key opens no page of the store: the keys beside it are another store's, or its very beginning is damaged."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _("The keys beside {name} do not open it.").format(name=path.name),
            kept=_untouched(),
            do=_("Check that the file and its keys file come from the same backup, or restore the latest backup."),
        )


class WrongPassword(StoreTrouble):
    """The user name and password open no slot. Which of the two is wrong is not told."""

    def __init__(self) -> None:
        super().__init__(
            _("The user name or the password is wrong."),
            kept=_untouched(),
            do=_("Type it again; look at the keyboard language and Caps Lock. The recovery sheet sets a new password."),
        )


class WrongRecoveryCode(StoreTrouble):
    """The code is well formed but opens no recovery slot of this store."""

    def __init__(self) -> None:
        super().__init__(
            _("This recovery code does not belong to this file."),
            kept=_untouched(),
            do=_("Use the newest recovery sheet printed for this office."),
        )


class WhichUser(StoreTrouble):
    """Several people can open the store and none was named.

    Attributes:
        users: Their names, in the order they were added.
    """

    def __init__(self, users: Sequence[str]) -> None:
        super().__init__(
            _("Several people use this file: {users}.").format(users=", ".join(users)),
            kept=_untouched(),
            do=_("Say who is opening it."),
        )
        self.users = tuple(users)


class KeysMissing(StoreTrouble):
    """The keys file beside the store is gone, and so is the previous one."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _("The keys file {name} was not found.").format(name=path.name),
            kept=_untouched(),
            do=_("Without it the office's file cannot be opened. Restore a backup: it holds the keys too."),
        )


class DamagedKeys(StoreTrouble):
    """Neither the keys file nor the previous one is whole."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _("The keys file {name} is damaged.").format(name=path.name),
            kept=_("The office's file itself was not touched."),
            do=_("Restore a backup: it holds the keys too."),
        )


class StoreLocked(StoreTrouble):
    """Somebody else is writing.

    Attributes:
        holder: Who, or None when not known.
    """

    def __init__(self, holder: Holder | None = None) -> None:
        if holder:
            what = _("{user} on the machine {computer} has been writing to this file since {since}.").format(
                user=holder.user, computer=holder.computer, since=_clock_time(holder.since)
            )
        else:
            what = _("Another program is writing to this file.")
        super().__init__(
            what,
            kept=_untouched(),
            do=_("Close the other window, or wait until it has finished. Looking and printing work meanwhile."),
        )
        self.holder = holder


class DiskFull(StoreTrouble):
    """No room is left on the disk."""

    def __init__(self) -> None:
        super().__init__(
            _("The disk is full."),
            kept=_("What was saved before is safe; the last step was not saved."),
            do=_("Free some space, then do the last step again."),
        )


class ReadOnlyDisk(StoreTrouble):
    """The disk, the folder or the file may not be written to."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _("{name} lies where this user may not write.").format(name=path.name),
            kept=_untouched(),
            do=_("Copy the file with everything beside it to a folder of your own on this machine, and open it there."),
        )


class DiskTrouble(StoreTrouble):
    """The disk did not do what it was asked."""

    def __init__(self, path: Path | None = None) -> None:
        super().__init__(
            _("The disk failed while working with {name}.").format(name=path.name if path else "?"),
            kept=_("What was saved before is safe; the last step was not saved."),
            do=_("Check the disk or the USB stick, then try again."),
        )


class NetworkDrive(StoreTrouble):
    """The store lies on a network drive, where two machines can damage it and a lost link tears it."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _("{name} lies on a network drive. There a lost connection or a second machine can damage it.").format(
                name=path.name
            ),
            kept=_untouched(),
            do=_("Keep the file on this machine's own disk; put only backups on the network drive."),
        )


class Interrupted(StoreTrouble):
    """A query or a writing operation was cancelled while it ran; what it had written was taken back."""

    def __init__(self) -> None:
        super().__init__(_("The work was cancelled."), kept=_untouched())


class SealBroken(StoreTrouble):
    """A sealed value does not open: another key, another place, or changed bytes."""

    def __init__(self) -> None:
        super().__init__(
            _("A sealed value cannot be opened: it was changed, or it was sealed with another key."),
            kept=_untouched(),
            do=_("Check the file; if it reports damage, restore the latest backup."),
        )


class DamagedBackup(StoreTrouble):
    """A backup file is not whole, or what it holds is not what its manifest says."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _("The backup {name} is damaged.").format(name=path.name),
            kept=_untouched(),
            do=_("Use an older backup, and make a new one at once."),
        )


class BadRecoveryCode(BadInput):
    """A recovery code was mistyped.

    Attributes:
        group: Number of the wrong group, from 1, or 0 when the length of the whole is wrong.
    """

    def __init__(self, group: int) -> None:
        what = (
            _("Group {group} of the recovery code is mistyped.").format(group=group)
            if group
            else _("The recovery code has six groups of six characters.")
        )
        super().__init__(what, do=_("Compare it with the printed sheet. It has no letters I, L, O or U."))
        self.group = group

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self.args, self.__dict__)


class KeysRefused(Refused):
    """A change of who may open the store that is not allowed: an empty password, a name taken, the last user."""


_FULL = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}
_DENIED = {errno.EACCES, errno.EPERM, errno.EROFS}


@contextmanager
def translate_os_errors(path: Path) -> Iterator[None]:
    """Tell an `OSError` about `path` as the trouble it is: full, not writable, or a failing disk."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFull from error
        if error.errno in _DENIED:
            raise ReadOnlyDisk(path) from error
        raise DiskTrouble(path) from error
