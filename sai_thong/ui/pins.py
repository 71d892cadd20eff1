"""Short PINs for the day: who signed in with the password today comes back to this window by a few digits.

Nothing of them is written anywhere. A person's keys stay in this program's memory, sealed with the PIN, until the day
ends, the program closes, the user gets another password, or the PIN was wrong a few times; then the password is asked
for again.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from sai_thong.db.errors import SealBroken
from sai_thong.db.keys import FLOOR, Kdf, KeyRing, SaltedKdf
from sai_thong.db.sealing import seal, unseal
from sai_thong.db.slots import Unlocked
from sai_thong.ground.clock import Clock, bangkok_today
from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.thai.digits import to_arabic

SHORTEST, LONGEST = 4, 8
TRIES: Final = 3
_CONTEXT: Final = b"keys behind a PIN"


@dataclass
class _Kept:
    day: date
    password_mark: bytes
    kdf: SaltedKdf
    sealed: bytes
    store_id: str
    tries: int = TRIES


class PinBook:
    """The PINs of today, of one store and one window.

    Args:
        clock: Says when the day ends.
        cost: Of one guess.
    """

    def __init__(self, clock: Clock, cost: Kdf = FLOOR) -> None:
        self._clock = clock
        self._cost = cost
        self._kept: dict[str, _Kept] = {}

    def choose(self, unlocked: Unlocked, pin: str, password_mark: bytes) -> None:
        """Let a user who is in come back by a PIN today.

        Args:
            unlocked: Who, with the keys.
            pin: Four to eight digits.
            password_mark: Of the user's present password (`slots.password_mark`).

        Raises:
            BadInput: It is no PIN, or one that everybody tries first.
        """
        digits = _read(pin)
        kdf = SaltedKdf.fresh(self._cost)
        keys = {name: key.hex() for name, key in unlocked.ring.named().items()}
        sealed = seal(kdf.key(digits), json.dumps(keys).encode(), _CONTEXT)
        self._kept[unlocked.user] = _Kept(bangkok_today(self._clock), password_mark, kdf, sealed, unlocked.store_id)

    def has(self, user: str) -> bool:
        """Whether a user comes back by a PIN now."""
        kept = self._kept.get(user)
        if kept is not None and kept.day != bangkok_today(self._clock):
            del self._kept[user]
        return user in self._kept

    def open(self, user: str, pin: str, password_mark: bytes) -> Unlocked | None:
        """The keys of a user, or None for a wrong PIN; after a few the PIN is forgotten.

        It is forgotten too where the user has another password by now, or none: what that took away stays away.
        """
        if not self.has(user):
            return None
        kept = self._kept[user]
        if kept.password_mark != password_mark:
            self.forget(user)
            return None
        try:
            keys = json.loads(unseal(kept.kdf.key(to_arabic(pin.strip())), kept.sealed, _CONTEXT))
        except SealBroken:
            kept.tries -= 1
            if kept.tries <= 0:
                del self._kept[user]
            return None
        kept.tries = TRIES
        ring = KeyRing.from_named({name: bytes.fromhex(key) for name, key in keys.items()})
        return Unlocked(user, ring, kept.store_id)

    def forget(self, user: str) -> None:
        """Ask for the password of a user again."""
        self._kept.pop(user, None)


def _read(pin: str) -> str:
    digits = to_arabic(pin.strip())
    if not (digits.isascii() and digits.isdigit() and SHORTEST <= len(digits) <= LONGEST):
        raise BadInput(
            _("A PIN has {shortest} to {longest} digits.").format(shortest=SHORTEST, longest=LONGEST),
            do=_("Type digits only."),
        )
    steps = {int(after) - int(before) for before, after in pairwise(digits)}
    if steps in ({0}, {1}, {-1}):
        raise BadInput(_("This PIN is tried first by everybody."), do=_("Choose another."))
    return digits
