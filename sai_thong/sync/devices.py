"""The computers of the office, as its authority lists them; and striking one of them off."""

from __future__ import annotations

from sai_thong.db.store import Store
from sai_thong.ground.errors import Refused
from sai_thong.ground.language import _
from sai_thong.sync.asking import ask_authority, enrolled_as
from sai_thong.sync.device_messages import DEVICES_PATH, REVOKE_PATH, ListedDevice, pack_named, unpack_listed
from sai_thong.sync.refusals import DeviceUnknown


class ThisComputer(Refused):
    """A computer does not strike itself off."""

    def __init__(self) -> None:
        super().__init__(
            _("This is the computer you are working at."),
            kept=_("Nothing was changed."),
            do=_("Strike it off at another computer of the office, or ask the province."),
        )


class NoSuchDevice(Refused):
    """The office has no computer of this id."""

    def __init__(self, device: str) -> None:
        super().__init__(
            _("The office has no computer {device}.").format(device=device),
            kept=_("Nothing was changed."),
            do=_("See sync devices for those it has."),
        )


def listed_devices(store: Store) -> tuple[ListedDevice, ...]:
    """Every computer of the office, those struck off too, the one enrolled first first.

    Raises:
        NotEnrolled, SaiThongError: As `asking.ask_authority`.
    """
    return unpack_listed(ask_authority(store, DEVICES_PATH, lambda _nonce: pack_named("")))


def revoke_device(store: Store, device: str) -> tuple[ListedDevice, ...]:
    """Let a computer of the office talk no longer; what it sent stays. Returns the list as it is then.

    Raises:
        ThisComputer, NoSuchDevice: It cannot be struck off from here.
        NotEnrolled, SaiThongError: As `asking.ask_authority`.
    """
    if device == enrolled_as(store)[0].device:
        raise ThisComputer
    if device not in {each.device for each in listed_devices(store)}:
        raise NoSuchDevice(device)
    try:
        return unpack_listed(ask_authority(store, REVOKE_PATH, lambda _nonce: pack_named(device)))
    except DeviceUnknown as error:
        raise NoSuchDevice(device) from error
