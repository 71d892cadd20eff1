"""What this computer remembers of updates, in the program's own folder: newer keys, and what was seen and given up."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Final

from sai_thong.ground import resources
from sai_thong.ground.errors import SaiThongError
from sai_thong.ground.language import _
from sai_thong.ground.whole_file import write_whole
from sai_thong.updates.refusals import NotUpdatable, UnreadableRelease
from sai_thong.updates.release import ring_name
from sai_thong.updates.signing import KeyRing, SignedDocument, follower
from sai_thong.updates.versions import Version

FIRST_RING: Final = "updates/keys.json"
"""The ring that came with the program, a shipped resource."""
_REMEMBERED: Final = "remembered.json"


@dataclass(frozen=True)
class Remembered:
    """What was seen of updates here.

    Attributes:
        seen: The newest version that was seen signed, wherever.
        given_up: Versions that did not come up on this computer.
    """

    seen: str = ""
    given_up: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class Memory:
    """The folder in which it is kept.

    Attributes:
        folder: The folder.
    """

    folder: Path

    @property
    def offered(self) -> Path:
        """What was fetched last, as a place offers it: for the other computers of the office."""
        return self.folder / "offered"

    def ring(self) -> KeyRing:
        """The newest ring this computer knows: the shipped one, and what followed it.

        Raises:
            NotUpdatable: The program was built without keys of a publisher.
        """
        shipped = json.loads(resources.read_text(FIRST_RING))
        if not shipped["keys"]:
            raise NotUpdatable(
                _("This copy of the program was built without the keys of a publisher, so it believes no update."),
                kept=_("It runs as it is."),
                do=_("Get a newer version the way this one was installed."),
            )
        ring = KeyRing.of(shipped)
        with suppress(FileNotFoundError, SaiThongError):
            while True:
                kept = (self.folder / ring_name(ring.number + 1)).read_bytes()
                ring = follower(ring, SignedDocument.read(kept))
        return ring

    def keep_ring(self, ring: KeyRing, document: bytes) -> None:
        """Remember a ring that followed the newest one known."""
        self.folder.mkdir(parents=True, exist_ok=True)
        write_whole(self.folder / ring_name(ring.number), document)

    def remembered(self) -> Remembered:
        """What was seen here; nothing where that cannot be read."""
        try:
            kept = json.loads((self.folder / _REMEMBERED).read_text(encoding="utf-8"))
            known = {each.name: kept[each.name] for each in fields(Remembered) if each.name in kept}
            read = Remembered(**known)
            seen, given_up = str(read.seen), tuple(str(each) for each in read.given_up)
            for each in (seen, *given_up):
                if each:
                    Version.read(each)
        except (OSError, ValueError, TypeError, UnreadableRelease):
            return Remembered()
        return Remembered(seen, given_up)

    def saw(self, version: Version) -> None:
        """Remember that a version was seen."""
        known = self.remembered()
        if not known.seen or Version.read(known.seen) < version:
            self._keep(replace(known, seen=str(version)))

    def note_given_up(self, version: Version) -> None:
        """Remember that a version did not come up here."""
        known = self.remembered()
        if str(version) not in known.given_up:
            self._keep(replace(known, given_up=(*known.given_up, str(version))))

    def _keep(self, remembered: Remembered) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        write_whole(self.folder / _REMEMBERED, json.dumps(asdict(remembered), indent=1).encode())
