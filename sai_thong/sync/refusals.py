"""Why a round of the sync came to no end, told to people."""

from __future__ import annotations

from sai_thong.ground.errors import EnvironmentTrouble, Refused
from sai_thong.ground.language import _


def _kept() -> str:
    return _("All work of this computer is kept, and what was sent before stays sent.")


class LinkCut(Exception):
    """A request got no answer; whether it arrived is not known."""


class NoLink(EnvironmentTrouble):
    """The authority was not reached, or not long enough."""

    def __init__(self) -> None:
        super().__init__(
            _("The other side cannot be reached, or the line broke again and again."),
            kept=_kept(),
            do=_(
                "Look whether this computer is on the network, and synchronise once more. It goes on where it stopped."
            ),
        )


class NotThePinnedAuthority(Refused):
    """Who answered does not hold the key that this computer was enrolled with."""

    def __init__(self) -> None:
        super().__init__(
            _("Who answered is not the one that this computer was enrolled with."),
            kept=_("Nothing was taken from it; your own work is untouched."),
            do=_("Look at the address. If the province has a new key, enrol this computer again with a new code."),
        )


class DeviceUnknown(Refused):
    """The authority does not know this device for one of the office."""

    def __init__(self) -> None:
        super().__init__(
            _("The other side does not know this computer as one of the office."),
            kept=_kept(),
            do=_("Ask the province for an enrolment code, and enrol this computer."),
        )


class OrderElsewhere(Refused):
    """Another one keeps the order of the office: a hub in place of the province, or a hub that took over."""

    def __init__(self) -> None:
        super().__init__(
            _("A hub of the office keeps its order now, and this computer has not found it yet."),
            kept=_kept(),
            do=_("Connect this computer to the office's network, or type the address of the hub."),
        )


class DeviceRevoked(Refused):
    """The authority talks to this device no longer."""

    def __init__(self) -> None:
        super().__init__(
            _("This computer was struck off the computers of the office."),
            kept=_kept(),
            do=_("If that was a mistake, ask the province for a new enrolment code."),
        )


class OtherOffice(Refused):
    """The authority keeps this office under another code."""

    def __init__(self) -> None:
        super().__init__(
            _("The other side takes this computer for one of another office."),
            kept=_kept(),
            do=_("Look whether the office's code is right, and enrol this computer again."),
        )


class NewerProgram(Refused):
    """The authority says what this program does not understand."""

    def __init__(self) -> None:
        super().__init__(
            _("The other side speaks of what this program does not know yet."),
            kept=_kept(),
            do=_("Install the newest version of the program, and synchronise once more."),
        )


class Forked(Refused):
    """The authority has another continuation of this very file: a copy of it went on writing."""

    def __init__(self) -> None:
        super().__init__(
            _("Two copies of this office's file have gone on writing under one name."),
            kept=_kept(),
            do=_("Close the program everywhere, keep both files, and ask the province which of them goes on."),
        )


class NotUnderstood(EnvironmentTrouble):
    """The authority cannot read what this program sends, again and again."""

    def __init__(self) -> None:
        super().__init__(
            _("The other side did not understand what this computer sent."),
            kept=_kept(),
            do=_("Synchronise once more. If it stays so, tell the province."),
        )


class NotEnrolled(Refused):
    """This store has no authority yet."""

    def __init__(self) -> None:
        super().__init__(
            _("This computer was not enrolled with a province or a hub yet."),
            do=_("Ask the province for an enrolment code, and enrol this computer."),
        )


class CodeRefused(Refused):
    """The enrolment code is mistyped, used or too old."""

    def __init__(self) -> None:
        super().__init__(
            _("The enrolment code is mistyped, was used already, or is too old."),
            do=_("Type it once more, or ask for a new one."),
        )
