"""Why nothing is updated, in words for whoever asked for it. The program that runs stays as it is in every case."""

from __future__ import annotations

from sai_thong.ground.errors import BadInput, EnvironmentTrouble, Refused
from sai_thong.ground.language import _


class UnreadableRelease(BadInput):
    """What should tell of a release is no such thing.

    Args:
        part: Which part of it, for whoever looks for the cause.
    """

    def __init__(self, part: str) -> None:
        super().__init__(
            _("What tells of the new version cannot be read ({part}).").format(part=part),
            kept=_("The program stays as it is."),
            do=_("Fetch the update again, or from another place."),
        )


class WronglySigned(Refused):
    """It is not signed by as many keys of the publisher as it must be."""

    def __init__(self) -> None:
        super().__init__(
            _("The update is not signed by the publisher of this program."),
            kept=_("Nothing of it was used; the program stays as it is."),
            do=_("Do not use it. Tell whoever looks after the program where it came from."),
        )


class DamagedPackage(Refused):
    """A package is not, byte for byte, what the publisher signed."""

    def __init__(self) -> None:
        super().__init__(
            _("The update is damaged or was changed on its way."),
            kept=_("Nothing of it was used; the program stays as it is."),
            do=_("Fetch the update again, or from another place."),
        )


class OtherBeginning(Refused):
    """What changed was reckoned from other files than are installed here."""

    def __init__(self) -> None:
        super().__init__(
            _("The update holds the changes of another build of this program than the installed one."),
            kept=_("The program stays as it is."),
            do=_("Use the whole update, or install the new version."),
        )


class NotNewer(Refused):
    """The version is the one that runs, or an older one."""

    def __init__(self, version: str, running: str) -> None:
        super().__init__(
            _("Version {version} is not newer than version {running}, which is in use.").format(
                version=version, running=running
            ),
            kept=_("The program stays as it is."),
        )


class HeldBack(Refused):
    """The office stays with a version."""

    def __init__(self, version: str, up_to: str) -> None:
        super().__init__(
            _("The office takes no version after {up_to}; this is version {version}.").format(
                version=version, up_to=up_to
            ),
            kept=_("The program stays as it is."),
            do=_("Lift that first, in the settings."),
        )


class NoneFound(Refused):
    """A place holds no release for computers of this kind."""

    def __init__(self) -> None:
        super().__init__(
            _("No update of this program lies there."),
            kept=_("The program stays as it is."),
            do=_("Choose the folder that holds the files of the update."),
        )


class Unreachable(EnvironmentTrouble):
    """The place broke off in the middle: a line, or a stick that was pulled out."""

    def __init__(self) -> None:
        super().__init__(
            _("The update could not be read to its end."),
            kept=_("What came so far is kept; the program stays as it is."),
            do=_("Try again: it goes on where it stopped."),
        )


class NotUpdatable(Refused):
    """This copy of the program has no versions beside each other, or knows no publisher."""


class NotAllowedHere(EnvironmentTrouble):
    """Whoever runs the program may not write where it is installed."""

    def __init__(self) -> None:
        super().__init__(
            _("The program is installed for everybody on this computer; only an administrator may change it."),
            kept=_("The program stays as it is."),
            do=_("Let an administrator run: sai-thong update install"),
        )


class NoRoom(EnvironmentTrouble):
    """The new version could not be laid beside the present one."""

    def __init__(self) -> None:
        super().__init__(
            _("The new version could not be written to the disk."),
            kept=_("The program stays as it is."),
            do=_("Look whether the disk has room, and try again."),
        )
